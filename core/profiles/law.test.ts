/**
 * Whatever the order in which signals, commands and merges arrive, and however they are split over requests, browsers
 * and profiles: the same facts in the end, and nothing counted twice.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { attributesOf } from "../attributes/standard";
import { VISIT_GAP } from "../rules/this-visit";
import type { Signal, SignalBody } from "../signals/catalogue";
import { clockIn, HOUR, MINUTE } from "../time/zone";
import { applySignals } from "./apply-signals";
import { applyCommands, type Command } from "./commands";
import { mergeProfiles } from "./merge";
import { newProfile, type Profile } from "./profile";
import { splitProfile } from "./split";
import { noEffects, type SignalContext } from "./step";
import { TOGETHER } from "./told";

const NOW = Date.UTC(2026, 10, 23, 12);
const START = NOW - 5 * 24 * HOUR;
const clock = clockIn("Europe/Berlin", NOW);
const BROWSERS = ["laptop", "phone"] as const;
const attributes = attributesOf(
  [
    { key: "size", label: "Size", group: "Other", type: "shortText", browser: true },
    { key: "sports", label: "Sports", group: "Other", type: "multiSelect", browser: true },
  ],
  [
    {
      ...{ key: "pets", label: "Pets", id: "tag" },
      columns: [
        { key: "tag", label: "Tag", type: "shortText" },
        { key: "weight", label: "Weight", type: "number" },
      ],
    },
  ],
);

type Told =
  | { browser: (typeof BROWSERS)[number]; signal: Signal }
  | { browser: (typeof BROWSERS)[number]; command: Command };

const line = fc.record(
  {
    product: fc.constantFrom("tent", "socks", "lamp"),
    category: fc.constantFrom("Outdoor", "Wear"),
    brand: fc.constantFrom("Skarv", "SKARV", "Varde"),
    price: fc.integer({ min: 100, max: 900 }),
    quantity: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: ["product", "category", "price", "quantity"] },
);
const body: fc.Arbitrary<SignalBody> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("", "?utm_source=news&utm_medium=email", "?gclid=x").map(
      (query): SignalBody => ({
        type: "page_view",
        page: { url: `https://shop.example/${query}`, language: "de" },
      }),
    ),
  },
  fc
    .record({ id: fc.constantFrom("tent", "lamp"), brand: fc.constantFrom("Skarv", "Havgard", undefined) })
    .map(
      ({ id, brand }): SignalBody => ({
        type: "product_view",
        product: { id, name: id, ...(brand && { brand }) },
      }),
    ),
  fc.boolean().map((marketing): SignalBody => ({ type: "consent", analytics: true, marketing })),
  fc.array(line, { maxLength: 2 }).map((lines): SignalBody => ({ type: "cart", lines })),
  fc.constant<SignalBody>({ type: "checkout" }),
  fc
    .record({ id: fc.constantFrom("1", "2", "3"), lines: fc.array(line, { minLength: 1, maxLength: 2 }) })
    .map(
      ({ id, lines }): SignalBody => ({
        type: "order",
        id,
        total: 1000 * Number(id),
        currency: "EUR",
        lines,
        coupon: "MAY",
        // Where it does not say so itself, the visit as known then does.
        channel: id === "1" ? "pos" : "web",
      }),
    ),
  fc.integer({ min: 1, max: 60 }).map((seconds): SignalBody => ({ type: "engagement", seconds })),
  fc
    .constantFrom("a@x.example", "A@x.example", "b@x.example")
    .map((email): SignalBody => ({ type: "identify", email })),
  fc.constantFrom("S", "M", null).map((size): SignalBody => ({ type: "set", attributes: { size } })),
  fc
    .subarray(["ski", "run", "climb"], { minLength: 1 })
    .map((sports): SignalBody => ({ type: "set", attributes: { sports } })),
);
/** Those that the shop proves at times. */
const PROVEN = new Set(["a@x.example", "c@x.example"]);
/** Versions of an order as the shop's server tells them: each has one content, at the order's own time. */
const orderVersions = new Map(
  ["1", "2", "4"].flatMap((id, i) =>
    [1, 2, 3, 4].map((version): [string, Command] => {
      const at = START + (i + 1) * 7 * HOUR;
      const lines = [
        { product: "tent", category: "Outdoor", price: 700, quantity: 1 + (version % 2) },
        ...(version === 3
          ? []
          : [{ product: "socks", category: "Wear", price: 150, quantity: 2, discount: 40 * (version % 2) }]),
      ];
      const refund = {
        id: "r",
        at: at + 2 * HOUR,
        amount: 150,
        lines: [{ product: "socks", quantity: 1, amount: 150 }],
      };
      return [
        `${id} ${version}`,
        {
          do: "order",
          at,
          order: {
            ...{ id, source: "server", updatedAt: at + version * HOUR, currency: "EUR" },
            ...{ total: 1000 + version, lines, coupons: version === 1 ? ["MAY", "JUNE"] : [] },
            status: (version + i) % 3 === 0 ? "cancelled" : "placed",
            refunds: version >= 2 ? [refund] : [],
            // Where it does not say so itself, the visit as known then does.
            channel: "pos",
            claim: 1,
          },
        },
      ];
    }),
  ),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...orderVersions.values()) },
  fc.constantFrom("S", "L", null).map((size): Command => ({ do: "set", at: 0, attributes: { size } })),
  fc
    .tuple(
      fc.constantFrom("add" as const, "remove" as const),
      fc.subarray(["vip", "press"], { minLength: 1 }),
    )
    .map(([what, tags]): Command => ({ do: what, at: 0, lists: { tags } })),
  {
    weight: 2,
    arbitrary: fc
      .record({ row: fc.constantFrom("rex", "7"), weight: fc.constantFrom(1, 2.5, undefined) })
      .map(
        ({ row, weight }): Command => ({
          ...{ do: "row", at: 0, table: "pets", row },
          ...(weight !== undefined && { values: { tag: row, weight } }),
        }),
      ),
  },
  fc.boolean().map(
    (given): Command => ({
      do: "consent",
      at: 0,
      channel: "email",
      given,
      text: "Yes",
      version: "1",
      page: "/",
    }),
  ),
  fc
    .constantFrom(...PROVEN)
    .map(
      (value): Command => ({ do: "identify", at: 0, kind: "email", value, written: value, verified: true }),
    ),
);

