/** What an erasure leaves behind for those who must prove it: what was erased, where and when, and nothing of the person. */
import { DAY } from "../../core/time/zone";

export interface Receipt {
  /** What the shards held. */
  shards: { name: string; profiles: number; browsers: number }[];
  /** What D1 held, by the words of `places.ts`. */
  rows: Record<string, number>;
  /** Orders and messages' numbers that stay, without the person. */
  anonymous: Record<string, number>;
  /** Identities that are remembered as keyed hashes, so that a later import says that they were erased. */
  identities: number;
  /** Rules that the shop's members wrote with one of the identities in them: only they can change these. */
  namedIn: { segment: string; name: string }[];
}

export const emptyReceipt = (): Receipt => ({
  shards: [],
  rows: {},
  anonymous: {},
  identities: 0,
  namedIn: [],
});

/** D1's time travel and the shards' own recovery reach back so far; a restore repeats the erasures since. */
export const BACKUPS_KEPT = 30 * DAY;
