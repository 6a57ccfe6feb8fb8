/** Attributes of files whose end has come: nobody has them any more, and those that no rule uses go. */
import { and, eq, lte } from "drizzle-orm";
import { dbOf } from "../db/client";
import { attributeDefinitions, attributeFiles } from "../db/schema";
import type { Env } from "../env";
import { tellProfiles } from "../profiles/tell";
import { changeShop } from "../shops/change";
import { rulesOf, usesOfAttribute } from "../shops/uses";
import { eachAlone } from "../visit/each-alone";

const AT_ONCE = 200;
const IN_A_CALL = 2_000;

type Ended = Pick<typeof attributeFiles.$inferSelect, "shop" | "id" | "attributes">;

/** By cron. */
export async function endFiles(env: Env, now: number): Promise<void> {
  const ended = await dbOf(env)
    .select()
    .from(attributeFiles)
    .where(lte(attributeFiles.endsAt, now))
    .limit(20);
  await eachAlone(ended, (file) => clearEnded(env, file, now));
}

/** Tells so many people, and goes on by cron. What a rule asks for stays defined, known of nobody. */
export async function clearEnded(env: Env, file: Ended, now: number): Promise<void> {
  const { shop, attributes } = file;
  const cleared = Object.fromEntries(attributes.map((key) => [key, null]));
  let after = 0;
  for (let told = 0; told < IN_A_CALL; told += AT_ONCE) {
    const { results } = await env.DB.prepare(
      `SELECT DISTINCT p.num, p.id FROM attribute_values v JOIN profiles p ON p.num = v.person
       WHERE v.shop = ?1 AND v.attribute IN (SELECT value FROM json_each(?2)) AND v.person > ?3
       ORDER BY v.person LIMIT ?4`,
    )
      .bind(shop, JSON.stringify(attributes), after, AT_ONCE)
      .all<{ num: number; id: string }>();
    if (results.length === 0) break;
    const commands = [{ do: "set" as const, at: now, attributes: cleared }];
    await tellProfiles(
      env,
      shop,
      results.map(({ id }) => ({ profile: id, commands })),
      "time",
      now,
    );
    after = results.at(-1)!.num;
  }
  // Values of people in shards go from D1 with their next flush: until then they are found again.
  const left = await env.DB.prepare(
    "SELECT 1 FROM attribute_values WHERE shop = ?1 AND attribute IN (SELECT value FROM json_each(?2)) LIMIT 1",
  )
    .bind(shop, JSON.stringify(attributes))
    .first();
  if (!left) await forget(env, file);
}

async function forget(env: Env, { shop, id, attributes }: Ended): Promise<void> {
  const rules = await rulesOf(env, shop);
  const unused = attributes.filter((key) => usesOfAttribute(rules, key).length === 0);
  const isDone = unused.length === attributes.length;
  if (unused.length === 0) return;
  const is = (key: string) => and(eq(attributeDefinitions.shop, shop), eq(attributeDefinitions.key, key));
  await changeShop(env, shop, (db) => [
    ...unused.map((key) => db.delete(attributeDefinitions).where(is(key))),
    isDone
      ? db.delete(attributeFiles).where(and(eq(attributeFiles.shop, shop), eq(attributeFiles.id, id)))
      : db
          .update(attributeFiles)
          .set({ attributes: attributes.filter((key) => !unused.includes(key)) })
          .where(and(eq(attributeFiles.shop, shop), eq(attributeFiles.id, id))),
  ]);
}
