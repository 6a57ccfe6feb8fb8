/** What platforms ask for in the name of a customer: by email, phone or customer id. */
import { and, eq, isNull } from "drizzle-orm";
import { dbOf } from "../db/client";
import type { ErasureReason } from "../db/privacy-schema";
import { privacyRequests } from "../db/schema";
import type { Env } from "../env";
import { eachAlone } from "../visit/each-alone";
import { askForErasure, carryOut, forgetClaims, nameOf } from "./erase";
import { eraseLinks } from "./erase-d1";
import type { Named } from "./erased";
import { claimsOf, profilesOf } from "./kin";

export { accessByIdentities } from "./access";

const REQUESTS_AT_ONCE = 20;

/**
 * Erases whoever has one of these. The identities are remembered as erased even if nobody has them yet: what is still
 * on its way in then finds that. Answers the erasure's id; the job goes on by itself when this throws.
 */
export async function eraseByIdentities(
  env: Env,
  shop: string,
  identities: readonly Named[],
  reason: ErasureReason = "platform",
  now = Date.now(),
): Promise<string> {
  const profiles = await profilesOf(env.DB, shop, identities);
  const id = await askForErasure(env, shop, { profiles, identities, reason }, now);
  await carryOut(env, id, now);
  await forgetClaimsOf(env, shop, identities, now);
  await eraseLinks(env.DB, shop, identities.map(nameOf)).run();
  return id;
}

/** Erasures that shop systems ask for by webhook. */
export async function carryOutRequests(env: Env, now: number): Promise<void> {
  const open = await dbOf(env)
    .select()
    .from(privacyRequests)
    .where(and(eq(privacyRequests.kind, "erase"), isNull(privacyRequests.doneAt)))
    .limit(REQUESTS_AT_ONCE);
  await eachAlone(open, async ({ shop, id, identities }) => {
    await eraseByIdentities(env, shop, identities ?? [], "platform", now);
    await dbOf(env)
      .update(privacyRequests)
      .set({ identities: null, doneAt: now })
      .where(and(eq(privacyRequests.shop, shop), eq(privacyRequests.id, id)));
  });
}

/** Who is somebody else, and once typed one of these. */
async function forgetClaimsOf(env: Env, shop: string, identities: readonly Named[], now: number) {
  const claimed = await claimsOf(env.DB, shop, identities);
  await forgetClaims(env, shop, claimed, now);
  await env.DB.prepare(
    `DELETE FROM identities WHERE shop = ?1 AND (profile, kind, value) IN
     (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2))`,
  )
    .bind(shop, JSON.stringify(claimed.map(({ profile, kind, value }) => [profile, kind, value])))
    .run();
}
