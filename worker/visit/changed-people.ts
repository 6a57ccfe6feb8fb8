/**
 * Who is to be looked at after a segment's rule has changed, by the read model alone: those who are on the wrong side
 * of it, and those whom time may now move sooner than before. All others need no document.
 */
import { attributesOf, leavesOf } from "../../core/rules/leaves";
import { nextChangeSql } from "../../core/rules/next-change-sql";
import type { Leaf } from "../../core/rules/rule";
import { everyoneOf, raw, type SqlContext, sql, toSql } from "../../core/rules/sql";
import { balanced } from "../../core/rules/sql-text";
import { isShort, prepared } from "../segments/select";
import { type CompiledSnapshot, sqlContextOf } from "./snapshot";

export interface ChangedPerson {
  num: number;
  id: string;
  version: number;
  /** Enters or leaves. Who does not only gets an earlier time of their next change. */
  moves: boolean;
  nextChangeAt: number;
}

/** The people of a shard, or, without, those that D1 owns. */
export type Home = string | null;

interface Asked {
  segment: string;
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
export function canBeAsked(compiled: CompiledSnapshot, segment: string): boolean {
  const leaves = [...leavesOf(ruleOf(compiled, segment))];
  if (leaves.some((leaf) => "live" in leaf || mayBeUnread(leaf, compiled))) return false;
  return isShort(changedSql(compiled, sqlContextOf(compiled, 0), { segment, home: null, after: 0 }).query);
}

const ruleOf = ({ snapshot }: CompiledSnapshot, segment: string) =>
  snapshot.segments.find(({ id }) => id === segment)!.rule;

/** After a change of type, values are read anew in steps (`worker/attributes/conversions.ts`); documents always tell. */
const mayBeUnread = (leaf: Leaf, { attributes }: CompiledSnapshot): boolean =>
  attributesOf(leaf).some((key) => attributes.get(key)?.formerly?.length);

/** The columns of what time looks at come last, in their order. */
interface Row {
  num: number;
  id: string;
  version: number;
  nextChangeAt: number | null;
  moves: 0 | 1;
  [time: `t${number}`]: number | null;
}

function changedSql(compiled: CompiledSnapshot, context: SqlContext, { segment, home, after }: Asked) {
  const rule = ruleOf(compiled, segment);
  const moves = sql`(${toSql(rule, context)}) <> EXISTS (SELECT 1 FROM memberships mine WHERE mine.person = p.num AND mine.segment = ${segment})`;
  const those = sql`FROM profiles p WHERE ${everyoneOf(context.shop)} AND p.num > ${after} AND ${home === null ? raw("p.home IS NULL") : sql`p.home = ${home}`}`;
  const columns = raw("p.num, p.id, p.version, p.next_change_at AS nextChangeAt");
  const { columns: times, of } = nextChangeSql(rule, context);
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
