/** A shop's own attribute definitions, beside the standard ones. */
import { and, eq, sql } from "drizzle-orm";
import type { Attribute } from "../../core/attributes/attribute";
import { changesReading, isAmbiguous } from "../../core/attributes/convert";
import { attributesOf, standardAttributes } from "../../core/attributes/standard";
import { type AttributeType, attributeTypes, isCalendar } from "../../core/attributes/types";
import { fold } from "../../core/rules/fold";
import { parseRule } from "../../core/rules/parse";
import { dbOf, isDuplicate } from "../db/client";
import { attributeDefinitions, attributePasts } from "../db/schema";
import type { Env } from "../env";
import { invalid, notFound, Problem } from "../http/errors";
import { changeShop } from "../shops/change";
import { attributeOf } from "../shops/context";
import { refuseUsed, rulesOf, type Use, usesOfAttribute } from "../shops/uses";
import { tableOf, tablesOf } from "../tables/tables";
import { MAX_COMPUTED } from "./computed";
import { convertStored, startConversion } from "./conversions";
import { type AttributeChange, type AttributeInput, type Change, changeGiven, shapeGiven } from "./given";

const MAX_OWN = 200;
/** Milliseconds that a change may spend on values before it answers; cron goes on. */
const AT_ONCE = 2_000;

export async function attributesOfShop(env: Env, shop: string) {
  const own = await ownAttributes(env, shop);
  return [
    ...standardAttributes.map((attribute) => describe(attribute, true)),
    ...own.map((attribute) => describe(attribute, false)),
  ];
}

/** An attribute of either kind, as it is defined. */
export async function attributeNamed(env: Env, shop: string, key: string) {
  const standard = standardAttributes.find((attribute) => attribute.key === key);
  if (standard) return describe(standard, true);
  return describe(await ownAttribute(env, shop, key), false);
}

export async function defineAttribute(env: Env, shop: string, input: AttributeInput) {
  const { key } = input;
  if (standardAttributes.some((standard) => standard.key === key))
    throw invalid({ path: "key", reason: "is the key of a standard attribute" });
  // Facts are kept in plain objects: a key that each of those has by nature would read as known.
  if (key in {}) throw invalid({ path: "key", reason: "is a reserved word" });
  const { type, computed } = await shapeGiven(env, shop, input);
  checkOptions(type, input.options);
  const own = await ownAttributes(env, shop);
  if (own.some((other) => other.key === key))
    throw invalid({ path: "key", reason: "is the key of another attribute" });
  if (own.length >= MAX_OWN)
    throw invalid({ path: "key", reason: `is one too many: a shop has at most ${MAX_OWN} of its own` });
  if (computed && own.filter((other) => other.computed).length >= MAX_COMPUTED)
    throw invalid({
      path: "computed",
      reason: `is one too many: a shop has at most ${MAX_COMPUTED} computed attributes`,
    });
  refuseSameLabel(own, key, input.label);
  // An attribute of this key may have been deleted: what people still have of it is read as the new type.
  const { formerly, wasComputed } = await pastOf(env, shop, key);
  if (formerly.length > 0 && wasComputed !== (computed !== null))
    throw invalid({
      path: "key",
      reason: `was the key of an attribute that was ${wasComputed ? "computed" : "told"}, whose values are kept: choose another`,
    });
  refuseAmbiguous([...formerly, type], "key");
  try {
    await changeShop(env, shop, (db) => [
      db
        .insert(attributeDefinitions)
        .values({ shop, ...input, type, computed, formerly, createdAt: Date.now() }),
      db.delete(attributePasts).where(and(eq(attributePasts.shop, shop), eq(attributePasts.key, key))),
      ...(formerly.length > 0 ? [startConversion(db, shop, { key, formerly })] : []),
    ]);
  } catch (error) {
    throw refusedTwin(error);
  }
  if (formerly.length > 0) await convertStored(env, shop, key, AT_ONCE);
  return attributeNamed(env, shop, key);
}

/**
 * Changes a definition. After another type, or without some of its options, what people have is read anew: see
 * `fit.ts` for what that would mean, before.
 * @throws Problem "in-use" when a rule makes no sense with the new type
 */
export async function changeAttribute(env: Env, shop: string, key: string, given: AttributeChange) {
  const before = await ownAttribute(env, shop, key);
  const change = await changeGiven(env, shop, before, given);
  const after = changed(before, change);
  checkOptions(after.type, after.options ?? []);
  if (change.label !== undefined) refuseSameLabel(await ownAttributes(env, shop), key, change.label);
  const isReread = after.formerly !== before.formerly;
  if (isReread) {
    refuseAmbiguous([...(after.formerly ?? []), after.type], "type");
    refuseUsed((await usesWith(env, shop, after)).filter(({ fits }) => !fits).map(({ use }) => use));
  }
  const { options = [], formerly = [] } = after;
  const set = { ...change, options: [...options], formerly: [...formerly] };
  try {
    if (Object.keys(change).length > 0)
      await changeShop(env, shop, (db) => [
        db
          .update(attributeDefinitions)
          // Somebody else may have changed its type since: not both, in one step.
          .set({ ...set, type: unchanged(before, after.type) })
          .where(is(shop, key)),
        ...(isReread ? [startConversion(db, shop, after)] : []),
      ]);
  } catch (error) {
    if (isNullRefused(error)) throw new Problem("conflict", "Its type was changed meanwhile. Look again.");
    throw refusedTwin(error);
  }
  if (isReread) await convertStored(env, shop, key, AT_ONCE);
  return attributeNamed(env, shop, key);
}

