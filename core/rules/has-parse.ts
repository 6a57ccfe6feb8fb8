/** Reads a condition on rows that somebody wrote: the condition, or each part that is wrong with its path and a reason. */
import {
  type Column,
  columnOf,
  factOf,
  isNumberColumn,
  LIMITS,
  type Table,
  type Tables,
} from "../tables/table";
import { COMPARED_SUM, COMPARED_TIMES, MAX_SUM, MAX_TIMES } from "./did-parse";
import { thousandths } from "./has";
import { isOperator, type OperatorName, operatorOf, operatorsFor } from "./operators";
import type { CellRule, ColumnSum, HasRule, Times } from "./rule";
import { parseTimeframe } from "./timeframes";

type Refuse = (where: string, reason: string) => undefined;
type Raw = Record<string, unknown>;

export const HAS_FIELDS = ["where", "times", "sum", "during"] as const;
/** Conditions on the cells of one row. */
export const MOST_CELLS = 5;

/** Operators that a cell may be compared by: not those that compare with another fact of the person. */
export const cellOperators = (column: Pick<Column, "type">): OperatorName[] =>
  operatorsFor(factOf(column)).filter((is) => operatorOf(is).input !== "attribute");

export function readHas(
  raw: Raw,
  where: string,
  refuse: Refuse,
  tables: Tables | undefined,
): HasRule | undefined {
  const table = typeof raw.has === "string" ? tables?.get(raw.has) : undefined;
  if (!table) return refuse(`${where}.has`, "must be the key of a table of this shop");
  const rule: HasRule = { has: table.key };
  if (raw.where !== undefined) {
    const cells = readWhere(raw.where, `${where}.where`, refuse, table);
    if (!cells) return undefined;
    rule.where = cells;
  }
  if (raw.sum !== undefined && raw.times !== undefined)
    return refuse(`${where}.sum`, "stands instead of times: ask for one of them");
  if (raw.times !== undefined) {
    const times = readTimes(raw.times);
    if (!times)
      return refuse(
        `${where}.times`,
        "must be { atLeast }, { atMost } or { exactly } with a whole number from 0",
      );
    rule.times = times;
  }
  if (raw.sum !== undefined) {
    const sum = readSum(raw.sum, table);
    if ("reason" in sum) return refuse(`${where}.sum`, sum.reason);
    rule.sum = sum.value;
  }
  if (raw.during !== undefined) {
    if (!table.date) return refuse(`${where}.during`, `does not belong to a table without a column of dates`);
    const during = parseTimeframe(raw.during);
    if ("reason" in during) return refuse(`${where}.during`, during.reason);
    rule.during = during.value;
  }
  return rule;
}

export function readWhere(raw: unknown, where: string, refuse: Refuse, table: Table): CellRule[] | undefined {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > MOST_CELLS)
    return refuse(where, `must be a list of 1 to ${MOST_CELLS} conditions on columns`);
  const cells = raw.map((cell, i) => readCell(cell, `${where}[${i}]`, refuse, table));
  return cells.every((cell) => cell !== undefined) ? cells : undefined;
}

function readCell(raw: unknown, where: string, refuse: Refuse, table: Table): CellRule | undefined {
  if (!isRecord(raw)) return refuse(where, "must be an object with column and is");
  const extra = Object.keys(raw).find((key) => !["column", "is", "value"].includes(key));
  if (extra !== undefined) return refuse(`${where}.${extra.slice(0, 64)}`, "does not belong to a cell");
  const column = typeof raw.column === "string" ? columnOf(table, raw.column) : undefined;
  if (!column)
    return refuse(`${where}.column`, `must be one of ${table.columns.map(({ key }) => key).join(", ")}`);
  const known = cellOperators(column);
  if (!isOperator(raw.is) || !known.includes(raw.is))
    return refuse(`${where}.is`, `must be one of ${known.join(", ")}`);
  const parsed = operatorOf(raw.is).parse(raw.value, factOf(column));
  if ("reason" in parsed) return refuse(`${where}.value`, parsed.reason);
  const { value } = parsed;
  return { column: column.key, is: raw.is, ...(value !== undefined && { value }) };
}

function readTimes(raw: unknown): Times | undefined {
  const [key, n] = onlyEntry(raw) ?? [];
  const isCount = Number.isInteger(n) && (n as number) >= 0 && (n as number) <= MAX_TIMES;
  return COMPARED_TIMES.includes(key as "exactly") && isCount
    ? ({ [key as string]: n } as unknown as Times)
    : undefined;
}

function readSum(raw: unknown, table: Table): { value: ColumnSum } | { reason: string } {
  const numbers = table.columns.filter(isNumberColumn).map(({ key }) => key);
  if (!isRecord(raw) || !numbers.includes(raw.of as string))
    return {
      reason:
        numbers.length > 0
          ? `must have of, one of ${numbers.join(", ")}`
          : "needs a column of numbers, which this table has not",
    };
  const { of, ...compare } = raw;
  const [key, given] = onlyEntry(compare) ?? [];
  if (!COMPARED_SUM.includes(key as "between"))
    return { reason: `must have one of ${COMPARED_SUM.join(", ")}` };
  const fits =
    key === "between"
      ? Array.isArray(given) && given.length === 2 && given.every(isNumber) && given[0]! <= given[1]!
      : isNumber(given);
  return fits
    ? { value: { of, [key as string]: given } as unknown as ColumnSum }
    : {
        reason: `must have ${key === "between" ? "two numbers, the smaller one first," : "a number"} with at most three decimals for ${key}`,
      };
}

const MOST_IN_ALL = Math.min(MAX_SUM, LIMITS.number * LIMITS.rows);
const isNumber = (n: unknown): n is number =>
  typeof n === "number" && Math.abs(n) <= MOST_IN_ALL && thousandths(n) / 1000 === n;

function onlyEntry(raw: unknown): [string, unknown] | undefined {
  const entries = isRecord(raw) ? Object.entries(raw) : [];
  return entries.length === 1 ? entries[0] : undefined;
}
const isRecord = (raw: unknown): raw is Raw => typeof raw === "object" && raw !== null && !Array.isArray(raw);
