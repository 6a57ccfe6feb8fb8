/** However busy somebody is, their document stays small; and what was long ago says the same by day. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ActivityKind } from "../rules/activities";
import type { Activity } from "../rules/rule";
import { clockIn, DAY, HOUR } from "../time/zone";
import { BEHAVIOUR, foldHistory, foldTo, historyBeyond, MOST_CHARACTERS } from "./fold-history";
import { activity, newProfile, type Profile } from "./profile";
import { remember } from "./remember";
import { type Effects, noEffects } from "./step";

const NOW = Date.UTC(2026, 10, 24, 12);
const clock = clockIn("Europe/Berlin", NOW);
const RUNS = { numRuns: 300 };
const startOf = (daysAgo: number) => clock.startOf(clock.today - daysAgo);

const KINDS: ActivityKind[] = ["viewed_product", "viewed_page", "added_to_cart", "visited", "bought"];
type Done = { kind: ActivityKind; entry: Activity };
const done: fc.Arbitrary<Done> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    // Few days, so that several fall on one.
    day: fc.integer({ min: 80, max: 100 }),
    hour: fc.integer({ min: 0, max: 23 }),
    product: fc.constantFrom("tent", "lamp", undefined),
    amount: fc.constantFrom(100, 250, undefined),
    quantity: fc.constantFrom(0.1, 0.2, 3, undefined),
    id: fc.nat(1e6).map((n) => `q.${n}`),
  })
  .map(({ kind, day, hour, ...fields }) => ({
    kind,
    entry: activity({ ...fields, at: NOW - day * DAY - hour * HOUR }),
  }));
const past = fc.uniqueArray(done, { minLength: 1, maxLength: 40, selector: ({ entry }) => entry.id });

function profileOf(all: readonly Done[]): Profile {
  const profile = newProfile("ann", NOW);
  for (const { kind, entry } of all) remember(profile, kind, entry);
  return profile;
}
const historyOf = (all: readonly Done[]) => profileOf(all).history;

/** What a question of whole days can tell: of each day and thing how often, how many and how much. */
function byDay(history: Profile["history"]) {
  const sums = new Map<string, [number, number, number]>();
  for (const [kind, list] of Object.entries(history))
    for (const { at, product, times, quantity = 0, amount = 0 } of list) {
      const key = `${clock.dayOf(at)} ${kind} ${product}`;
      const [t, q, a] = sums.get(key) ?? [0, 0, 0];
      sums.set(key, [t + times, Math.round((q + quantity) * 1000) / 1000, a + amount]);
    }
  return Object.fromEntries([...sums].sort());
}

describe("folding by day", () => {
  it("changes nothing that a question of whole days asks for", () => {
    fc.assert(
      fc.property(past, (all) => {
        const history = historyOf(all);
        expect(byDay(foldTo(history, { days: startOf(85), visits: startOf(85) }, clock))).toEqual(
          byDay(history),
        );
      }),
      RUNS,
    );
  });

  it("keeps the order of time, the last instant of each thing, and purchases one by one", () => {
    fc.assert(
      fc.property(past, (all) => {
        const history = historyOf(all);
        const folded = foldTo(history, { days: startOf(0), visits: startOf(0) }, clock);
        for (const [kind, list] of Object.entries(folded)) {
          expect(list.map(({ at }) => at)).toEqual(list.map(({ at }) => at).sort((a, b) => a - b));
          expect(list.at(-1)!.at).toBe(history[kind as ActivityKind]!.at(-1)!.at);
        }
        expect(folded.bought).toBe(history.bought);
      }),
      RUNS,
    );
  });

  it("ends in the same, in one step or several, before a merge or after it", () => {
    const [early, late] = [startOf(93), startOf(84)];
    const at = (days: number) => ({ days, visits: days, months: early, orders: early });
    fc.assert(
      fc.property(past, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (all, whose) => {
        const whole = foldTo(historyOf(all), at(late), clock);
        expect(foldTo(whole, at(late), clock)).toEqual(whole);
        expect(foldTo(foldTo(historyOf(all), at(early), clock), at(late), clock)).toEqual(whole);
        const halves = [true, false].map((half) =>
          foldTo(historyOf(all.filter((_, i) => whose[i] === half)), at(early), clock),
        );
        const merged = newProfile("ann", NOW);
        for (const half of halves)
          for (const kind of Object.keys(half) as ActivityKind[])
            for (const entry of half[kind]!) remember(merged, kind, entry);
        expect(foldTo(merged.history, at(late), clock)).toEqual(whole);
      }),
      RUNS,
    );
  });

  it("still tells what came since, also into a day that is a total", () => {
    const folded = { days: startOf(0), visits: startOf(0) };
    fc.assert(
      fc.property(past, past, (before, since) => {
        const known = new Set(before.map(({ entry }) => entry.id));
        const fresh = since.filter(({ entry }) => !known.has(entry.id));
        const then = foldTo(historyOf(before), folded, clock);
        const now = foldTo(historyOf([...before, ...fresh]), folded, clock);
        expect(byDay(historyBeyond(now, then, folded, clock))).toEqual(byDay(historyOf(fresh)));
      }),
      RUNS,
    );
  });
});

