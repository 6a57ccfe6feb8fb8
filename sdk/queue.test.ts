import fc from "fast-check";
import { expect, test } from "vitest";
import { type Batch, type Book, createQueue, type Draft, LEASE, type Queue, type Store } from "./queue";

/** What the edge keeps of a queue: its highest number and the 64 below. A repeat, or what fell behind, counts nothing. */
function anEdge() {
  const counted: string[] = [];
  const seen = new Set<number>();
  let highest = 0;
  return {
    counted,
    take(batch: Batch) {
      for (const signal of batch.signals) {
        if (seen.has(signal.n) || signal.n <= highest - 64) continue;
        seen.add(signal.n);
        highest = Math.max(highest, signal.n);
        counted.push((signal as { name: string }).name);
      }
    },
  };
}

/** A database that all tabs share. It keeps copies, and each change is a turn of its own. */
function aDatabase(): Store & { book?: Book } {
  const database = (async (change) => {
    await Promise.resolve();
    database.book = structuredClone(change(structuredClone(database.book)));
  }) as Store & { book?: Book };
  return database;
}

const owner = () => ({ visitor: "v".repeat(22), home: "weur" as const, queue: "queue" });
const event = (name: string, at: number): Draft => ({ type: "event", name, at });
const names = (batch: Batch) => batch.signals.map((signal) => (signal as { name: string }).name);

function aTab(store = aDatabase()) {
  const time = { now: 1e12 };
  return { time, store, queue: createQueue(store, owner, () => time.now) };
}

test("signals are numbered from 1, and claimed by one page at a time", async () => {
  const { queue, store, time } = aTab();
  const other = createQueue(store, owner, () => time.now);
  const first = await queue.take([event("a", time.now), event("b", time.now)]);
  expect(first.signals.map(({ n }) => n)).toEqual([1, 2]);
  expect((await other.take([])).signals).toEqual([]);
  await queue.settle(first, false);
  expect((await other.take([])).signals.map(({ n }) => n)).toEqual([1, 2]);
});

test("what a killed page claimed is sent by another when the lease ends", async () => {
  const { queue, store, time } = aTab();
  await queue.take([event("a", time.now)]);
  const next = createQueue(store, owner, () => time.now);
  time.now += LEASE - 1;
  expect(names(await next.take([]))).toEqual([]);
  time.now += 2;
  expect(names(await next.take([]))).toEqual(["a"]);
});

test("a page that is left sends at once, under numbers that were reserved before", async () => {
  const { queue, store, time } = aTab();
  expect(queue.takeNow([event("a", time.now)])).toBeUndefined();
  await queue.settle(await queue.take([event("a", time.now)]), true);
  await queue.add([event("b", time.now)]);
  const reserved = store.book!.last;
  const batch = queue.takeNow([event("c", time.now)])!;
  expect(names(batch)).toEqual(["b", "c"]);
  for (const { n } of batch.signals) expect(n).toBeLessThanOrEqual(reserved);
});

test("signals older than 7 days are dropped, and the last word empties the book", async () => {
  const { queue, store, time } = aTab();
  await queue.add([event("old", time.now)]);
  time.now += 8 * 86_400_000;
  expect(names(await queue.take([event("new", time.now)]))).toEqual(["new"]);
  const last = await queue.end(event("bye", time.now));
  expect(names(last!)).toEqual(["bye"]);
  expect(store.book).toBeUndefined();
  expect(await queue.end(event("again", time.now))).toBeUndefined();
});

test("an answer that comes after the end brings nothing back", async () => {
  const { queue, store, time } = aTab();
  const batch = await queue.take([event("a", time.now)]);
  await queue.end();
  await queue.settle(batch, false);
  expect(store.book).toBeUndefined();
});

test("nothing is sent so far ahead of what is still out that the edge would take that for a repeat", async () => {
  const { queue, store, time } = aTab();
  await queue.take([event("first", time.now)]);
  const other = createQueue(store, owner, () => time.now);
  const many = Array.from({ length: 90 }, (_, i) => event(`e${i}`, time.now));
  const ahead = await other.take(many);
  expect(Math.max(...ahead.signals.map(({ n }) => n))).toBeLessThan(64);
});

/** What can happen to two tabs, in any order; each kill loses the memory of a tab, never the database. */
const step = fc.record({
  tab: fc.integer({ min: 0, max: 1 }),
  act: fc.constantFrom("record", "record", "record", "flush", "flush", "leave", "kill", "wait"),
  fate: fc.constantFrom("answered", "answered", "answered", "answer lost", "lost"),
});

test("law: whatever happens, every stored signal counts once in the end", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 120 }), async (steps) => {
      const store = aDatabase();
      const edge = anEdge();
      const time = { now: 1e12 };
      const open = () => createQueue(store, owner, () => time.now);
      const tabs: Queue[] = [open(), open()];
      const stored: string[] = [];
      let made = 0;
      const send = async (queue: Queue, batch: Batch, fate: string) => {
        if (fate !== "lost") edge.take(batch);
        // An answer that is lost is known to the page as a failure only.
        if (batch.signals.length) await queue.settle(batch, fate === "answered");
      };
      for (const { tab, act, fate } of steps) {
        time.now += 10;
        const queue = tabs[tab]!;
        const name = `s${made++}`;
        if (act === "record") {
          await queue.add([event(name, time.now)]);
          stored.push(name);
        } else if (act === "flush") {
          const batch = await queue.take([event(name, time.now)]);
          stored.push(name);
          await send(queue, batch, fate);
        } else if (act === "leave") {
          const batch = queue.takeNow([event(name, time.now)]);
          if (!batch) continue;
          stored.push(name);
          await send(queue, batch, fate);
        } else if (act === "kill") {
          const batch = await queue.take([]);
          if (fate !== "lost") edge.take(batch);
          tabs[tab] = open();
        } else time.now += LEASE / 2;
      }
      for (let left = 0; left < 40; left++) {
        time.now += LEASE * 2;
        await send(tabs[0]!, await tabs[0]!.take([]), "answered");
      }
      expect([...edge.counted].sort()).toEqual([...stored].sort());
    }),
    { numRuns: 300 },
  );
});
