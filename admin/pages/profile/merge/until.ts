// Waits until a profile's address leads where it shall: merging and parting take a second or two.
import { answer } from "../../../api";
import { shopParam } from "../../../models/session";
import { profileApi } from "../model";

const EVERY = 400;
const PATIENCE = 60_000;

/** Answers whether it came to be while we looked. */
export async function untilTheyAre(profile: string, id: string, signal?: AbortSignal): Promise<boolean> {
  const param = { ...shopParam(), profile };
  for (const until = Date.now() + PATIENCE; Date.now() < until && !signal?.aborted; ) {
    try {
      const person = await answer(profileApi.$get({ param }, { init: { ...(signal && { signal }) } }));
      if (person.id === id) return true;
    } catch {
      // Between two homes there may be none for a moment.
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
  return false;
}
