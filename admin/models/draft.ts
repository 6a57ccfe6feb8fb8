// Unsaved work, kept in this browser until it is saved or discarded, so that a reload or a crash loses nothing.
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";

export interface Draft<T> {
  /** What is being worked on; write to it freely. */
  readonly value: Signal<T>;
  readonly changed: ReadonlySignal<boolean>;
  /** True when work from an earlier visit was found and put back. */
  readonly restored: ReadonlySignal<boolean>;
  /** True when that work began from another version than the saved one: somebody else saved meanwhile. */
  readonly conflict: ReadonlySignal<boolean>;
  /** Back to what is saved. */
  discard(): void;
  /** The work was saved: this is the new saved value and version. */
  saved(value: T, version?: string | number): void;
  dispose(): void;
}

export interface DraftOptions<T> {
  /** One per thing that is edited: `segment/42`. */
  key: string;
  /** What is saved now. */
  saved: T;
  /** The saved value's version, when it has one; tells a conflict. */
  version?: string | number;
  /** Refuses what an older version of the panel kept and this one cannot read. */
  parse?: (kept: unknown) => T | undefined;
  storage?: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** Milliseconds of quiet before it is written. */
  wait?: number;
}

interface Kept {
  value: unknown;
  version: string | number | null;
}

/** Work that was kept and is not open now, for a page that reminds of it. */
export const keptDraft = (key: string, storage: Pick<Storage, "getItem"> = localStorage): unknown =>
  readKept(storage, nameOf(key))?.value;

const nameOf = (key: string) => `vitrine.draft/${key}`;

export function draft<T>(options: DraftOptions<T>): Draft<T> {
  const { key, parse = (kept) => kept as T, storage = localStorage, wait = 300 } = options;
  const name = nameOf(key);
  const base = signal({ value: options.saved, version: options.version ?? null });
  const found = readKept(storage, name);
  const earlier = found && parse(found.value);
  const restored = signal(earlier !== undefined && !same(earlier, options.saved));
  const begunFrom = signal(restored.peek() ? (found?.version ?? null) : base.peek().version);

  const value = signal<T>(restored.peek() ? (earlier as T) : options.saved);
  const changed = computed(() => !same(value.value, base.value.value));
  const conflict = computed(() => changed.value && begunFrom.value !== base.value.version);

  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!changed.peek()) return forget(storage, name);
    keep(storage, name, { value: value.peek(), version: begunFrom.peek() });
  };
  const writeSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(write, wait);
  };
  // A page that goes away does so without waiting for our timer.
  const writeNow = () => timer !== undefined && write();
  const stopWatching = effect(() => {
    value.value;
    writeSoon();
  });
  globalThis.addEventListener?.("pagehide", writeNow);

  return {
    value,
    changed,
    restored,
    conflict,
    discard() {
      value.value = base.peek().value;
      begunFrom.value = base.peek().version;
      restored.value = false;
      write();
    },
    saved(next, version) {
      base.value = { value: next, version: version ?? null };
      begunFrom.value = version ?? null;
      value.value = next;
      restored.value = false;
      write();
    },
    dispose() {
      stopWatching();
      writeNow();
      globalThis.removeEventListener?.("pagehide", writeNow);
    },
  };
}

function readKept(storage: Pick<Storage, "getItem">, name: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(storage.getItem(name) ?? "null");
    return typeof kept === "object" && kept !== null && "value" in kept ? (kept as Kept) : undefined;
  } catch {
    return undefined; // unreadable is the same as not there
  }
}

function keep(storage: Pick<Storage, "setItem">, name: string, kept: Kept): void {
  try {
    storage.setItem(name, JSON.stringify(kept));
  } catch {
    // Full or forbidden: the work goes on, it just does not survive a reload.
  }
}

function forget(storage: Pick<Storage, "removeItem">, name: string): void {
  try {
    storage.removeItem(name);
  } catch {
    // see above
  }
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
