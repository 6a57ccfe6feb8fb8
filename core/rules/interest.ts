/**
 * Predicted interest: of the `of` products of some items that this person most likely buys, at least `atLeast` have a
 * likelihood of `likelihood` % or more. As `atLeast` is never above `of`, that holds exactly where so many products
 * of the items are that likely. Without predictions it holds for nobody.
 */
import type { Expression } from "./closures";
import { type ItemSets, type Items, narrowedTo, parseItems } from "./items";
import type { Person } from "./rule";
import { type Sql, sql } from "./sql-text";

export interface InterestRule {
  interestedIn: Items;
  /** Percent, above 0. */
  likelihood: number;
  /** 1 if not given. */
  atLeast?: number;
  of?: number;
}

const MOST = 1_000;

export function parseInterest(
  raw: Record<string, unknown>,
  where: string,
  refuse: (where: string, reason: string) => undefined,
): InterestRule | undefined {
  const { likelihood, atLeast = 1, of = MOST } = raw;
  if (typeof raw.interestedIn === "object" && raw.interestedIn !== null && "categories" in raw.interestedIn)
    return refuse(`${where}.interestedIn.categories`, "is of what was done: predictions know inCategory");
  const interestedIn = parseItems(raw.interestedIn, `${where}.interestedIn`, refuse);
  if (typeof likelihood !== "number" || !(likelihood > 0 && likelihood <= 100))
    return refuse(`${where}.likelihood`, "must be a percentage above 0");
  if (!isCount(atLeast)) return refuse(`${where}.atLeast`, `must be a whole number from 1 to ${MOST}`);
  if (!isCount(of) || of < atLeast)
    return refuse(`${where}.of`, `must be a whole number from atLeast to ${MOST}`);
  return (
    interestedIn && {
      interestedIn,
      likelihood,
      ...(raw.atLeast !== undefined && { atLeast }),
      ...(raw.of !== undefined && { of }),
    }
  );
}

/** `likely` counts the products of the items that are likely enough. */
export function interestLeaf(
  rule: InterestRule,
  sets: ItemSets,
  person: () => Person,
): { answer: Expression; likely: () => number } {
  const wanted = new Set(narrowedTo(rule.interestedIn, sets).wanted);
  const least = rule.likelihood / 100;
  const likely = () => {
    const { interests } = person();
    let count = 0;
    for (const product in interests) if (interests[product]! >= least && wanted.has(product)) count++;
    return count;
  };
  return { likely, answer: () => likely() >= (rule.atLeast ?? 1) };
}

export function interestSql(
  { interestedIn, likelihood, atLeast = 1 }: InterestRule,
  { shop, itemSets = {} }: { shop: string; itemSets?: ItemSets },
): Sql {
  const { wanted } = narrowedTo(interestedIn, itemSets);
  const enough = atLeast === 1 ? sql`` : sql` GROUP BY i.person HAVING count(*) >= ${atLeast}`;
  return sql`p.num IN (SELECT i.person FROM interests i WHERE i.shop = ${shop}
    AND i.product IN (SELECT value FROM json_each(${wanted})) AND i.likelihood >= ${likelihood / 100}${enough})`;
}

const isCount = (raw: unknown): raw is number =>
  Number.isInteger(raw) && (raw as number) >= 1 && (raw as number) <= MOST;
