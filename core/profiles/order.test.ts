import { describe, expect, it } from "vitest";
import { attributesOf } from "../attributes/standard";
import type { PublishedMessage } from "../messages/message";
import { exitOffer } from "../messages/templates/exit-offer";
import type { SignalBody } from "../signals/catalogue";
import { clockIn, DAY, HOUR } from "../time/zone";
import { applySignals } from "./apply-signals";
import { applyCommands, type Command } from "./commands";
import type { OrderTold } from "./order";
import { newProfile } from "./profile";
import { type MessageRow, noEffects } from "./step";

const NOW = Date.UTC(2026, 10, 23, 12);
const message: PublishedMessage = { id: "m1", priority: 1, design: exitOffer.design };
const variant = exitOffer.design.variants[0]!.id;
const lines = [
  { product: "tent", category: "Outdoor", price: 20_000, quantity: 1 },
  { product: "socks", category: "Wear", price: 1_000, quantity: 3 },
];
const order: OrderTold = { id: "1", source: "server", total: 23_000, currency: "EUR", lines };

function aBuyer() {
  const profile = newProfile("p", NOW);
  const effects = noEffects();
  let n = 0;
  const context = {
    ...{ received: NOW + DAY, sent: NOW + DAY, queue: "q", attributes: attributesOf([]), currency: "EUR" },
    attribution: { clickDays: 7, viewDays: 1 },
    clock: clockIn("Europe/Berlin", NOW),
    message: () => message,
  };
  return {
    profile,
    effects,
    does: (signal: SignalBody, at = NOW) =>
      applySignals(profile, [{ signal: { ...signal, n: ++n, at }, path: "" }], context, effects),
    told: (...commands: Command[]) => applyCommands(profile, commands, context, effects),
    tellOrder: (change: Partial<OrderTold> = {}, at = NOW) =>
      applyCommands(profile, [{ do: "order", at, order: { ...order, ...change } }], context, effects),
  };
}

