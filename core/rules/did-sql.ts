/**
 * Behaviour for the second reader: who is among those with such entries, or is not, as a set of profiles. Asked the
 * other way round where having none is an answer too ("at most 2", "less than 100 €").
 */
import { elapsed } from "./after";
import { asked, totalTest } from "./did";
import { comparisons, MEASURES } from "./did-measures";
import { namedOf } from "./history";
import { itemsSql } from "./items";
import type { After, DidRule } from "./rule";
import type { SqlContext } from "./sql";
import { balanced, raw, type Sql, sql } from "./sql-text";
import { LAST_SEEN, VISIT_GAP, VISIT_STARTED } from "./this-visit";
import { type Timeframe, windowOf } from "./timeframes";
import { totalsSql } from "./totals";

export function didSql(rule: DidRule, context: SqlContext): Sql {
  const known = totalsSql(rule, context.clock);
  if (known) return known;
  const holds = totalTest(rule);
  const { is, value, to } = asked(rule);
  // Nothing is done less than never.
  if (!rule.sum && is === "atLeast" && value <= 0) return raw("1");
  const total = raw(`sum(${MEASURES[rule.sum?.of ?? "times"]})`);
  const anyEntry = !rule.sum && (holds(0) ? value === 0 : is === "atLeast" && value === 1);
  const among = (condition: Sql) => who(rule, anyEntry ? undefined : condition, context);
  return holds(0)
    ? sql`p.num NOT IN ${among(sql`NOT (${comparisons[is](total, value, to)})`)}`
    : sql`p.num IN ${among(comparisons[is](total, value, to))}`;
}

/** The numbers of those for whom it holds, once each, where that is told without looking at anybody's facts. */
export function didPeople(rule: DidRule, context: SqlContext): Sql | undefined {
  if (totalsSql(rule, context.clock) || totalTest(rule)(0)) return undefined;
  const { is, value, to } = asked(rule);
  return who(rule, comparisons[is](raw(`sum(${MEASURES[rule.sum?.of ?? "times"]})`), value, to), context);
}

/** Profiles with entries that the condition looks at, and with this total of them. */
function who(rule: DidRule, having: Sql | undefined, context: SqlContext): Sql {
  const { during } = rule;
  const visit = during !== undefined && "thisVisit" in during;
  const where = [...entries(rule, "a", context), ...(during ? spanSql(during, context) : [])];
  if (rule.which) {
    const past = raw(rule.which === "first" ? "b.at < a.at" : "b.at > a.at");
    const others = [...entries(rule, "b", context), raw("b.person = a.person"), past];
    where.push(sql`NOT EXISTS (SELECT 1 FROM activities b WHERE ${balanced(others, "AND", "1")})`);
  }
  // People who are here now are few: they first, then what each of them did.
  const from = raw(visit ? "profiles v CROSS JOIN activities a ON a.person = v.num" : "activities a");
  const group = having ? sql` GROUP BY a.person HAVING ${having}` : raw("");
  return sql`(SELECT a.person FROM ${from} WHERE ${balanced(where, "AND", "1")}${group})`;
}

type Entries = Omit<After, "which" | "within"> & Pick<DidRule, "after">;

/** The shop's entries of the activity that are narrowed, and came after the other activity. */
const entries = (rule: Entries, as: string, context: SqlContext): Sql[] => [
  sql`${raw(`${as}.shop`)} = ${context.shop}`,
  ...narrowed(rule, as, context),
];

/** The same of somebody who is the shop's: without the shop no index leads to other people. */
export function narrowed(rule: Entries, as: string, context: SqlContext): Sql[] {
  const where = [sql`${raw(`${as}.kind`)} = ${rule.did}`];
  const { named, items } = rule;
  if (named !== undefined) where.push(namedSql(named, raw(`coalesce(${as}.name_key, ${as}.name)`)));
  if (items) where.push(...itemsSql(items, as, context.itemSets ?? {}));
  if (rule.after) where.push(afterSql(rule.after, as, context));
  return where;
}

function namedSql(named: NonNullable<DidRule["named"]>, name: Sql): Sql {
  const { how, text } = namedOf(named);
  if (how === "contains") return sql`instr(${name}, ${text}) > 0`;
  return how === "startsWith" ? sql`substr(${name}, 1, length(${text})) = ${text}` : sql`${name} = ${text}`;
}

function afterSql({ which, within, ...other }: After, as: string, context: SqlContext): Sql {
  const at = raw(`${as}.at`);
  const before = [...entries(other, "x", context), raw(`x.person = ${as}.person`)];
  const longest = elapsed(within);
  if (which) {
    const pick = raw(which === "first" ? "min(x.at)" : "max(x.at)");
    return sql`${at} - (SELECT ${pick} FROM activities x WHERE ${balanced(before, "AND", "1")}) BETWEEN 1 AND ${longest}`;
  }
  before.push(sql`x.at < ${at}`);
  if (within) before.push(sql`x.at >= ${at} - ${longest}`);
  return sql`EXISTS (SELECT 1 FROM activities x WHERE ${balanced(before, "AND", "1")})`;
}

function spanSql(during: Timeframe, { shop, clock }: SqlContext): Sql[] {
  if ("thisVisit" in during)
    return [
      sql`v.shop = ${shop}`,
      sql`${raw(`v.${LAST_SEEN}`)} >= ${clock.now - VISIT_GAP}`,
      raw(`a.at >= v.${VISIT_STARTED}`),
    ];
  const { from, to } = windowOf(during, clock);
  return [sql`a.at >= ${from} AND a.at < ${to}`];
}
