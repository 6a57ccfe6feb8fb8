import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributesOf, standardAttributes } from "../attributes/standard";
import { welcomeOffer } from "../messages/templates/welcome-offer";
import type { Signal, SignalBody } from "../signals/catalogue";
import { clockIn, DAY, HOUR, MINUTE } from "../time/zone";
import { applySignals } from "./apply-signals";
import { applyCommands } from "./commands";
import type { OrderTold } from "./order";
import { activity, newProfile, type Profile } from "./profile";
import { knownSince, rewinder, rewinding } from "./rewind";
import { noEffects } from "./step";

const START = Date.UTC(2026, 8, 1);
const clock = clockIn("Europe/Berlin", START);
const PRICES = { tent: 19_900, socks: 1_500, stove: 4_950 };
const KINDS = {
  tent: { brand: "Skarv", category: "Camping" },
  socks: { category: "Clothes" },
  stove: { brand: "Varde", category: "Camping" },
};
const variant = welcomeOffer.design.variants[0]!;
const field = variant.content.blocks.flatMap((block) => (block.type === "form" ? block.fields : []))[0]!;

const product = fc.constantFrom("tent", "socks", "stove") as fc.Arbitrary<keyof typeof PRICES>;
const line = fc.record({ product, quantity: fc.integer({ min: 1, max: 4 }) });
const lines = fc
  .uniqueArray(line, { selector: (line) => line.product, maxLength: 3 })
  .map((list) => list.map((line) => ({ ...line, ...KINDS[line.product], price: PRICES[line.product] })));

const body: fc.Arbitrary<SignalBody> = fc.oneof(
  fc
    .constantFrom("/", "/?utm_source=ads&utm_medium=cpc")
    .map((path): SignalBody => ({ type: "page_view", page: { url: `https://shop.example${path}` } })),
  product.map((id): SignalBody => ({ type: "product_view", product: { id } })),
  fc.constant<SignalBody>({ type: "search", query: "tent" }),
  lines.map((lines): SignalBody => ({ type: "cart", lines })),
  fc.constant<SignalBody>({ type: "checkout" }),
  fc
    .record({
      id: fc.integer({ max: 9, min: 0 }),
      lines,
      total: fc.nat(50_000),
      currency: fc.constantFrom("EUR", "EUR", "CHF"),
      coupon: fc.constantFrom({}, { coupon: "MAY" }),
    })
    .map(({ coupon, ...order }): SignalBody => ({ type: "order", ...order, ...coupon, id: `o${order.id}` })),
  fc.constant<SignalBody>({ type: "engagement", seconds: 30 }),
  fc.constantFrom("a@one.test", "b@one.test").map((email): SignalBody => ({ type: "identify", email })),
  fc.constantFrom("shown", "clicked", "closed", "submitted").map(
    (event): SignalBody => ({
      ...{ type: "message", message: "welcome", variant: variant.id, event: event as "shown" },
      ...(event === "submitted" && { answers: { [field.id]: "c@one.test" } }),
    }),
  ),
);

/** Signals in their order, some close together and some days apart. */
const life = fc
  .array(fc.tuple(body, fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 40, max: 6_000 }))), {
    minLength: 1,
    maxLength: 30,
  })
  .map((steps) => {
    let at = START;
    return steps.map(([signal, minutes], i) => {
      at += minutes * MINUTE;
      return { ...signal, n: i + 1, at } as Signal;
    });
  });

function lived(signals: readonly Signal[]): Profile {
  const profile = newProfile("someone", signals[0]?.at ?? START);
  for (const signal of signals)
    applySignals(
      profile,
      [{ signal, path: "" }],
      {
        ...{
          received: signal.at,
          sent: signal.at,
          queue: "q",
          attributes: attributesOf([]),
          clock: clockIn("Europe/Berlin", signal.at),
          currency: "EUR",
        },
        attribution: { clickDays: 7, viewDays: 1 },
        message: () => ({ id: "welcome", priority: 1, design: welcomeOffer.design }),
        page: { url: "https://shop.example/" },
      },
      noEffects(),
    );
  return profile;
}