const forget: fc.Arbitrary<Command> = fc
  .constantFrom("b@x.example", ...PROVEN)
  .map((value): Command => ({ do: "forget", at: 0, kind: "email", value }));

/** What was told, each thing at an instant of its own; the signals of a browser numbered in the order of time. */
const story: fc.Arbitrary<Told[]> = fc
  .array(
    fc.record({
      gap: fc.oneof(
        fc.integer({ min: 1, max: 10 * MINUTE }),
        fc.integer({ min: MINUTE, max: 90 * MINUTE }),
        fc.integer({ min: 10 * HOUR, max: 24 * HOUR }),
      ),
      browser: fc.constantFrom(...BROWSERS),
      body: fc.oneof(
        { weight: 8, arbitrary: body },
        { weight: 2, arbitrary: command },
        { weight: 1, arbitrary: forget },
      ),
    }),
    { minLength: 2, maxLength: 30 },
  )
  .map((entries) => {
    let at = START;
    /** As long as they leave time for all the others. */
    let nights = 3;
    const counted = { laptop: 0, phone: 0 };
    const orders = new Map<string, SignalBody>();
    return entries.map(({ gap, browser, body }): Told => {
      at += gap < 10 * HOUR || nights-- > 0 ? gap : gap / 24;
      if ("do" in body) return { browser, command: body.do === "order" ? body : { ...body, at } };
      // One order has one content, whoever tells it.
      const told = body.type === "order" ? (orders.get(body.id) ?? { ...body }) : body;
      if (told.type === "order") orders.set(told.id, told);
      return { browser, signal: { ...told, n: ++counted[browser], at } as Signal };
    });
  });

const context = (browser: string): SignalContext => ({
  received: NOW,
  sent: NOW,
  queue: browser,
  attributes,
  clock,
  currency: "EUR",
  attribution: { clickDays: 7, viewDays: 1 },
  message: () => undefined,
});