describe("an order from the shop's server", () => {
  it("counts what came back, and what it came to after that", () => {
    const { profile, tellOrder } = aBuyer();
    const refund = {
      id: "r1",
      at: NOW + HOUR,
      amount: 2_000,
      lines: [{ product: "socks", quantity: 2, amount: 2_000 }],
    };
    tellOrder();
    tellOrder({ updatedAt: NOW + HOUR, refunds: [refund] });
    expect(profile.attributes).toMatchObject({
      orders: 1,
      spent: 21_000,
      items_bought: 4,
      largest_order: 21_000,
    });
    expect(profile.history.returned).toMatchObject([
      { at: NOW + HOUR, product: "socks", category: "wear", quantity: 2, amount: 2_000 },
    ]);
    expect(profile.history.bought).toHaveLength(2);
  });

  it("tells how many pieces came back: none, once the shop tells of orders at all", () => {
    const { profile, tellOrder, does } = aBuyer();
    does({ type: "order", id: "0", total: 100, currency: "EUR", lines });
    expect(profile.attributes).not.toHaveProperty("returns");
    tellOrder();
    expect(profile.attributes.returns).toBe(0);
    const refund = (quantity: number) => ({
      ...{ id: `r${quantity}`, at: NOW + HOUR, amount: 1 },
      lines: [{ product: "socks", quantity }],
    });
    tellOrder({ updatedAt: NOW + HOUR, refunds: [refund(1), refund(0.5)] });
    expect(profile.attributes.returns).toBe(1.5);
    tellOrder({ updatedAt: NOW + 2 * HOUR, refunds: [refund(0.5)] });
    expect(profile.attributes.returns).toBe(0.5);
  });

  it("tells which pieces came at a discount: of the lines that say so, else all that a code or a discount was for", () => {
    const { profile, tellOrder, told } = aBuyer();
    const [tent, socks] = lines as [(typeof lines)[0], (typeof lines)[0]];
    const versions: [Partial<OrderTold>, number][] = [
      [{}, 0],
      [{ discount: 500 }, 4],
      [{ coupons: ["MAY"], lines: [tent, { ...socks, discount: 300 }] as OrderTold["lines"] }, 3],
      [{ coupon: "MAY" }, 4],
      [{ status: "cancelled", coupon: "MAY" }, 0],
      [{ discount: 0, lines: [{ ...tent, discount: 0 }, socks] as OrderTold["lines"] }, 0],
      [{ discount: 500 }, 4],
    ];
    versions.forEach(([version, pieces], i) => {
      tellOrder({ ...version, updatedAt: NOW + i });
      expect(profile.attributes.discounted_items, `${i}`).toBe(pieces);
    });
    tellOrder({ id: "2" });
    expect(profile.attributes).toMatchObject({ orders: 2, items_bought: 8, discounted_items: 4 });
    told({ do: "release", at: NOW, order: "1" });
    expect(profile.attributes).toMatchObject({ orders: 1, items_bought: 4, discounted_items: 0 });
  });

  it("leaves nothing behind once it is cancelled, and counts again when it is taken up again", () => {
    const { profile, tellOrder } = aBuyer();
    tellOrder({ coupon: "MAY" });
    tellOrder({ coupon: "MAY", status: "cancelled", updatedAt: NOW + HOUR });
    tellOrder({ coupon: "MAY" });
    const { orders, spent, items_bought, ...left } = profile.attributes;
    expect([orders, spent, items_bought]).toEqual([0, 0, 0]);
    for (const key of [
      "average_order",
      "largest_order",
      "first_order_at",
      "favourite_category",
      "distinct_products",
    ])
      expect(left).not.toHaveProperty(key);
    expect(Object.keys(profile.history)).toEqual([]);
    tellOrder({ coupon: "MAY", updatedAt: NOW + DAY });
    expect(profile.attributes).toMatchObject({ orders: 1, spent: 23_000, favourite_category: "wear" });
  });

  it("has the last word over the page, whoever comes first", () => {
    const page: SignalBody = { type: "order", id: "1", total: 99_000, currency: "EUR", lines: [] };
    for (const pageFirst of [true, false]) {
      const { profile, does, tellOrder } = aBuyer();
      if (pageFirst) does(page);
      tellOrder({}, NOW - 1000);
      if (!pageFirst) does(page);
      expect(profile.attributes).toMatchObject({ orders: 1, spent: 23_000, last_order_at: NOW - 1000 });
    }
  });

  it("in another currency counts by what it was converted to, each line by its share", () => {
    const { profile, effects, tellOrder } = aBuyer();
    tellOrder({ currency: "CHF", converted: 46_000 });
    expect(profile.attributes.spent).toBe(46_000);
    expect(profile.history.bought!.map(({ amount }) => amount).sort()).toEqual([40_000, 6_000]);
    tellOrder({ id: "2", currency: "CHF" });
    expect(profile.attributes).toMatchObject({ orders: 2, spent: 46_000, average_order: 46_000 });
    expect(effects.problems).toEqual([
      {
        path: "commands[0].currency",
        reason: "is not the shop's (EUR): the order counts, its amount does not",
      },
    ]);
  });

  it("empties the cart, unless it was bought elsewhere", () => {
    for (const channel of ["web", "pos"]) {
      const { profile, does, tellOrder } = aBuyer();
      does({ type: "cart", lines }, NOW - HOUR);
      tellOrder({ channel });
      expect(profile.attributes.cart_quantity).toBe(channel === "web" ? 0 : 4);
    }
  });

  it("is told apart from one whose id begins alike", () => {
    const { profile, tellOrder } = aBuyer();
    tellOrder({ id: "1 2" });
    tellOrder({ id: "1" });
    tellOrder({ id: "1", status: "cancelled", updatedAt: NOW + 1 });
    expect(profile.attributes).toMatchObject({ orders: 1, spent: 23_000, distinct_products: 2 });
    expect(profile.history.bought).toHaveLength(2);
  });
});

describe("a message's conversion", () => {
  const conversion = (event: MessageRow["event"], revenue: number) => ({
    ...{ id: "order 1", message: "m1", variant, order: "1", at: NOW },
    ...{ event, revenue },
  });
  const clicked: SignalBody = { type: "message", message: "m1", variant, event: "clicked" };

  it("follows its order: less after a refund, none after a cancellation, though they clicked again since", () => {
    const { effects, does, tellOrder } = aBuyer();
    does(clicked, NOW - HOUR);
    tellOrder();
    does(clicked, NOW + HOUR);
    tellOrder({ updatedAt: NOW + 1, refunds: [{ id: "r", at: NOW, amount: 3_000, lines: [] }] });
    tellOrder({ updatedAt: NOW + 2, status: "cancelled" });
    expect(effects.messageEvents.filter(({ order }) => order)).toEqual([
      conversion("converted", 23_000),
      conversion("converted", 20_000),
      conversion("unconverted", 0),
    ]);
  });

  it("is found when the click comes after the order was told, and given up with an order of somebody else", () => {
    const { profile, effects, does, told, tellOrder } = aBuyer();
    tellOrder();
    does(clicked, NOW - HOUR);
    does({ type: "order", id: "1", total: 23_000, currency: "EUR", lines: [] }, NOW);
    told({ do: "release", at: NOW, order: "1" }, { do: "release", at: NOW, order: "1" });
    expect(effects.messageEvents.filter(({ order }) => order)).toEqual([
      conversion("converted", 23_000),
      conversion("unconverted", 0),
    ]);
    expect(profile.attributes.orders).toBe(0);
    expect(profile.orders).toEqual({});
  });
});
