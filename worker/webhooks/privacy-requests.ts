/**
 * What the law lets a shop system's customers ask for: kept until it is done. `worker/privacy` carries out those whose
 * `done_at` is null, and empties `identities` when it sets it: erasures by itself, files when the owner gave them
 * (`requests.ts`), a whole shop when the owner says so (`erase-shop.ts`).
 */
import { dbOf } from "../db/client";
import { privacyRequests } from "../db/schema";
import type { Delivery, Outcome } from "./topic";

type Row = typeof privacyRequests.$inferInsert;

export async function keepPrivacyRequest(
  { env, shop, platform, id, now }: Delivery,
  kind: Row["kind"],
  about: Pick<Row, "identities" | "orders"> = {},
): Promise<Outcome> {
  await dbOf(env)
    .insert(privacyRequests)
    .values({ shop, id: `${platform} ${id}`, platform, kind, ...about, requestedAt: now })
    .onConflictDoNothing();
  return undefined;
}
