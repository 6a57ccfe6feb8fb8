/** Takes back what a chunk said of people: those whom it made and of whom nobody else said anything go. */
import { isOnlyOf } from "../../core/imports/before";
import type { Profile } from "../../core/profiles/profile";
import type { TakenBack } from "../../core/profiles/take-back";
import { profilesNow } from "../profiles/join";
import { tellProfiles } from "../profiles/tell";
import { documentsOf } from "./documents";
import type { Run, Undone } from "./kind";
import type { PersonUndo } from "./people";
import { removePeople } from "./remove-people";

export async function undoPeople({ env, job, now: at }: Run, json: string): Promise<Undone> {
  const { shop } = job;
  const undo = JSON.parse(json) as PersonUndo[];
  const makes = undo.filter(([, made]) => made === 1);
  const documents = await documentsOf(
    env,
    shop,
    makes.map(([profile]) => profile),
  );
  const untouched = makes.flatMap(([id, , was]): Profile[] => {
    const profile = documents.get(id);
    return profile && isOnlyOf(profile, was) ? [profile] : [];
  });
  const gone = await removePeople(env.DB, shop, untouched);
  // Whoever stays keeps the identities that they were made with: others know them by these now.
  const staying = undo.filter(([id, made]) => !gone.has(id) && (made === 0 || documents.has(id)));
  // Some have become one with others since, maybe by this import.
  const now = await profilesNow(
    env.DB,
    shop,
    staying.map(([id]) => id),
  );
  const stay = staying.map(([id, made, was]) => ({
    profile: now.get(id)?.id ?? id,
    was: made === 1 ? { ...was, identities: [] } : was,
  }));
  const told = stay.map(({ profile, was }) => ({
    profile,
    commands: [{ do: "takeBack" as const, at, was }],
  }));
  await tellProfiles(env, shop, told, "import", at);
  await forgetRows(
    env.DB,
    shop,
    undo.filter(([id]) => gone.has(id)).map(([id, , was]) => [id, was]),
    stay,
  );
  const stayed = makes.filter(([id]) => documents.has(id) && !gone.has(id)).length;
  return { removed: makes.length - stayed, restored: stay.length };
}

/** What stands beside the profile, and is not written again with it. */
async function forgetRows(
  db: D1Database,
  shop: string,
  gone: readonly (readonly [string, TakenBack])[],
  stay: readonly { profile: string; was: TakenBack }[],
): Promise<void> {
  const all = [...gone, ...stay.map(({ profile, was }) => [profile, was] as const)];
  const orders = all.flatMap(([profile, was]) => (was.orders ?? []).map((id) => [profile, id]));
  const identities = stay.flatMap(({ profile, was }) =>
    (was.identities ?? []).map(({ kind, value }) => [profile, kind, value]),
  );
  const statements = [
    ...(orders.length > 0
      ? [
          db
            .prepare("DELETE FROM orders WHERE shop = ?1 AND id IN (SELECT value ->> 1 FROM json_each(?2))")
            .bind(shop, JSON.stringify(orders)),
          db
            .prepare(
              `DELETE FROM order_moves WHERE shop = ?1 AND "order" IN (SELECT value ->> 1 FROM json_each(?2))`,
            )
            .bind(shop, JSON.stringify(orders)),
          db
            .prepare(
              `DELETE FROM message_events WHERE shop = ?1 AND event = 'converted' AND profile IN
               (SELECT value ->> 0 FROM json_each(?2)) AND "order" IN (SELECT value ->> 1 FROM json_each(?2))`,
            )
            .bind(shop, JSON.stringify(orders)),
        ]
      : []),
    ...(identities.length > 0
      ? [
          db
            .prepare(
              `DELETE FROM identities WHERE shop = ?1 AND (profile, kind, value) IN
               (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2))`,
            )
            .bind(shop, JSON.stringify(identities)),
        ]
      : []),
  ];
  if (statements.length > 0) await db.batch(statements);
}
