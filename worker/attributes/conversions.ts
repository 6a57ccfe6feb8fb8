/**
 * D1's values of an attribute after a change of its type (decision 10). They keep the name of the old type until they
 * were read anew from their person's document, in steps: nobody ever compares a value of one type as another.
 * Shards that do not know of the change yet may still write the old name; those rows are found like the others.
 */
import { eq, isNull, sql } from "drizzle-orm";
import type { Attribute } from "../../core/attributes/attribute";
import { earlierNames, misfitName, storedName } from "../../core/attributes/convert";
import type { Value } from "../../core/rules/rule";
import type { Clock } from "../../core/time/zone";
import { type Db, dbOf, type Statement } from "../db/client";
import { attributeConversions, shops } from "../db/schema";
import type { Env } from "../env";
import { shopContext } from "../shops/context";
import { ownValue } from "../visit/flush-profiles";

const STEP = 1_000;

/** Part of the transaction that changes the definition. */
export function startConversion(
  db: Db,
  shop: string,
  attribute: Pick<Attribute, "key" | "formerly">,
): Statement {
  const revision = sql<number>`(SELECT ${shops.revision} FROM ${shops} WHERE ${shops.id} = ${shop})`;
  const total = sql<number>`(SELECT count(*) FROM attribute_values v WHERE v.shop = ${shop}
    AND v.attribute IN (SELECT value FROM json_each(${JSON.stringify(earlierNames(attribute))})))`;
  const begun = { revision, total, done: 0, startedAt: Date.now(), finishedAt: null };
  return db
    .insert(attributeConversions)
    .values({ shop, key: attribute.key, ...begun })
    .onConflictDoUpdate({ target: [attributeConversions.shop, attributeConversions.key], set: begun });
}

/** How far it is; null when nothing is left but to wait for late shards. */
export async function conversionOf(env: Env, shop: string, key: string) {
  const rows = await dbOf(env).select().from(attributeConversions).where(eq(attributeConversions.shop, shop));
  const job = rows.find((row) => row.key === key);
  if (!job || job.finishedAt !== null || job.done >= job.total) return null;
  const { done, total, startedAt } = job;
  return { done, total, startedAt };
}

/** Goes on for at most so many milliseconds, or until all are done. */
export async function convertStored(env: Env, shop: string, key: string, budget: number): Promise<void> {
  const until = Date.now() + budget;
  const { attributes, clock } = await shopContext(env, shop);
  const attribute = attributes.get(key);
  if (!attribute) return forget(env, shop, key);
  while ((await step(env.DB, shop, attribute, clock)) > 0) if (Date.now() >= until) return;
  await finish(env, shop, key);
}

/** Cron's part: all that are not done. */
export async function goOnConverting(env: Env, budget: number): Promise<void> {
  const jobs = await dbOf(env)
    .select({ shop: attributeConversions.shop, key: attributeConversions.key })
    .from(attributeConversions)
    .where(isNull(attributeConversions.finishedAt));
  for (const { shop, key } of jobs) await convertStored(env, shop, key, budget / jobs.length);
}

/** Reads some values anew; answers how many there were. */
async function step(db: D1Database, shop: string, attribute: Attribute, clock: Clock): Promise<number> {
  const { results } = await db
    .prepare(
      `SELECT v.person, v.attribute AS name, v.value, d.document -> ?3 AS kept
       FROM attribute_values v LEFT JOIN profile_documents d ON d.num = v.person
       WHERE v.shop = ?1 AND v.attribute IN (SELECT value FROM json_each(?2)) LIMIT ${STEP}`,
    )
    .bind(shop, JSON.stringify(earlierNames(attribute)), pathOf(attribute.key))
    .all<{ person: number; name: string; value: string | number; kept: string | null }>();
  if (results.length === 0) return 0;
  const rows = results.map(({ person, name, value, kept }) => [
    person,
    name,
    ...ownValue(kept === null ? value : (JSON.parse(kept) as Value), attribute, clock),
  ]);
  const names = JSON.stringify([storedName(attribute), misfitName(attribute)]);
  await db.batch([
    // Only where the old row is still there (else the value was cleared) and no newer one has come.
    db
      .prepare(
        `INSERT INTO attribute_values (shop, person, attribute, value)
         SELECT ?1, j.value ->> 0, j.value ->> 2, j.value ->> 3 FROM json_each(?2) j
         WHERE EXISTS (SELECT 1 FROM attribute_values o WHERE o.person = j.value ->> 0 AND o.attribute = j.value ->> 1)
           AND NOT EXISTS (SELECT 1 FROM attribute_values o WHERE o.person = j.value ->> 0 AND o.attribute IN (SELECT value FROM json_each(?3)))
         ON CONFLICT DO NOTHING`,
      )
      .bind(shop, JSON.stringify(rows), names),
    db
      .prepare(
        `DELETE FROM attribute_values WHERE (person, attribute) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))`,
      )
      .bind(JSON.stringify(rows)),
    db
      .prepare("UPDATE attribute_conversions SET done = done + ?3 WHERE shop = ?1 AND key = ?2")
      .bind(shop, attribute.key, rows.length),
  ]);
  return results.length;
}

/** Once all shards know of the change, no value of the old type can come any more. */
async function finish(env: Env, shop: string, key: string): Promise<void> {
  await env.DB.prepare(
    `UPDATE attribute_conversions SET finished_at = CAST(?3 AS INTEGER) WHERE shop = ?1 AND key = ?2
     AND NOT EXISTS (SELECT 1 FROM shards s WHERE s.shop = ?1 AND s.evaluated_revision < attribute_conversions.revision)`,
  )
    .bind(shop, key, Date.now())
    .run();
}

/** Its attribute was deleted meanwhile. */
const forget = async (env: Env, shop: string, key: string): Promise<void> => {
  await env.DB.prepare("DELETE FROM attribute_conversions WHERE shop = ?1 AND key = ?2")
    .bind(shop, key)
    .run();
};

/** Where a document has it. Keys are letters, digits and underscores. */
export const pathOf = (key: string): string => `$.attributes.${key}`;