/** The definition after a change; with one more former type when values may read otherwise. */
export function changed(before: Attribute, change: Change): Attribute {
  const type = change.type ?? before.type;
  const kept = attributeTypes[type].options ? (before.options ?? []) : [];
  const after = { ...before, ...change, type, options: change.options ?? kept };
  return changesReading(before, after)
    ? { ...after, formerly: [...(before.formerly ?? []), before.type] }
    : after;
}

/** Where it is used, and whether that still makes sense with a definition. */
export async function usesWith(
  env: Env,
  shop: string,
  attribute: Attribute,
): Promise<{ use: Use; fits: boolean }[]> {
  const [all, own, tables] = await Promise.all([
    rulesOf(env, shop),
    ownAttributes(env, shop),
    tablesOf(dbOf(env), shop),
  ]);
  const others = own.filter(({ key }) => key !== attribute.key);
  const attributes = attributesOf([...others, attribute], tables.map(tableOf));
  const context = { attributes, hasSegment: () => true, live: true };
  const used = new Set(usesOfAttribute(all, attribute.key));
  return all
    .filter(({ use }) => used.has(use))
    .map(({ use, rules }) => ({ use, fits: rules.every((rule) => "rule" in parseRule(rule, context)) }));
}

/** Refused while a segment, a message or its form uses it. Values that people have stay with them, unseen. */
export async function removeAttribute(env: Env, shop: string, key: string): Promise<void> {
  const { type, formerly = [], computed } = await ownAttribute(env, shop, key);
  refuseUsed(usesOfAttribute(await rulesOf(env, shop), key));
  await changeShop(env, shop, (db) => [
    db.delete(attributeDefinitions).where(is(shop, key)),
    db
      .insert(attributePasts)
      .values({ shop, key, types: [...formerly, type], computed: computed !== undefined })
      .onConflictDoNothing(),
  ]);
}

/** @throws Problem "not-found" */
export async function ownAttribute(env: Env, shop: string, key: string): Promise<Attribute> {
  const [row] = await dbOf(env).select().from(attributeDefinitions).where(is(shop, key));
  if (!row) throw notFound("attribute of its own");
  return attributeOf(row);
}

async function ownAttributes(env: Env, shop: string): Promise<Attribute[]> {
  const rows = await dbOf(env).select().from(attributeDefinitions).where(eq(attributeDefinitions.shop, shop));
  return rows.map(attributeOf);
}

async function pastOf(env: Env, shop: string, key: string) {
  const [past] = await dbOf(env)
    .select({ types: attributePasts.types, computed: attributePasts.computed })
    .from(attributePasts)
    .where(and(eq(attributePasts.shop, shop), eq(attributePasts.key, key)));
  return { formerly: past?.types ?? [], wasComputed: past?.computed ?? false };
}

/** @throws Problem "invalid" */
export function checkOptions(type: AttributeType, options: readonly string[]): void {
  if (attributeTypes[type].options ? options.length === 0 : options.length > 0)
    throw invalid({
      path: "options",
      reason: options.length ? `do not belong to the type ${type}` : `must list what people can choose`,
    });
}

/** @throws Problem "invalid" */
export function refuseAmbiguous(types: readonly AttributeType[], path: string): void {
  if (isAmbiguous(types))
    throw invalid({
      path,
      reason:
        "cannot go from a number to a date or back: what people have could be read as either. Define a new attribute instead",
    });
}

function refuseSameLabel(own: readonly Attribute[], key: string, label: string): void {
  const taken = [...standardAttributes, ...own].find(
    (other) => other.key !== key && fold(other.label) === fold(label),
  );
  if (taken) throw invalid({ path: "label", reason: `is the name of another attribute (${taken.key})` });
}

/** Two were defined at once. */
function refusedTwin(error: unknown): unknown {
  if (!isDuplicate(error)) return error;
  const path = causes(error).some(({ message }) => message.includes(".label")) ? "label" : "key";
  return invalid({ path, reason: `is the ${path === "key" ? "key" : "name"} of another attribute` });
}

/** The new type, or NULL, which the column refuses, when the definition is no longer the one that was looked at. */
const unchanged = ({ type, formerly = [] }: Attribute, next: AttributeType) =>
  sql<AttributeType>`CASE WHEN ${attributeDefinitions.type} = ${type} AND json_array_length(${attributeDefinitions.formerly}) = ${formerly.length} THEN ${next} END`;

const isNullRefused = (error: unknown): boolean =>
  causes(error).some(({ message }) => message.includes("NOT NULL constraint failed"));

function causes(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}

function describe(attribute: Attribute, standard: boolean) {
  const { key, label, group, type, notes = "", options = [], browser = false, personal = false } = attribute;
  const { unit = null } = attribute;
  const calendar = isCalendar(attribute);
  return {
    ...{ key, label, group, type, notes, options: [...options], browser, personal, unit, calendar, standard },
    derived: attribute.derived !== undefined,
    computed: attribute.computed ?? null,
  };
}

const is = (shop: string, key: string) =>
  and(eq(attributeDefinitions.shop, shop), eq(attributeDefinitions.key, key));
