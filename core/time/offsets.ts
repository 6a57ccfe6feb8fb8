/** How far a zone's wall clock was ahead of UTC, and since when: what SQL needs to tell an instant's day. */
import { DAY, offset } from "./zone";

export interface Offset {
  /** First instant at which it holds. */
  from: number;
  /** Milliseconds ahead of UTC. */
  ahead: number;
}

/** No zone changes its offset twice within this time (Morocco, around Ramadan, comes nearest with four weeks). */
const STEP = 14 * DAY;
const FIRST = Date.UTC(1900, 0, 1);
const known = new Map<string, Offset[]>();

/** All offsets of a zone since 1900 and until two years from now, the newest first; the last one holds for ever before. */
export function offsetsOf(zone: string, now: number): readonly Offset[] {
  const until = Date.UTC(new Date(now).getUTCFullYear() + 2, 0, 1);
  const key = `${zone} ${until}`;
  let offsets = known.get(key);
  if (!offsets) {
    offsets = findOffsets(zone, until);
    known.set(key, offsets);
  }
  return offsets;
}

function findOffsets(zone: string, until: number): Offset[] {
  const at = (instant: number) => Math.round(offset(zone, instant));
  // The first instant of a Date.
  const found: Offset[] = [{ from: -8.64e15, ahead: at(FIRST) }];
  for (let instant = FIRST; instant < until; instant += STEP) {
    const ahead = at(instant + STEP);
    if (ahead !== found[0]!.ahead) found.unshift({ from: changeBetween(instant, instant + STEP, at), ahead });
  }
  return found;
}

/** The first instant with the later offset. */
function changeBetween(before: number, after: number, at: (instant: number) => number): number {
  const ahead = at(after);
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle) === ahead) high = middle;
    else low = middle;
  }
  return high;
}