/** What D1 has after what it is told. */
function told(history: Profile["history"], { retracted, activities }: Effects) {
  const rows = new Map<string, Activity>();
  const keyOf = (kind: string, { at, id }: { at: number; id: string }) => `${kind} ${at} ${id}`;
  for (const [kind, list] of Object.entries(history))
    for (const entry of list) rows.set(keyOf(kind, entry), entry);
  for (const { kind, ...entry } of retracted) rows.delete(keyOf(kind, entry));
  for (const { kind, activity } of activities) rows.set(keyOf(kind, activity), activity);
  return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** So many entries, evenly over so many days up to now, each of another thing unless `things` says how many there are. */
function busy(
  kinds: readonly ActivityKind[],
  count: number,
  days: number,
  things = count,
  name = (i: number) => `/p/thing-${i % things}`,
): Profile {
  const profile = newProfile("ann", NOW);
  for (let i = 0; i < count; i++)
    for (const kind of kinds) {
      const fields =
        kind === "bought"
          ? { product: name(i), amount: 100, quantity: 1 }
          : { name: kind === "ordered" ? `${i}` : name(i) };
      const id = kind === "bought" || kind === "ordered" ? `order ${i}` : `Abcdefgh.${i}`;
      profile.history[kind] ??= [];
      profile.history[kind].push(
        activity({ ...fields, id, at: NOW - Math.floor((days * DAY * (count - i)) / count) }),
      );
    }
  if (kinds.includes("ordered"))
    profile.orders = Object.fromEntries(
      profile.history.ordered!.map(({ at }, i) => [String(i), { at, by: "shop", updatedAt: at }]),
    );
  return profile;
}

describe("a person's history", () => {
  it("is left alone while it is short, and folded by age when it is longer", () => {
    const quiet = busy(["viewed_page"], 150, 700, 2);
    const effects = noEffects();
    foldHistory(quiet, effects, clock, NOW);
    expect(quiet.folded).toBeUndefined();
    expect(effects).toEqual(noEffects());

    const older = busy(["viewed_page"], 1000, 200, 2);
    const before = older.history;
    foldHistory(older, effects, clock, NOW);
    expect(older.history.viewed_page!.length).toBeLessThan(700);
    const young = ({ at }: Activity) => at >= startOf(90);
    expect(older.history.viewed_page!.filter(young)).toEqual(before.viewed_page!.filter(young));
    expect(byDay(older.history)).toEqual(byDay(before));
    expect(told(before, effects)).toEqual(told(older.history, noEffects()));
  });

  const people: [string, Profile, string[]][] = [
    [
      "an employee who looks at everything each day",
      busy(["viewed_page", "viewed_product"], 20_000, 365, 20),
      ["viewed_page"],
    ],
    ["a machine that reads the whole catalogue in a day", busy(["viewed_page"], 30_000, 1), []],
    ["one customer for all that the till sells", busy(["ordered", "bought"], 10_000, 500, 20), ["bought"]],
    [
      "one with long addresses",
      busy(["viewed_page"], 3_000, 60, 3_000, (i) => `/${"x".repeat(1900)}${i}`),
      [],
    ],
    ["a buyer and a browser", busy([...BEHAVIOUR, "ordered", "bought"], 3_000, 800), []],
  ];
  it.each(people)("of %s fits, and D1 is told the same", (_, profile, whole) => {
    const before = profile.history;
    const effects = noEffects();
    foldHistory(profile, effects, clock, NOW);
    expect(JSON.stringify(profile).length).toBeLessThan(MOST_CHARACTERS * 1.1);
    expect(told(before, effects)).toEqual(told(profile.history, noEffects()));
    const times = (list: readonly Activity[] = []) => list.reduce((sum, entry) => sum + entry.times, 0);
    for (const kind of whole as ActivityKind[])
      expect(times(profile.history[kind])).toBe(times(before[kind]));
    // Having room again, it is not done at each step.
    const again = noEffects();
    foldHistory(profile, again, clock, NOW);
    expect(again).toEqual(noEffects());
  });
});