function tellAll(profile: Profile, all: readonly Told[]): Profile {
  for (const told of all) {
    const effects = noEffects();
    if ("signal" in told)
      applySignals(profile, [{ signal: told.signal, path: "" }], context(told.browser), effects);
    else applyCommands(profile, [told.command], context(told.browser), effects);
    expect(effects.problems).toEqual([]);
  }
  return profile;
}

/** Decisions and transitions are left out: what is in the cart is a fact, what was put into it follows the arrivals. */
function factsOf(profile: Profile) {
  const { attributes, history, identities, consents, cart, times, orders = {}, rows = {} } = profile;
  const { added_to_cart, removed_from_cart, ...rest } = history;
  const kinds = Object.entries(rest)
    .filter(([, list]) => list.length > 0)
    .map(([kind, list]) => [
      kind,
      list.map(({ at, product, quantity, amount }) => [at, product, quantity, amount]),
    ]);
  return {
    attributes: Object.fromEntries(
      Object.entries(attributes)
        .filter(([, value]) => value !== undefined && value !== 0)
        .map(([key, value]) => [key, Array.isArray(value) ? [...value].sort() : value])
        .sort(([a], [b]) => (a! < b! ? -1 : 1)),
    ),
    orders: Object.fromEntries(Object.entries(orders).sort()),
    rows,
    history: Object.fromEntries(kinds.sort(([a], [b]) => (a! < b! ? -1 : 1))),
    identities: [...identities].sort((a, b) => (a.value < b.value ? -1 : 1)),
    consents,
    cart,
    times: Object.fromEntries(Object.entries(times).sort()),
  };
}

/**
 * Two questions have no answer that every order of arrival could know: where a visit came from when two browsers take
 * turns or one signal makes two visits one, and what was in the cart when one order is told twice at different times.
 */
function unanswerable(all: readonly Told[]): (key: string) => boolean {
  const signals = all.filter((told) => "signal" in told);
  const apart = (signals.at(-1)?.signal.at ?? 0) - (signals[0]?.signal.at ?? 0) > VISIT_GAP;
  const mixed = apart || new Set(signals.map(({ browser }) => browser)).size > 1;
  const orders = all.flatMap((told) => {
    if ("command" in told) return told.command.do === "order" ? told.command.order.id : [];
    return told.signal.type === "order" ? told.signal.id : [];
  });
  const repeated = new Set(orders).size < orders.length;
  return (key) =>
    (mixed && (/^\$(first|last)_source$/.test(key) || SOURCES.has(key))) ||
    (repeated && /^(\$?cart|checkout)/.test(key));
}
const SOURCES = new Set([...TOGETHER.$first_source, ...TOGETHER.$last_source]);

function expectSame(a: Profile, b: Profile, all: readonly Told[]) {
  const isUnanswerable = unanswerable(all);
  const answered = (profile: Profile) => {
    const { attributes, times, cart, ...facts } = factsOf(profile);
    const kept = (of: object) => Object.entries(of).filter(([key]) => !isUnanswerable(key));
    return { ...facts, attributes: kept(attributes), times: kept(times), cart: kept({ cart }) };
  };
  expect(answered(a)).toEqual(answered(b));
}

const RUNS = { numRuns: Number(process.env.RUNS ?? 500) };

test("in any order, and any of it twice, the same facts come to be", () => {
  fc.assert(
    fc.property(
      story.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(all, { minLength: all.length }),
          fc.array(fc.nat(all.length - 1), { maxLength: 10 }),
        ),
      ),
      ([all, shuffled, again]) => {
        const straight = tellAll(newProfile("one", START), all);
        const mixed = tellAll(newProfile("one", START), [...shuffled, ...again.map((i) => all[i]!)]);
        expectSame(mixed, straight, all);
      },
    ),
    RUNS,
  );
});

