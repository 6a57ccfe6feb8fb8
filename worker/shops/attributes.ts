/** A shop's own attribute definitions, beside the standard ones. */
import { and, eq } from "drizzle-orm";
import type { AttributeGroup } from "../../core/attributes/attribute";
import { standardAttributes } from "../../core/attributes/standard";
import { type AttributeType, attributeTypes } from "../../core/attributes/types";
import { dbOf, isDuplicate } from "../db/client";
import { attributeDefinitions } from "../db/schema";
import type { Env } from "../env";
import { invalid, notFound } from "../http/errors";
import { changeShop } from "./change";
import { attributeOf } from "./context";
import { refuseUsed, rulesOf, usesOfAttribute } from "./uses";

const MAX_OWN = 200;

export interface AttributeInput {
  key: string;
  label: string;
  group: AttributeGroup;
  type: AttributeType;
  notes: string;
  options: string[];
  browser: boolean;
  personal: boolean;
}
export type AttributeChange = Partial<Omit<AttributeInput, "key" | "type">>;

export async function attributesOfShop(env: Env, shop: string) {
  const own = await ownAttributes(env, shop);
  return [
    ...standardAttributes.map((attribute) => ({ ...describe(attribute), standard: true })),
    ...own.map((attribute) => ({ ...describe(attribute), standard: false })),
  ];
}

export async function defineAttribute(env: Env, shop: string, input: AttributeInput) {
  const { key } = input;
  if (standardAttributes.some((standard) => standard.key === key))
    throw invalid({ path: "key", reason: "is the key of a standard attribute" });
  // Facts are kept in plain objects: a key that each of those has by nature would read as known.
  if (key in {}) throw invalid({ path: "key", reason: "is a reserved word" });
  checkOptions(input.type, input.options);
  if ((await ownAttributes(env, shop)).length >= MAX_OWN)
    throw invalid({ path: "key", reason: `is one too many: a shop has at most ${MAX_OWN} of its own` });
  try {
    await changeShop(env, shop, (db) => [
      db.insert(attributeDefinitions).values({ shop, ...input, createdAt: Date.now() }),
    ]);
  } catch (error) {
    if (isDuplicate(error)) throw invalid({ path: "key", reason: "is the key of another attribute" });
    throw error;
  }
  return ownAttribute(env, shop, key);
}

export async function changeAttribute(env: Env, shop: string, key: string, change: AttributeChange) {
  const before = await ownAttribute(env, shop, key);
  if (change.options) checkOptions(before.type, change.options);
  if (Object.keys(change).length > 0)
    await changeShop(env, shop, (db) => [db.update(attributeDefinitions).set(change).where(is(shop, key))]);
  return ownAttribute(env, shop, key);
}

/** Refused while a segment or a message uses it. Values that people have stay with them, unseen. */
export async function removeAttribute(env: Env, shop: string, key: string): Promise<void> {
  await ownAttribute(env, shop, key);
  refuseUsed(usesOfAttribute(await rulesOf(env, shop), key));
  await changeShop(env, shop, (db) => [db.delete(attributeDefinitions).where(is(shop, key))]);
}

async function ownAttributes(env: Env, shop: string) {
  const rows = await dbOf(env).select().from(attributeDefinitions).where(eq(attributeDefinitions.shop, shop));
  return rows.map(attributeOf);
}

async function ownAttribute(env: Env, shop: string, key: string) {
  const [row] = await dbOf(env).select().from(attributeDefinitions).where(is(shop, key));
  if (!row) throw notFound("attribute of its own");
  return { ...describe(attributeOf(row)), standard: false };
}

function checkOptions(type: AttributeType, options: readonly string[]): void {
  if (attributeTypes[type].options ? options.length === 0 : options.length > 0)
    throw invalid({
      path: "options",
      reason: options.length ? `do not belong to the type ${type}` : `must list what people can choose`,
    });
}

function describe(attribute: ReturnType<typeof attributeOf>) {
  const {
    key,
    label,
    group,
    type,
    notes = "",
    options = [],
    browser = false,
    personal = false,
    unit,
  } = attribute;
  return { key, label, group, type, notes, options: [...options], browser, personal, unit: unit ?? null };
}

const is = (shop: string, key: string) =>
  and(eq(attributeDefinitions.shop, shop), eq(attributeDefinitions.key, key));
