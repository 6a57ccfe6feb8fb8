// Undo and redo over one signal. Quick edits of the same place are one step, as in a text editor.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** Milliseconds within which edits of one place belong together. */
const TOGETHER = 1_000;
const MOST = 200;

export interface History<T> {
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** Changes the value. `place` names what is edited: `blocks[0].text`; without it, each change is a step. */
  set(next: T, place?: string): void;
  undo(): void;
  redo(): void;
  /** Forgets all steps, for example after everything was discarded. */
  clear(): void;
}

export function history<T>(value: Signal<T>, now: () => number = Date.now): History<T> {
  const past = signal<readonly T[]>([]);
  const future = signal<readonly T[]>([]);
  let last: { place: string; at: number } | undefined;

  return {
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    set(next, place) {
      const at = now();
      const goesOn = place !== undefined && last?.place === place && at - last.at < TOGETHER;
      if (!goesOn) past.value = [...past.value, value.peek()].slice(-MOST);
      last = place === undefined ? undefined : { place, at };
      future.value = [];
      value.value = next;
    },
    undo() {
      const before = past.peek().at(-1);
      if (before === undefined) return;
      past.value = past.value.slice(0, -1);
      future.value = [...future.value, value.peek()];
      last = undefined;
      value.value = before;
    },
    redo() {
      const after = future.peek().at(-1);
      if (after === undefined) return;
      future.value = future.value.slice(0, -1);
      past.value = [...past.value, value.peek()];
      last = undefined;
      value.value = after;
    },
    clear() {
      past.value = [];
      future.value = [];
      last = undefined;
    },
  };
}
