/**
 * The browser's queue: every signal gets its number in IndexedDB before it is sent and stays until the edge has it.
 *
 * All tabs share one queue, because the edge remembers each queue of a profile. A change is one IndexedDB transaction,
 * which the browser runs one after the other over all tabs: no number is given twice, and what one tab has claimed
 * for sending no other tab claims until its lease ends. No lock is held, so a page that is killed blocks nobody and
 * stays fit for the back/forward cache, and it works on pages without Web Locks.
 *
 * A page that is being left can wait for no transaction. It uses spare numbers, reserved by the one before.
 */
import type { Signal, SignalBody } from "../core/signals/catalogue";
import { MAX_SIGNALS, type Region, SIGNAL_LIFETIME } from "../core/signals/wire";

export type Draft = SignalBody & { at: number };

export interface Owner {
  visitor: string;
  home: Region;
  queue: string;
}
export interface Book {
  owner: Owner;
  /** The last number that was given or reserved. */
  last: number;
  /** In the order of their numbers. */
  entries: Entry[];
}
interface Entry {
  signal: Signal;
  /** Until this instant (ms) it is on its way; 0 when nobody sends it. */
  until: number;
}
export interface Batch {
  owner: Owner;
  signals: Signal[];
}

/** One transaction. `change` may run again, from the start, when a store had to be given up for another. */
export type Store = (change: (book: Book | undefined) => Book | undefined) => Promise<void>;

/** Longer than a request may take, so that an answer that comes finds its signals still claimed. */
export const LEASE = 12_000;
/** The edge tells a repeat by a window of 64 numbers: nothing is sent that far ahead of what is still out. */
const REACH = 40;
const SPARES = 3;
/** In characters, of up to three bytes: pages that are left share 64 KB, so that one request has 16. */
const ROOM = 4500;
/** Spare numbers fall behind while other tabs count on; after this many milliseconds they are not used. */
const SPARE_LIFETIME = 300_000;

export type Queue = ReturnType<typeof createQueue>;

/** `create` makes the owner of a new book. */
export function createQueue(store: Store, create: () => Owner, now: () => number) {
  let owner: Owner | undefined;
  let spares: number[] = [];
  let spareSince = 0;
  /** Stored by this page and sent by nobody yet. */
  let mine: Signal[] = [];

  /** `late`: it comes after an answer, when the book may be gone because the visitor withdrew. It stays gone. */
  async function change<T>(act: (book: Book, time: number) => T, late?: boolean): Promise<T> {
    let result: T;
    let reserved: number[] = [];
    await store((book) => {
      if (!book && late) return book;
      book ??= { owner: create(), last: 0, entries: [] };
      const time = now();
      if (owner?.queue !== book.owner.queue) {
        owner = book.owner;
        mine = spares = [];
      }
      book.entries = book.entries.filter(({ signal }) => signal.at > time - SIGNAL_LIFETIME);
      result = act(book, time);
      book.entries.sort((a, b) => a.signal.n - b.signal.n);
      spares = spares.filter((n) => n > book.last - REACH / 2);
      reserved = [];
      while (spares.length + reserved.length < SPARES) reserved.push(++book.last);
      return book;
    });
    // Only now: before the commit they were not ours for sure.
    spares = spares.concat(reserved);
    spareSince = now();
    return result!;
  }

  const enter = (book: Book, drafts: Draft[]) =>
    drafts.map((draft) => {
      const signal = { ...draft, n: ++book.last };
      book.entries.push({ signal, until: 0 });
      return signal;
    });

  return {
    /** Stores signals; they are sent with the next batch of any page. */
    async add(drafts: Draft[]): Promise<void> {
      const signals = await change((book) => enter(book, drafts));
      mine = mine.concat(signals);
    },

    /** Stores signals and claims what nobody is sending, oldest first, as much as one request takes. */
    take: (drafts: Draft[]): Promise<Batch> =>
      change((book, time) => {
        enter(book, drafts);
        const signals: Signal[] = [];
        let reach = Infinity;
        let room = ROOM;
        for (const entry of book.entries) {
          const { signal } = entry;
          if (flying(entry, time)) reach = Math.min(reach, signal.n + REACH);
          else {
            room -= sizeOf(signal);
            if (signals.length >= MAX_SIGNALS || signal.n > reach || (room < 0 && signals[0])) break;
            entry.until = time + LEASE;
            signals.push(signal);
          }
        }
        mine = [];
        return { owner: book.owner, signals };
      }),

    /** The same in this very instant, for the drafts and what this page stored; undefined where that cannot be. */
    takeNow(drafts: Draft[]): Batch | undefined {
      const signals = mine.slice();
      if (
        !owner ||
        drafts.length > spares.length ||
        sizeOf([mine, drafts]) > ROOM ||
        now() - spareSince > SPARE_LIFETIME
      )
        return undefined;
      for (const draft of drafts) signals.push({ ...draft, n: spares.shift()! });
      const batch = { owner, signals };
      const fresh = signals.slice(mine.length);
      mine = [];
      change((book, time) => {
        if (book.owner.queue === owner?.queue)
          for (const signal of fresh) book.entries.push({ signal, until: 0 });
        mark(book, batch, time + LEASE);
      });
      return batch;
    },

    /** What became of a batch: `taken` by the edge, or else free again, under the same numbers. */
    settle: (batch: Batch, taken: boolean): Promise<void> =>
      change((book) => {
        const entries = mark(book, batch, 0);
        if (taken) book.entries = book.entries.filter((entry) => !entries.includes(entry));
      }, true),

    /** Empties the book. The last word is numbered, to be sent by the caller; undefined when there was no book. */
    async end(word?: Draft): Promise<Batch | undefined> {
      let batch: Batch | undefined;
      owner = undefined;
      await store((book) => {
        if (book && word) batch = { owner: book.owner, signals: [{ ...word, n: book.last + 1 }] };
        return undefined;
      });
      return batch;
    },
  };
}

/** The upper bound guards against a clock that was set back. */
const flying = ({ until }: Entry, time: number) => until > time && until <= time + LEASE;
/** The batch's entries, if the book is still the one it was taken from, with their lease set. */
function mark(book: Book, { owner, signals }: Batch, until: number): Entry[] {
  const entries = book.entries.filter(
    ({ signal }) => book.owner.queue === owner.queue && signals.some(({ n }) => n === signal.n),
  );
  for (const entry of entries) entry.until = until;
  return entries;
}

const sizeOf = (value: unknown) => JSON.stringify(value).length;