test("told to two profiles that are merged at any moment, in either direction, the same facts come to be", () => {
  fc.assert(
    fc.property(
      story.chain((all) => fc.tuple(fc.constant(all), fc.nat(all.length), fc.boolean())),
      ([told, moment, swap]) => {
        // What is proven of one half a word about the other half does not take away.
        const all = told.filter(
          (one) => !("command" in one && one.command.do === "forget" && PROVEN.has(one.command.value)),
        );
        const straight = tellAll(newProfile("one", START), all);
        const [before, after] = [all.slice(0, moment), all.slice(moment)];
        const [laptop, phone] = BROWSERS.map((browser) =>
          tellAll(
            newProfile(browser, START),
            before.filter((told) => told.browser === browser),
          ),
        ) as [Profile, Profile];
        const [into, from] = swap ? [phone, laptop] : [laptop, phone];
        mergeProfiles(into, from, () => false, clock);
        expectSame(tellAll(into, after), straight, all);
      },
    ),
    RUNS,
  );
});

test("an identity that is not theirs stays gone, whatever older word arrives, and comes back by a newer one", () => {
  const identify = (at: number, verified = false): Command => ({
    ...{ do: "identify", at, kind: "email", value: "a@x.example", written: "a@x.example", verified },
  });
  const gone = (at: number): Command => ({ do: "forget", at, kind: "email", value: "a@x.example" });
  const after = (...commands: Command[]) =>
    tellAll(
      newProfile("one", START),
      commands.map((command) => ({ browser: "phone", command })),
    ).identities;
  expect(after(identify(START + 1, true), gone(START + 5), identify(START + 3, true))).toEqual([]);
  expect(after(gone(START + 5), identify(START + 3, true))).toEqual([]);
  for (const [at, verified] of [
    [START + 9, false],
    [START + 9, true],
  ] as const) {
    const back = after(identify(START + 1, true), gone(START + 5), identify(at, verified));
    expect(back).toMatchObject([{ value: "a@x.example", verified, at: START + 1, lastAt: at }]);
    // The proof of before is gone also where the word that took it away comes last.
    expect(after(identify(START + 1, true), identify(at, verified), gone(START + 5))).toEqual(back);
  }
});

test("of an order only its newest version counts, as if no other had ever been told", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...orderVersions.values()], { minLength: 1 }), (told) => {
      const newest = new Map<string, Command>();
      const versionOf = (command: Command | undefined) =>
        command?.do === "order" ? command.order.updatedAt! : -1;
      for (const command of told)
        if (command.do === "order" && versionOf(command) > versionOf(newest.get(command.order.id)))
          newest.set(command.order.id, command);
      const tellThese = (commands: Iterable<Command>) =>
        tellAll(
          newProfile("one", START),
          [...commands].map((command) => ({ browser: "phone" as const, command })),
        );
      const { cart, times, ...facts } = factsOf(tellThese(told));
      const { cart: _, times: __, ...expected } = factsOf(tellThese(newest.values()));
      expect(facts).toEqual(expected);
    }),
    RUNS,
  );
});

test("a merge undone leaves two profiles that know what their own browsers did", () => {
  const counted = ["visits", "page_views", "product_views", "first_seen_at", "shopping_hour"] as const;
  fc.assert(
    fc.property(
      story.chain((all) => fc.tuple(fc.constant(all), fc.nat(all.length))),
      ([all, moment]) => {
        const by = (told: readonly Told[], browser: string) => told.filter((one) => one.browser === browser);
        // Orders that both tell, and what no browser says, are nobody's own.
        const own = all.filter((told) => "signal" in told && told.signal.type !== "order");
        const [before, after] = [own.slice(0, moment), own.slice(moment)];
        const [laptop, phone] = BROWSERS.map((browser) =>
          tellAll(newProfile(browser, START), by(before, browser)),
        ) as [Profile, Profile];
        if (by(before, "phone").length === 0) return;
        const merged = structuredClone(laptop);
        mergeProfiles(merged, structuredClone(phone), () => false, clock);
        const { stayed, parted } = splitProfile(tellAll(merged, after), laptop, phone, clock);
        for (const [profile, browser] of [
          [stayed, "laptop"],
          [parted, "phone"],
        ] as const) {
          const alone = tellAll(newProfile(browser, START), by(own, browser));
          for (const key of counted)
            expect([key, profile.attributes[key] || undefined]).toEqual([
              key,
              alone.attributes[key] || undefined,
            ]);
          expect(factsOf(profile).history).toEqual(factsOf(alone).history);
        }
      },
    ),
    RUNS,
  );
});
