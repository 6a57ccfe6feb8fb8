/** Reads a query that somebody wrote: the query, or every place where it is wrong, with its path and a reason. */
import { readWhere } from "../rules/has-parse";
import { leavesOf } from "../rules/leaves";
import { type ParseContext, parseRule } from "../rules/parse";
import type { Rule } from "../rules/rule";
import type { Problem } from "../signals/fields";
import { factOf, LIMITS as TABLE_LIMITS } from "../tables/table";
import { measureNames } from "./measures";
import { type GroupBy, type Keep, LIMITS, type Measured, type Query, type Source } from "./query";
import { columnsOf, groupKey, groupsFor, measuredKey, measuresFor } from "./result";

export type ParsedQuery = { query: Query } | { problems: Problem[] };

const FIELDS = ["from", "people", "by", "columns", "where", "keep"];
/** What conditions say of a total: here the columns say it. */
const TOTALS = ["which", "times", "sum"];

/** @param table key of the table that it fills, which it cannot ask */
export function parseQuery(
  raw: unknown,
  context: Omit<ParseContext, "live">,
  table: string | undefined,
  path = "query",
): ParsedQuery {
  const problems: Problem[] = [];
  const refuse = (where: string, reason: string): undefined => {
    problems.push({ path: where, reason });
    return undefined;
  };
  const { tables } = context.attributes;

  const rule = (given: unknown, where: string): Rule | undefined => {
    const parsed = parseRule(given, { ...context, live: false }, where);
    if ("problems" in parsed) problems.push(...parsed.problems);
    else if (table && [...leavesOf(parsed.rule)].some((leaf) => "has" in leaf && leaf.has === table))
      refuse(where, "asks for the rows of the very table that it fills");
    else return parsed.rule;
    return undefined;
  };

  const readSource = (given: unknown): Source | undefined => {
    const where = `${path}.from`;
    if (!isRecord(given) || !("did" in given || "has" in given))
      return refuse(where, "must be an object with did or has");
    const stray = TOTALS.find((key) => key in given);
    if (stray) return refuse(`${where}.${stray}`, "belongs to conditions: the columns say what is taken");
    const source = rule(given, where) as Source | undefined;
    if (source?.during && "thisVisit" in source.during)
      return refuse(`${where}.during`, "cannot be this visit: nobody is visiting when a query runs");
    return source;
  };

  const readBy = (given: unknown, from: Source): GroupBy | undefined => {
    const offered = groupsFor(from, tables);
    const wanted = isRecord(given) && Object.keys(given).length === 1 ? given.column : given;
    const found = offered.find(
      (by) => (isRecord(given) ? typeof by !== "string" : true) && groupKey(by) === wanted,
    );
    if (!found || (typeof given === "string" && typeof found !== "string"))
      return refuse(
        `${path}.by`,
        offered.length > 0
          ? `must be one of ${offered.map((by) => (typeof by === "string" ? by : `{ column: ${by.column} }`)).join(", ")}`
          : "has nothing to group by: the table has no column of texts and no date",
      );
    return found;
  };

  const readColumns = (given: unknown, from: Source): Measured[] | undefined => {
    const where = `${path}.columns`;
    if (!Array.isArray(given) || given.length === 0 || given.length > LIMITS.columns)
      return refuse(where, `must be a list of 1 to ${LIMITS.columns} columns`);
    const offered = measuresFor(from, tables);
    const read = given.map((one, i) => {
      const raw: Raw = isRecord(one) ? one : {};
      const extra = Object.keys(raw).find((key) => key !== "measure" && key !== "of");
      if (extra !== undefined)
        return refuse(`${where}[${i}].${extra.slice(0, 64)}`, "does not belong to a column");
      const names = [...new Set(offered.map(({ measure }) => measure))];
      if (!names.includes(raw.measure as Measured["measure"]))
        return refuse(
          `${where}[${i}].measure`,
          measureNames.includes(raw.measure as Measured["measure"])
            ? `cannot be said of this: take one of ${names.join(", ")}`
            : `must be one of ${names.join(", ")}`,
        );
      const fitting = offered.filter(({ measure }) => measure === raw.measure);
      const found = fitting.find(({ of }) => of === raw.of);
      if (!found)
        return refuse(
          `${where}[${i}].of`,
          fitting[0]!.of === undefined
            ? `does not belong to ${raw.measure}`
            : `must be one of ${fitting.map(({ of }) => of).join(", ")}`,
        );
      return found;
    });
    return read.every((one) => one !== undefined) ? read : undefined;
  };

  const readKeep = (given: unknown, query: Query): Keep | undefined => {
    const where = `${path}.keep`;
    if (!isRecord(given)) return refuse(where, "must be an object with most and rows");
    const extra = Object.keys(given).find((key) => key !== "most" && key !== "rows");
    if (extra !== undefined) return refuse(`${where}.${extra.slice(0, 64)}`, "is not known here");
    const { most, rows } = given;
    const offered = query.columns.map(measuredKey);
    if (!offered.includes(most as string))
      return refuse(`${where}.most`, `must be one of ${offered.join(", ")}`);
    if (!Number.isInteger(rows) || (rows as number) < 1 || (rows as number) > TABLE_LIMITS.rows)
      return refuse(`${where}.rows`, `must be a whole number from 1 to ${TABLE_LIMITS.rows}`);
    return { most: most as string, rows: rows as number };
  };

  const read = (): Query | undefined => {
    if (!isRecord(raw)) return refuse(path, "must be an object with from, by and columns");
    const stray = Object.keys(raw).find((key) => !FIELDS.includes(key));
    if (stray !== undefined) refuse(`${path}.${stray.slice(0, 64)}`, "is not known here");
    const from = readSource(raw.from);
    const people = raw.people === undefined ? undefined : rule(raw.people, `${path}.people`);
    if (!from) return undefined;
    const by = readBy(raw.by, from);
    const columns = readColumns(raw.columns, from);
    if (!by || !columns) return undefined;
    const query: Query = { from, by, columns, ...(people && !isEveryone(people) && { people }) };
    const result = columnsOf(query, tables, "");
    const keys = result.map(({ key }) => key);
    const twice = keys.find((key, i) => keys.indexOf(key) !== i);
    if (twice !== undefined) return refuse(`${path}.columns`, `has two columns of the key ${twice}`);
    if (raw.where !== undefined) {
      // What is grouped by is narrowed where it comes from.
      const measured = result.filter(({ type }) => factOf({ type }) !== "text");
      const table = { key: "", label: "", columns: measured, id: "" };
      const where = readWhere(raw.where, `${path}.where`, refuse, table);
      if (where) query.where = where;
    }
    if (raw.keep !== undefined) {
      const keep = readKeep(raw.keep, query);
      if (keep) query.keep = keep;
    }
    return query;
  };

  const query = read();
  return query && problems.length === 0 ? { query } : { problems };
}

type Raw = Record<string, unknown>;
const isRecord = (raw: unknown): raw is Raw => typeof raw === "object" && raw !== null && !Array.isArray(raw);
/** An empty group narrows nothing. */
const isEveryone = (rule: Rule): boolean => "all" in rule && rule.all.length === 0;
