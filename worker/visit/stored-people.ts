/** Documents of profiles that D1 owns, and what evaluating them changes: the very code of the shards does it. */
import type { Attribute } from "../../core/attributes/attribute";
import { storedName } from "../../core/attributes/convert";
import { evaluateProfile } from "../../core/profiles/memberships";
import { type Profile, readProfile } from "../../core/profiles/profile";
import type { Clock } from "../../core/time/zone";
import { ownValue } from "./flush-profiles";
import type { CompiledSnapshot } from "./snapshot";
import type { Moves, ValueRow } from "./store-moves";

/** About so many characters of documents are written at once: D1 takes parameters of 2 MB. */
export const LENGTH_A_STEP = 500_000;

export interface Stored {
  num: number;
  version: number;
  nextChangeAt: number | null;
  document: string;
}
export const STORED = `p.num, p.version, p.next_change_at AS nextChangeAt, d.document
  FROM profiles p JOIN profile_documents d ON d.num = p.num`;

/** Evaluates one after the other, as many as can be written at once. */
export function evaluate(
  { segments, isStatic, attributes, clock }: CompiledSnapshot,
  stored: readonly Stored[],
  cause: "rule" | "time",
  now: number,
): { looked: number; moves: Moves } {
  const moves: Moves = { moved: [], later: [], sooner: [], read: [] };
  let [looked, length] = [0, 0];
  for (const { num, document, version, nextChangeAt } of stored) {
    if (length > LENGTH_A_STEP) break;
    looked++;
    const profile = readProfile(document);
    profile.version = version + 1;
    const { changes, computed } = evaluateProfile(profile, segments, isStatic, now, cause);
    const next = profile.nextChangeAt ?? null;
    if (changes.length > 0 || computed.length > 0) {
      const values = computed.map((key) => valueRow(profile, attributes.get(key)!, clock));
      moves.moved.push({ num, profile, changes, values });
      length += document.length;
    } else if (next !== nextChangeAt) moves.later.push([num, next]);
    else continue;
    moves.read.push([num, version]);
  }
  return { looked, moves };
}

/** A computed attribute as D1's row has it; null for one that is no longer known. */
function valueRow({ attributes }: Profile, attribute: Attribute, clock: Clock): ValueRow {
  const value = attributes[attribute.key];
  return value === undefined ? [storedName(attribute), null] : ownValue(value, attribute, clock);
}

export async function documentsAfter(
  database: D1Database,
  shop: string,
  after: number,
  limit: number,
): Promise<Stored[]> {
  const { results } = await database
    .prepare(
      `SELECT ${STORED} WHERE p.num > max(?2, (SELECT number << 32 FROM shops WHERE id = ?1))
       AND p.num < (SELECT (number + 1) << 32 FROM shops WHERE id = ?1) AND p.home IS NULL ORDER BY p.num LIMIT ?3`,
    )
    .bind(shop, after, limit)
    .all<Stored>();
  return results;
}

export async function documentsOf(database: D1Database, people: number[]): Promise<Stored[]> {
  const { results } = await database
    .prepare(
      `SELECT ${STORED} WHERE p.num IN (SELECT value FROM json_each(?1)) AND p.home IS NULL ORDER BY p.num`,
    )
    .bind(JSON.stringify(people))
    .all<Stored>();
  return results;
}
