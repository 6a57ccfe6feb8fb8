/** Retention, and the end of a shop, erase in many steps: what a day's steps erased becomes one receipt. */
import { and, eq, isNotNull, like } from "drizzle-orm";
import { batch, dbOf } from "../db/client";
import { erasures } from "../db/privacy-schema";
import { emptyReceipt, type Receipt } from "./receipt";

/** How the ids of their days' receipts begin; those of steps begin with the reason. */
const DAYS = { retention: "kept", shop: "whole" } as const;

export async function foldSteps(
  DB: D1Database,
  shop: string,
  reason: keyof typeof DAYS,
  now: number,
): Promise<void> {
  const db = dbOf({ DB });
  const done = and(...[eq(erasures.shop, shop), eq(erasures.reason, reason), isNotNull(erasures.doneAt)]);
  const steps = await db
    .select()
    .from(erasures)
    .where(and(done, like(erasures.id, `${reason}-%`)));
  if (steps.length === 0) return;
  const day = `${DAYS[reason]}-${shop}-${new Date(now).toISOString().slice(0, 10)}`;
  const [before] = await db.select().from(erasures).where(eq(erasures.id, day));
  const receipt = [...(before ? [before] : []), ...steps]
    .map((step) => step.receipt)
    .reduce(addReceipts, emptyReceipt());
  const at = before?.at ?? Math.min(...steps.map((step) => step.at));
  const isEmpty = Object.keys(receipt.rows).length === 0;
  await batch(db, [
    ...(isEmpty
      ? []
      : [
          db
            .insert(erasures)
            .values({ ...{ id: day, shop, reason, at }, profiles: [], receipt, doneAt: now })
            .onConflictDoUpdate({ target: erasures.id, set: { receipt, doneAt: now } }),
        ]),
    ...steps.map(({ id }) => db.delete(erasures).where(eq(erasures.id, id))),
  ]);
}

function addReceipts(a: Receipt, b: Receipt): Receipt {
  const add = (x: Record<string, number>, y: Record<string, number>) =>
    Object.fromEntries(
      [...new Set([...Object.keys(x), ...Object.keys(y)])].map((key) => [key, (x[key] ?? 0) + (y[key] ?? 0)]),
    );
  const shards = new Map(a.shards.map((one) => [one.name, { ...one }]));
  for (const { name, profiles, browsers } of b.shards) {
    const known = shards.get(name) ?? { name, profiles: 0, browsers: 0 };
    shards.set(name, { name, profiles: known.profiles + profiles, browsers: known.browsers + browsers });
  }
  return {
    ...{ shards: [...shards.values()], rows: add(a.rows, b.rows), anonymous: add(a.anonymous, b.anonymous) },
    ...{ identities: a.identities + b.identities, namedIn: [] },
  };
}
