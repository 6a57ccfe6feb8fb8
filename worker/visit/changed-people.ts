/**
 * Who is to be looked at after the rules of a segment or a computed attribute have changed, by the read model alone:
 * those who are on the wrong side of it or may have another value, and those whom time may now move sooner than
 * before. All others need no document.
 */
import { isScore, ofNothing, rulesIn } from "../../core/attributes/computed";
import { attributeOfNode } from "../../core/rules/dependencies";
import { attributesOf, leavesOf } from "../../core/rules/leaves";
import { nextChangeSql } from "../../core/rules/next-change-sql";
import type { Rule } from "../../core/rules/rule";
import { everyoneOf, factSql, raw, type Sql, type SqlContext, sql, toSql } from "../../core/rules/sql";
import { balanced } from "../../core/rules/sql-text";
import { isShort, prepared } from "../segments/select";
import { type CompiledSnapshot, sqlContextOf } from "./snapshot";

export interface ChangedPerson {
  num: number;
  id: string;
  version: number;
  /** Enters or leaves, or may have another value. Who does not only gets an earlier time of their next change. */
  moves: boolean;
  nextChangeAt: number;
}

/** The people of a shard, or, without, those that D1 owns. */
export type Home = string | null;

interface Asked {
  /** A segment, or a computed attribute. */
  node: string;
  home: Home;
  after: number;
}

/** So many are found at once: a set of people that a rule needs is made anew each time. */
const FOUND = 20_000;

/** The next ones after a number, in the order of their numbers, and the number up to which people were asked; all without. */
export async function changedPeople(
  db: D1Database,
  compiled: CompiledSnapshot,
  asked: Asked,
  now: number,
): Promise<{ people: ChangedPerson[]; reached?: number }> {
  const context = sqlContextOf(compiled, now);
  const { query, nextChange } = changedSql(compiled, context, asked);
  const { results } = await prepared(db, query).all<Row>();
  const people = results.flatMap(({ num, id, version, nextChangeAt, moves, ...times }) => {
    const next = nextChange(Object.values(times));
    return moves || next < (nextChangeAt ?? Infinity)
      ? [{ num, id, version, moves: moves === 1, nextChangeAt: next }]
      : [];
  });
  return { people, ...(results.length === FOUND && { reached: results.at(-1)!.num }) };
}

/** Whether D1 takes the question, and has all that it asks for. */
export function canBeAsked(compiled: CompiledSnapshot, node: string): boolean {
  const leaves = rulesOf(compiled, node).flatMap((rule) => [...leavesOf(rule)]);
  const keys = [attributeOfNode(node) ?? [], leaves.flatMap(attributesOf)].flat();
  if (keys.some((key) => mayBeUnread(key, compiled))) return false;
  return isShort(changedSql(compiled, sqlContextOf(compiled, 0), { node, home: null, after: 0 }).query);
}

function rulesOf({ snapshot, attributes }: CompiledSnapshot, node: string): Rule[] {
  const key = attributeOfNode(node);
  return key === undefined
    ? [snapshot.segments.find(({ id }) => id === node)!.rule]
    : rulesIn(attributes.get(key)!.computed!);
}

/** After a change of type, values are read anew in steps (`worker/attributes/conversions.ts`); documents always tell. */
const mayBeUnread = (key: string, { attributes }: CompiledSnapshot): boolean =>
  (attributes.get(key)?.formerly?.length ?? 0) > 0;

/** Whether somebody is on the wrong side of a segment, or may have another value of a computed attribute. */
function movesSql(node: string, rules: readonly Rule[], context: SqlContext): Sql {
  const key = attributeOfNode(node);
  if (key === undefined)
    return sql`(${toSql(rules[0]!, context)}) <> EXISTS (SELECT 1 FROM memberships mine WHERE mine.person = p.num AND mine.segment = ${node})`;
  const computed = context.attributes.get(key)!.computed!;
  const stored = factSql(key, context);
  if (isScore(computed)) {
    const points = computed.score.map(({ points }, i) => sql`${points} * (${toSql(rules[i]!, context)})`);
    return sql`(${balanced(points, "+", "0")}) IS NOT ${stored}`;
  }
  // Whoever had something, or has something now; documents say what.
  const had =
    ofNothing(computed.measure) === undefined ? sql`${stored} IS NOT NULL` : sql`${stored} IS NOT 0`;
  return sql`(${had} OR ${toSql(computed.of, context)})`;
}

/** The columns of what time looks at come last, in their order. */
interface Row {
  num: number;
  id: string;
  version: number;
  nextChangeAt: number | null;
  moves: 0 | 1;
  [time: `t${number}`]: number | null;
}

function changedSql(compiled: CompiledSnapshot, context: SqlContext, { node, home, after }: Asked) {
  const rules = rulesOf(compiled, node);
  const moves = movesSql(node, rules, context);
  const those = sql`FROM profiles p WHERE ${everyoneOf(context.shop)} AND p.num > ${after} AND ${home === null ? raw("p.home IS NULL") : sql`p.home = ${home}`}`;
  const columns = raw("p.num, p.id, p.version, p.next_change_at AS nextChangeAt");
  const { columns: times, of } = nextChangeSql({ any: rules }, context);
  if (times.length === 0)
    return {
      nextChange: () => Infinity,
      query: sql`SELECT ${columns}, 1 AS moves ${those} AND ${moves} ORDER BY p.num LIMIT ${FOUND}`,
    };
  const named = times.map(({ value }, i) => sql`, ${value} AS ${raw(`t${i}`)}`);
  const sooner = times.map(
    ({ delay }, i) => sql`${raw(`t${i}`)} + ${delay} < coalesce(nextChangeAt, 8.64e15)`,
  );
  // Who is due already stays so. LIMIT -1 keeps SQLite from asking all that is named again where it is used.
  return {
    nextChange: of,
    query: sql`SELECT * FROM (SELECT ${columns}, ${moves} AS moves${named.reduce((all, one) => sql`${all}${one}`)} ${those} ORDER BY p.num LIMIT -1)
      WHERE moves OR (coalesce(nextChangeAt > ${context.clock.now}, 1) AND ${balanced(sooner, "OR", "0")}) LIMIT ${FOUND}`,
  };
}
