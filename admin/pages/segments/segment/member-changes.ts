// People put into a fixed list and taken out of it: shown at once, before the list of the database follows.
import { computed, signal } from "@preact/signals";
import { mutation } from "../../../models/mutation";
import { notify } from "../../../models/toasts";
import { text } from "../../../texts/index";
import type { Paged } from "../paged";
import { nameOf } from "../person";
import { changeMembers, type Person } from "../segments";

/** Profiles that live in shards are in the database about a second later. */
const LATER = 1_500;

export function memberChanges(segment: string, refresh: () => Promise<void>) {
  const added = signal<readonly Person[]>([]);
  const removed = signal<ReadonlySet<string>>(new Set());
  const change = mutation((json: { add?: string[]; remove?: string[] }) => changeMembers(segment, json));
  const timers = new Set<ReturnType<typeof setTimeout>>();

  function refreshSoon() {
    void refresh();
    const timer = setTimeout(() => {
      timers.delete(timer);
      void refresh();
    }, LATER);
    timers.add(timer);
  }

  async function put(person: Person, isIn: boolean): Promise<boolean> {
    const { ok } = await change.run(isIn ? { add: [person.id] } : { remove: [person.id] });
    if (!ok) return false;
    const others = added.peek().filter(({ id }) => id !== person.id);
    added.value = isIn ? [{ ...person, since: Date.now() }, ...others] : others;
    const gone = new Set(removed.peek());
    if (isIn) gone.delete(person.id);
    else gone.add(person.id);
    removed.value = gone;
    refreshSoon();
    return true;
  }

  async function say(person: Person, isIn: boolean): Promise<void> {
    if (!(await put(person, isIn))) return;
    const words = text.fixedLists;
    notify((isIn ? words.added : words.removed)(nameOf(person)), { undo: () => void put(person, !isIn) });
  }

  return {
    error: change.error,
    add: (person: Person) => say(person, true),
    remove: (person: Person) => say(person, false),
    /** A list as it will be. */
    over: (list: Paged<Person>): Paged<Person> => ({
      ...list,
      items: computed(() => {
        const items = list.items.value;
        if (!items) return undefined;
        const fresh = new Set(added.value.map(({ id }) => id));
        const stored = items.filter(({ id }) => !removed.value.has(id) && !fresh.has(id));
        return [...added.value, ...stored];
      }),
    }),
    dispose() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

export type MemberChanges = ReturnType<typeof memberChanges>;
