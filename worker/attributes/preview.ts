/**
 * Before a computed attribute is saved: of how many people it would be known, and how it would be spread. Worked out as
 * the owners of profiles do it, from documents; of everybody in a small shop, else of a random sample.
 */
import type { Attribute } from "../../core/attributes/attribute";
import { type Computed, rulesIn, shapeOf } from "../../core/attributes/computed";
import { attributeTypes } from "../../core/attributes/types";
import { estimate } from "../../core/profiles/past";
import { readProfile } from "../../core/profiles/profile";
import { program } from "../../core/rules/compile";
import { compileComputed } from "../../core/rules/computing";
import { fold } from "../../core/rules/fold";
import { sql } from "../../core/rules/sql";
import type { Env } from "../env";
import type { Role } from "../members/roles";
import { peopleById } from "../profiles/people";
import { readContext } from "../segments/read-context";
import { prepared } from "../segments/select";
import { type ShopContext, shopContext } from "../shops/context";
import { readComputed } from "./computed";
import { MOST_FREQUENT, spreadOf } from "./distribution";
import { type Sample, sampleOf } from "./explorer";

const LOOKED_AT = 2_000;
const DOCUMENTS_AT_ONCE = 200;
/** People with very long histories: fewer of them, before a Worker's memory and time are used up. */
const MAX_LENGTH = 32_000_000;
const EXAMPLES = 5;

interface Found {
  id: string;
  value: string | number;
}

export async function previewComputed(env: Env, shop: string, raw: unknown, role: Role) {
  const context = await shopContext(env, shop);
  const computed = readComputed(raw, context);
  const sample = await sampleOf(env.DB, shop, LOOKED_AT);
  const { found, looked } = await workOut(env.DB, computed, context, sample);
  const people = Math.max(sample.people, looked);
  const shape = shapeOf(computed);
  const examples = found.filter(({ value }) => value !== 0).slice(0, EXAMPLES);
  const rows = await peopleById(
    env.DB,
    shop,
    examples.map(({ id }) => id),
    role,
  );
  return {
    ...{ type: shape.type, unit: shape.unit ?? null, people, looked, exact: looked === people },
    known: looked === 0 ? { people: 0, low: 0, high: 0 } : estimate(found.length, looked, people),
    ...spread(found, shape, context),
    examples: rows.map((person) => ({
      person,
      value: examples.find(({ id }) => id === person.id)!.value,
    })),
  };
}

async function workOut(db: D1Database, computed: Computed, context: ShopContext, sample: Sample) {
  const { attributes, cutoffs, itemSets } = await readContext(db, context, rulesIn(computed));
  const asked = program({ attributes, clock: context.clock, cutoffs, itemSets });
  const read = compileComputed(computed, asked);
  const found: Found[] = [];
  let [looked, length] = [0, 0];
  for (let i = 0; i < sample.numbers.length && length < MAX_LENGTH; i += DOCUMENTS_AT_ONCE) {
    const some = sample.numbers.slice(i, i + DOCUMENTS_AT_ONCE);
    const { results } = await prepared(
      db,
      sql`SELECT d.document FROM json_each(${some}) s JOIN profile_documents d ON d.num = ${sample.base} + s.value WHERE d.shop = ${sample.shop}`,
    ).all<{ document: string }>();
    for (const { document } of results) {
      const profile = readProfile(document);
      asked.load(profile, context.clock.now, (segment) => segment in profile.memberships);
      const value = read();
      if (typeof value === "string" || typeof value === "number") found.push({ id: profile.id, value });
      looked++;
      length += document.length;
    }
  }
  return { found, looked };
}

function spread(found: readonly Found[], shape: Pick<Attribute, "type" | "unit">, { clock }: ShopContext) {
  const nothing = { values: null, distinct: null, bins: null, numbers: null };
  if (attributeTypes[shape.type].fact !== "text")
    return {
      ...nothing,
      ...spreadOf(
        found.map(({ value }) => value as number),
        shape,
        clock,
      ),
    };
  const values = [...Map.groupBy(found, ({ value }) => fold(String(value))).values()]
    .map((same) => ({ value: same[0]!.value, count: same.length }))
    .sort((a, b) => b.count - a.count);
  return { ...nothing, values: values.slice(0, MOST_FREQUENT), distinct: values.length };
}
