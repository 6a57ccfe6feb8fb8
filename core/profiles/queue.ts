/** Numbered signals: a repeated request counts once, with memory that does not grow. */

import { SIGNAL_LIFETIME } from "../signals/wire";
import type { Profile, Queue } from "./profile";

const WINDOW = 64;
/** Browsers clear their storage; a queue that can hold no living signal is forgotten. */
const MAX_QUEUES = 32;

/**
 * Whether signal `n` of this queue is new; remembers it. A number more than 64 below the highest counts as
 * repeated: a browser sends in order, at most 100 at a time, and never numbers twice.
 */
export function isNew(queues: Profile["queues"], id: string, n: number, now: number): boolean {
  const queue = queues[id];
  if (!queue) {
    forgetOld(queues, now);
    queues[id] = { top: n, seen: [1, 0], at: now };
    return true;
  }
  const ahead = n - queue.top;
  queue.at = now;
  if (ahead > 0) {
    shift(queue.seen, ahead);
    queue.seen[0] |= 1;
    queue.top = n;
    return true;
  }
  if (-ahead >= WINDOW) return false;
  const half = -ahead < 32 ? 0 : 1;
  const bit = 1 << (-ahead & 31);
  if (queue.seen[half] & bit) return false;
  queue.seen[half] |= bit;
  return true;
}

function shift(seen: Queue["seen"], by: number): void {
  const [low] = seen;
  if (by >= WINDOW) seen[0] = seen[1] = 0;
  else if (by >= 32) {
    seen[0] = 0;
    seen[1] = low << (by - 32);
  } else {
    seen[0] = low << by;
    seen[1] = (seen[1] << by) | (low >>> (32 - by));
  }
}

function forgetOld(queues: Profile["queues"], now: number): void {
  const entries = Object.entries(queues);
  const old = entries.filter(([, queue]) => now - queue.at > SIGNAL_LIFETIME);
  for (const [id] of old) delete queues[id];
  const rest = entries.length - old.length - MAX_QUEUES + 1;
  if (rest <= 0) return;
  const oldest = Object.entries(queues).sort(([, a], [, b]) => a.at - b.at);
  for (const [id] of oldest.slice(0, rest)) delete queues[id];
}

/** What either half has counted of one queue. */
export function uniteQueues(a: Queue, b: Queue): Queue {
  const [ahead, behind] = a.top >= b.top ? [a, b] : [b, a];
  const seen: Queue["seen"] = [...behind.seen];
  if (ahead.top > behind.top) shift(seen, ahead.top - behind.top);
  return {
    top: ahead.top,
    seen: [seen[0] | ahead.seen[0], seen[1] | ahead.seen[1]],
    at: Math.max(a.at, b.at),
    visits: [...(a.visits ?? []), ...(b.visits ?? [])].sort((x, y) => x.from - y.from),
  };
}
