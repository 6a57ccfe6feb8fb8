/** Where the browser keeps things: the queue's book in IndexedDB, small records in localStorage, if consent allows. */
import { createStore, promisifyRequest } from "idb-keyval";
import { allowed } from "./consent";
import { read, write } from "./local";
import type { Book, Store } from "./queue";

const BOOK = "book";

/** The book in IndexedDB; in memory where that is forbidden or full. Nothing is opened before the first use. */
export function createBookStore(): Store {
  let database: ReturnType<typeof createStore> | undefined = createStore("vitrine", "queue");
  let memory: Book | undefined;

  return async (change) => {
    if (database)
      try {
        return await database("readwrite", (store) => {
          const request = store.get(BOOK);
          request.onsuccess = () => store.put(change(request.result), BOOK);
          return promisifyRequest(store.transaction as unknown as IDBRequest<void>);
        });
      } catch {
        database = undefined;
      }
    memory = change(memory);
  };
}

/** The records that hang on consent. They live in memory too, and there alone without consent or storage. */
let memory: Record<string, unknown> = {};
const RECORDS = ["visit", "seen", "cart", "contents"];

export const recall = <T>(name: string): T | undefined =>
  ((allowed() && read(name)) || memory[name]) as T | undefined;

/** No value removes it. */
export function keep(name: string, value?: unknown): void {
  memory[name] = value;
  if (allowed()) write(name, value);
}

/** Writes what memory holds, once storing is allowed. */
export const persist = (): void => {
  for (const name of RECORDS) if (memory[name]) write(name, memory[name]);
};

/** What is stored goes; what memory holds too, if `all`. */
export function erase(all?: boolean): void {
  for (const name of RECORDS) write(name);
  if (all) memory = {};
}

/** The visit: pages that follow each other within half an hour. */
export interface Visit {
  start: number;
  at: number;
  /** A message interrupted it: one a visit is enough. */
  interrupted?: boolean;
  /** What collectors know of the cart that they saw last. */
  cart?: unknown;
}

const VISIT_ENDS_AFTER = 30 * 60_000;

/** Still here. */
export function touchVisit(): void {
  const at = Date.now();
  const visit = recall<Visit>("visit");
  keep("visit", { start: at, ...(visit && at - visit.at < VISIT_ENDS_AFTER && visit), at });
}