const keys = standardAttributes.map(({ key }) => key);
const facts = (attributes: Record<string, unknown>, how: "exactly" | "roughly") =>
  Object.fromEntries(keys.filter((key) => rewinding(key) === how).map((key) => [key, attributes[key]]));

describe("a person of an earlier day", () => {
  it("is who they were: rewinding gives the facts that the signals up to then had made", () => {
    fc.assert(
      fc.property(life, fc.nat(), fc.nat(10), (signals, i, later) => {
        const at = signals[i % signals.length]!.at + later * MINUTE;
        const then = lived(signals.filter((signal) => signal.at <= at));
        const now = lived(signals);
        const rewound = rewinder(now, keys, clock)(at);
        expect(facts(rewound.attributes, "exactly")).toEqual(facts(then.attributes, "exactly"));
        for (const [kind, list] of Object.entries(rewound.history))
          expect(list, kind).toEqual(then.history[kind as "visited"] ?? []);
        // The cart, where it was told by its changes; an empty one that nothing was put into leaves no trace.
        expect(rewound.attributes.cart_quantity ?? 0).toBe(then.attributes.cart_quantity ?? 0);
        expect(rewound.attributes.cart_lines ?? 0).toBe(then.attributes.cart_lines ?? 0);
        expect(rewound.attributes.cart_total ?? 0).toBe(then.attributes.cart_total ?? 0);
        // What leaves no entry may have come a little later.
        const seen = then.attributes.last_seen_at as number;
        expect(rewound.attributes.last_seen_at).toBeLessThanOrEqual(seen);
        expect(knownSince(now)).toBe(signals[0]!.at);
      }),
      { numRuns: 1_000 },
    );
  });

  it("steps back through the days, each from the one before", () => {
    fc.assert(
      fc.property(life, (signals) => {
        const now = lived(signals);
        const back = rewinder(now, keys, clock);
        for (const { at } of signals.toReversed()) expect(back(at)).toEqual(rewinder(now, keys, clock)(at));
      }),
      { numRuns: 200 },
    );
  });

  it("knows what had come back, since the shop told of the first order", () => {
    const profile = newProfile("buyer", START);
    const order: OrderTold = {
      ...{ id: "1", source: "server", total: 900, currency: "EUR", updatedAt: START + 9 * HOUR },
      lines: [{ product: "socks", quantity: 3, discount: 90 }],
      refunds: [{ id: "r", at: START + 8 * HOUR, amount: 300, lines: [{ product: "socks", quantity: 2 }] }],
    };
    const context = { received: START + DAY, attributes: attributesOf([]), clock, currency: "EUR" };
    applyCommands(
      profile,
      [{ do: "order", at: START + HOUR, order }],
      { ...context, attribution: { clickDays: 7, viewDays: 1 } },
      noEffects(),
    );
    const back = rewinder(profile, keys, clock);
    const then = [9, 7, 0].map((hours) => {
      const { returns, discounted_items } = back(START + hours * HOUR).attributes;
      return [returns, discounted_items];
    });
    expect(then).toEqual([
      [2, 3],
      [0, 3],
      [undefined, undefined],
    ]);
  });

  it("keeps what an import brought without its history", () => {
    const profile = newProfile("imported", START);
    profile.attributes = {
      orders: 5,
      spent: 90_000,
      largest_order: 40_000,
      first_order_at: START - HOUR,
      country: "DE",
    };
    profile.history.ordered = [activity({ at: START + HOUR, id: "o", amount: 10_000, quantity: 1 })];
    expect(rewinder(profile, keys, clock)(START).attributes).toMatchObject({
      ...{ orders: 4, spent: 80_000, largest_order: 40_000, first_order_at: START - HOUR, country: "DE" },
    });
  });
});
