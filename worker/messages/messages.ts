/** Messages in D1: a draft that the panel edits, and what shops run, which changes only by publishing. */
import { and, desc, eq, ne, sql } from "drizzle-orm";
import { newId } from "../../core/ids";
import type { MessageDesign } from "../../core/messages/message";
import { type Db, dbOf } from "../db/client";
import { messageEvents, messages } from "../db/schema";
import type { Env } from "../env";
import { invalid, notFound, Problem } from "../http/errors";
import { changeShop } from "../shops/change";
import { shopContext } from "../shops/context";
import { readDesign } from "./design";
import { type ListTotals, totalsSince } from "./report";

const MAX_MESSAGES = 500;
const MONTH = 30 * 24 * 60 * 60 * 1000;

type Row = typeof messages.$inferSelect;

export async function listMessages(env: Env, shop: string, now = Date.now()) {
  const [rows, totals] = await Promise.all([
    dbOf(env).select().from(messages).where(eq(messages.shop, shop)).orderBy(desc(messages.priority)),
    totalsSince(env.DB, shop, now - MONTH),
  ]);
  return rows.map((row) => ({
    ...summary(row),
    ...targetOf(row),
    last30Days: totals.get(row.id) ?? NO_TOTALS,
  }));
}

const NO_TOTALS: ListTotals = {
  ...{ exposed: 0, shown: 0, clicked: 0, closed: 0, submitted: 0, converted: 0, revenue: 0 },
};

export async function getMessage(env: Env, shop: string, id: string) {
  const row = await rowOf(env, shop, id);
  return { ...summary(row), draft: row.draft, published: row.published };
}

export async function createMessage(
  env: Env,
  shop: string,
  input: { name: string; design: MessageDesign },
  now = Date.now(),
) {
  const draft = readDesign(input.design, await shopContext(env, shop, now));
  const db = dbOf(env);
  const [top] = await db
    .select({ n: sql<number>`count(*)`, priority: sql<number>`ifnull(max(${messages.priority}), 0)` })
    .from(messages)
    .where(eq(messages.shop, shop));
  if ((top?.n ?? 0) >= MAX_MESSAGES)
    throw invalid({ path: "name", reason: `is one too many: a shop has at most ${MAX_MESSAGES} messages` });
  const id = newId(12);
  const priority = (top?.priority ?? 0) + 1;
  await db.insert(messages).values({
    shop,
    id,
    name: input.name,
    status: "draft",
    priority,
    draft,
    version: 1,
    createdAt: now,
    updatedAt: now,
  });
  return getMessage(env, shop, id);
}

/** Changes the draft. With `version`, refused when somebody else changed it since. */
export async function changeMessage(
  env: Env,
  shop: string,
  id: string,
  change: { name?: string; design?: MessageDesign; version?: number },
  now = Date.now(),
) {
  await rowOf(env, shop, id);
  const draft = change.design && readDesign(change.design, await shopContext(env, shop, now));
  const changed = await dbOf(env)
    .update(messages)
    .set({
      ...(change.name !== undefined && { name: change.name }),
      ...(draft && { draft }),
      version: sql`${messages.version} + 1`,
      updatedAt: now,
    })
    .where(and(is(shop, id), change.version === undefined ? undefined : eq(messages.version, change.version)))
    .returning({ id: messages.id });
  if (changed.length === 0)
    throw new Problem("conflict", "Load the message again and make your change once more.");
  return getMessage(env, shop, id);
}

/** What shops run becomes the draft as it is now. */
export async function publishMessage(env: Env, shop: string, id: string, now = Date.now()) {
  const row = await rowOf(env, shop, id);
  if (row.status === "archived") throw new Problem("conflict", "It is archived: restore it first.");
  const design = readDesign(row.draft, await shopContext(env, shop, now), "draft");
  await set(env, shop, id, { published: design, status: "live", publishedAt: now, updatedAt: now });
  return getMessage(env, shop, id);
}

export async function pauseMessage(env: Env, shop: string, id: string, now = Date.now()) {
  await moveTo(env, shop, id, "paused", { from: ["live", "paused"], now });
  return getMessage(env, shop, id);
}

