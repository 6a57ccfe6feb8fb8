/** Two profiles of one person are made one by hand, and parted again: what became of whom, and what can be undone. */
import type { Profile } from "../../core/profiles/profile";
import { isSurvivor } from "../../core/profiles/survivor";
import type { Env } from "../env";
import { invalid, notFound, Problem } from "../http/errors";
import { type Role, seesPersonalData } from "../members/roles";
import { shardNamed } from "../visit/home";
import { UNDO_FOR } from "../visit/merge-store";
import { rowInD1 } from "../visit/moves-d1";
import { join } from "./join";
import { maskEmail, maskText } from "./mask";

/** Begins it. Answers who stays: the one that is known for longer. */
export async function mergeTwo(env: Env, shop: string, id: string, other: string) {
  const [one, two] = await Promise.all([rowInD1(env.DB, shop, id), rowInD1(env.DB, shop, other)]);
  if (!one) throw notFound("profile");
  if (!two) throw invalid({ path: "with", reason: "is not a profile of this shop" });
  if (one.id === two.id) throw invalid({ path: "with", reason: "is this very person already" });
  const [stays, goes] = isSurvivor(one, two) ? [one, two] : [two, one];
  await join(env, shop, [[stays.id, goes.id]]);
  return { stays: stays.id, goes: goes.id };
}

/** Begins to part two that were made one. */
export async function partTwo(env: Env, shop: string, id: string, merge: string): Promise<void> {
  const now = await rowInD1(env.DB, shop, id);
  if (!now) throw notFound("profile");
  const row = await env.DB.prepare(
    "SELECT survivor, undone_at AS undoneAt FROM merges WHERE shop = ?1 AND id = ?2",
  )
    .bind(shop, merge)
    .first<{ survivor: string; undoneAt: number | null }>();
  if (!row) throw notFound("merge");
  if (row.undoneAt !== null) return;
  if (row.survivor !== now.id)
    throw new Problem(
      "conflict",
      "This profile became one with another after that. Undo the newer merge first. Nothing was changed.",
    );
  const name = now.home;
  if (name === null || !(await shardNamed(env, name).part({ shop, name, revision: 0 }, merge)))
    throw new Problem("conflict", "It is too late: a merge can be undone for 30 days. Nothing was changed.");
}

export interface Merged {
  id: string;
  at: number;
  /** The profile that became part of this one, by the name that it had. */
  profile: string;
  name: string | null;
  /** Null when it can no longer be undone, or only after a newer one. */
  undoUntil: number | null;
}

/** `part` (id): the profile ?2 of the shop ?1 and all that became part of it, directly or by way of another. */
export const WITH_PARTS = `WITH RECURSIVE part (id) AS (SELECT ?2 UNION SELECT m.loser FROM part JOIN merges m
  ON m.shop = ?1 AND m.survivor = part.id AND m.undone_at IS NULL)`;

/** What became part of a profile, directly or by way of another, the newest first. */
export async function mergesOf(
  env: Env,
  shop: string,
  survivor: string,
  role: Role,
  now = Date.now(),
): Promise<Merged[]> {
  const { results } = await env.DB.prepare(
    `${WITH_PARTS} SELECT m.id, m.at, m.loser, m.survivor, m.document FROM part JOIN merges m
       ON m.shop = ?1 AND m.survivor = part.id AND m.undone_at IS NULL ORDER BY m.at DESC LIMIT 50`,
  )
    .bind(shop, survivor)
    .all<{ id: string; at: number; loser: string; survivor: string; document: string }>();
  return results.map(({ id, at, loser, survivor: into, document }) => ({
    id,
    at,
    profile: loser,
    // Emptied where somebody who was erased is named in it.
    name: document === "" ? null : nameIn(JSON.parse(document) as Profile, role),
    undoUntil: into === survivor && at + UNDO_FOR > now ? at + UNDO_FOR : null,
  }));
}

/** First and last name, or the email. */
function nameIn({ attributes: { first_name, last_name, email } }: Profile, role: Role): string | null {
  const open = seesPersonalData(role);
  const name = [first_name, last_name].filter((part) => typeof part === "string").join(" ");
  if (name) return open ? name : maskText(name);
  if (typeof email !== "string") return null;
  return open ? email : maskEmail(email);
}
