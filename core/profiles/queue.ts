/** Numbered signals: a repeated request counts once, with memory that does not grow. */

import { SIGNAL_LIFETIME } from "../signals/wire";
import type { Profile } from "./profile";

const WINDOW = 64;
const ALL = (1n << BigInt(WINDOW)) - 1n;
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
    queues[id] = { top: n, seen: "1", at: now };
    return true;
  }
  const seen = BigInt(`0x${queue.seen}`);
  const ahead = n - queue.top;
  queue.at = now;
  if (ahead > 0) {
    queue.seen = (((ahead < WINDOW ? seen << BigInt(ahead) : 0n) | 1n) & ALL).toString(16);
    queue.top = n;
    return true;
  }
  if (-ahead >= WINDOW) return false;
  const bit = 1n << BigInt(-ahead);
  if (seen & bit) return false;
  queue.seen = (seen | bit).toString(16);
  return true;
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