export async function resumeMessage(env: Env, shop: string, id: string, now = Date.now()) {
  const { published } = await rowOf(env, shop, id);
  if (!published) throw new Problem("conflict", "It was never published.");
  // What it refers to may have gone while it rested.
  readDesign(published, await shopContext(env, shop, now), "published");
  await moveTo(env, shop, id, "live", { from: ["paused", "live"], now });
  return getMessage(env, shop, id);
}

export async function archiveMessage(env: Env, shop: string, id: string, now = Date.now()) {
  await moveTo(env, shop, id, "archived", { from: ["draft", "live", "paused", "archived"], now });
  return getMessage(env, shop, id);
}

/** Back from the archive, resting: paused, or a draft when it was never published. */
export async function restoreMessage(env: Env, shop: string, id: string, now = Date.now()) {
  const { published } = await rowOf(env, shop, id);
  await moveTo(env, shop, id, published ? "paused" : "draft", { from: ["archived"], now });
  return getMessage(env, shop, id);
}

/** For good, with its numbers. What was published must be archived first. */
export async function deleteMessage(env: Env, shop: string, id: string): Promise<void> {
  const { status } = await rowOf(env, shop, id);
  if (status !== "archived" && status !== "draft")
    throw new Problem("in-use", "Shops run it: archive it first. Its report goes with it.");
  await changeShop(env, shop, (db) => [
    db.delete(messages).where(is(shop, id)),
    db.delete(messageEvents).where(and(eq(messageEvents.shop, shop), eq(messageEvents.message, id))),
  ]);
}

/** Puts all messages in this order, the first having the highest priority. */
export async function orderMessages(env: Env, shop: string, ids: readonly string[]): Promise<void> {
  const rows = await dbOf(env)
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.shop, shop), ne(messages.status, "archived")));
  const known = new Set(rows.map(({ id }) => id));
  if (new Set(ids).size !== ids.length || ids.length !== known.size || !ids.every((id) => known.has(id)))
    throw invalid({ path: "messages", reason: "must list every message that is not archived, once" });
  const places = JSON.stringify(Object.fromEntries(ids.map((id, i) => [id, ids.length - i])));
  await changeShop(env, shop, (db) => [
    db
      .update(messages)
      .set({
        priority: sql`CAST((SELECT value FROM json_each(${places}) WHERE key = ${messages.id}) AS INTEGER)`,
      })
      .where(and(eq(messages.shop, shop), sql`${messages.id} IN (SELECT key FROM json_each(${places}))`)),
  ]);
}

async function moveTo(
  env: Env,
  shop: string,
  id: string,
  status: Row["status"],
  { from, now }: { from: Row["status"][]; now: number },
): Promise<void> {
  const row = await rowOf(env, shop, id);
  if (!from.includes(row.status))
    throw new Problem("conflict", `This cannot be done while it is ${row.status}.`);
  if (row.status !== status) await set(env, shop, id, { status, updatedAt: now });
}

const set = (env: Env, shop: string, id: string, change: Partial<Row>) =>
  changeShop(env, shop, (db: Db) => [
    db
      .update(messages)
      .set({ ...change, version: sql`${messages.version} + 1` })
      .where(is(shop, id)),
  ]);

function summary(row: Row) {
  const { id, name, status, priority, version, createdAt, updatedAt, publishedAt, draft, published } = row;
  return {
    ...{ id, name, kind: draft.kind, status, priority, version, createdAt, updatedAt, publishedAt },
    changed: published !== null && JSON.stringify(published) !== JSON.stringify(draft),
  };
}

/** Whom it is for and when, as shops run it, or as it is drafted when none does yet. */
function targetOf({ draft, published }: Row) {
  const { audience, condition, schedule } = published ?? draft;
  return { audience, conditional: !("all" in condition && condition.all.length === 0), schedule };
}

async function rowOf(env: Env, shop: string, id: string): Promise<Row> {
  const [row] = await dbOf(env).select().from(messages).where(is(shop, id));
  if (!row) throw notFound("message");
  return row;
}

const is = (shop: string, id: string) => and(eq(messages.shop, shop), eq(messages.id, id));
