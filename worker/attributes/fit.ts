/**
 * Before a change of type or options: how many of the values that people have would fit as they are, be read as
 * something else, or not fit. Nothing is changed. Everyone is looked at, or a sample of those who have a value.
 */
import type { Attribute } from "../../core/attributes/attribute";
import { convert, misfitName, storedName } from "../../core/attributes/convert";
import { estimate } from "../../core/profiles/past";
import type { Value } from "../../core/rules/rule";
import type { Clock } from "../../core/time/zone";
import type { Env } from "../env";
import { shopContext } from "../shops/context";
import { pathOf } from "./conversions";
import { changed, checkOptions, ownAttribute, refuseAmbiguous, usesWith } from "./definitions";
import type { AttributeChange } from "./given";
import { chance } from "./sample";

const MAX_LOOKED_AT = 10_000;
const EXAMPLES = 20;

export type FitInput = Required<Pick<AttributeChange, "type" | "options">>;

export async function fitOf(env: Env, shop: string, key: string, input: FitInput) {
  const [before, { clock }] = await Promise.all([ownAttribute(env, shop, key), shopContext(env, shop)]);
  checkOptions(input.type, input.options);
  const after = changed(before, input);
  refuseAmbiguous([...(after.formerly ?? []), after.type], "type");
  const [{ people, values }, uses] = await Promise.all([
    valuesOf(env.DB, shop, before),
    usesWith(env, shop, after),
  ]);
  const looked = values.reduce((sum, { n }) => sum + n, 0);
  const groups = Map.groupBy(
    values.map(({ kept, n }) => read(kept, n, before, after, clock)),
    ({ how }) => how,
  );
  const of = (how: Outcome) => {
    const found = groups.get(how) ?? [];
    const held = found.reduce((sum, { n }) => sum + n, 0);
    return {
      ...estimate(held, looked, people),
      examples: found
        .sort((a, b) => b.n - a.n)
        .slice(0, EXAMPLES)
        .map(({ value, becomes }) => ({ value, becomes })),
    };
  };
  return {
    ...{ people, looked, exact: looked === people },
    fits: of("fits"),
    converted: of("converted"),
    misfits: of("misfits"),
    usedBy: uses.map(({ use, fits }) => ({ ...use, fits })),
  };
}

type Outcome = "fits" | "converted" | "misfits";

function read(kept: Value, n: number, before: Attribute, after: Attribute, clock: Clock) {
  const becomes = convert(kept, after, clock) ?? null;
  // What is shown as "now" is what the attribute reads today, or what was written when that does not fit today either.
  const value = convert(kept, before, clock) ?? kept;
  const same = JSON.stringify(becomes) === JSON.stringify(value);
  const how: Outcome = becomes === null ? "misfits" : same ? "fits" : "converted";
  return { how, n, value, becomes };
}

/** Different values as they are kept in people's documents, with how many have each. */
async function valuesOf(
  db: D1Database,
  shop: string,
  attribute: Attribute,
): Promise<{ people: number; values: { kept: Value; n: number }[] }> {
  const names = JSON.stringify([storedName(attribute), misfitName(attribute)]);
  const having =
    "FROM attribute_values v WHERE v.shop = ?1 AND v.attribute IN (SELECT value FROM json_each(?2))";
  const people = (await db.prepare(`SELECT count(*) AS n ${having}`).bind(shop, names).first<number>("n"))!;
  const { results } = await db
    .prepare(
      `SELECT kept, count(*) AS n FROM (
         SELECT d.document -> ?3 AS kept FROM (SELECT v.person ${having} AND ${chance("v.person", MAX_LOOKED_AT, people)}) v
         CROSS JOIN profile_documents d ON d.num = v.person)
       WHERE kept IS NOT NULL GROUP BY kept`,
    )
    .bind(shop, names, pathOf(attribute.key))
    .all<{ kept: string; n: number }>();
  const values = results.map(({ kept, n }) => ({ kept: JSON.parse(kept) as Value, n }));
  return { people: people <= MAX_LOOKED_AT ? values.reduce((sum, { n }) => sum + n, 0) : people, values };
}
