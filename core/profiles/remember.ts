/** A person's history: each kind in the order of time, each activity once. */
import type { ActivityKind } from "../rules/activities";
import type { Activity } from "../rules/rule";
import type { Profile } from "./profile";

/** Of one instant they stand in the order of their ids. */
export const inOrder = (a: Activity, b: Activity): number => a.at - b.at || (a.id < b.id ? -1 : 1);

/** False when this activity is there already. */
export function remember({ history }: Profile, kind: ActivityKind, entry: Activity): boolean {
  history[kind] ??= [];
  const list = history[kind];
  let i = list.length;
  for (; i > 0; i--) {
    const before = list[i - 1]!;
    if (before.at < entry.at || (before.at === entry.at && before.id < entry.id)) break;
    if (before.at === entry.at && before.id === entry.id) return false;
  }
  list.splice(i, 0, entry);
  return true;
}

export function forget({ history }: Profile, kind: ActivityKind, id: string): void {
  const rest = history[kind]?.filter((entry) => entry.id !== id) ?? [];
  if (rest.length > 0) history[kind] = rest;
  else delete history[kind];
}
