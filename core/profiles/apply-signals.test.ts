import { describe, expect, it } from "vitest";
import { attributesOf } from "../attributes/standard";
import type { PublishedMessage } from "../messages/message";
import { exitOffer } from "../messages/templates/exit-offer";
import { welcomeOffer } from "../messages/templates/welcome-offer";
import type { Line, Signal, SignalBody } from "../signals/catalogue";
import { clockIn, DAY, HOUR, MINUTE } from "../time/zone";
import { applySignals } from "./apply-signals";
import { newProfile } from "./profile";
import { noEffects, type SignalContext } from "./step";

const NOW = Date.UTC(2026, 10, 23, 12);
const messages: PublishedMessage[] = [
  { id: "welcome", priority: 1, design: welcomeOffer.design },
  { id: "exit", priority: 2, design: exitOffer.design },
];

/** A profile to which signals can be told one after the other. */
function aVisitor() {
  const profile = newProfile("someone", NOW);
  const effects = noEffects();
  let n = 0;
  const context = (received: number): SignalContext => ({
    received,
    sent: received,
    queue: "queue",
    attributes: attributesOf([
      { key: "size", label: "Size", group: "Other", type: "number", browser: true },
      { key: "renewal", label: "Renewal", group: "Other", type: "date", browser: true },
      { key: "secret", label: "Secret", group: "Other", type: "number" },
    ]),
    clock: clockIn("Europe/Berlin", NOW),
    currency: "EUR",
    attribution: { clickDays: 7, viewDays: 1 },
    message: (id) => messages.find((message) => message.id === id),
    page: { url: "https://shop.example/" },
  });
  const tell = (body: SignalBody, at = NOW) =>
    applySignals(
      profile,
      [{ signal: { ...body, n: ++n, at } as Signal, path: "signals[0]" }],
      context(at),
      effects,
    );
  return { profile, effects, tell, context };
}

const pageView = (url = "https://shop.example/", referrer?: string): SignalBody => ({
  type: "page_view",
  page: { url, ...(referrer && { referrer }) },
});
const tent = { product: "tent", name: "Tent", category: "Tents", price: 19_900, quantity: 1 };
const socks = { product: "socks", category: "Socks", price: 1_500, quantity: 3 };

describe("visits", () => {
  it("begin with the first signal and again after half an hour of silence", () => {
    const { profile, tell } = aVisitor();
    tell(pageView(), NOW);
    tell(pageView(), NOW + 29 * MINUTE);
    expect(profile.attributes.visits).toBe(1);
    tell(pageView(), NOW + 60 * MINUTE);
    expect(profile.attributes).toMatchObject({ visits: 2, page_views: 3, first_seen_at: NOW });
    expect(profile.history.visited).toHaveLength(2);
  });

  it("keep the first source and follow the last", () => {
    const { profile, tell } = aVisitor();
    tell(pageView("https://shop.example/?utm_source=news&utm_medium=email&utm_campaign=may"), NOW);
    tell(pageView("https://shop.example/p/tent", "https://www.google.com/"), NOW + HOUR);
    expect(profile.attributes).toMatchObject({
      first_channel: "email",
      first_utm_source: "news",
      last_channel: "organic search",
      last_referrer: "www.google.com",
    });
    expect(profile.attributes.last_utm_source).toBeUndefined();
  });
});

describe("the cart", () => {
  it("tells by its difference what was added and removed", () => {
    const { profile, tell } = aVisitor();
    tell({ type: "cart", lines: [tent, socks] });
    tell({ type: "cart", lines: [{ ...socks, quantity: 1 }] }, NOW + 1);
    expect(profile.history.added_to_cart!.map(({ product, quantity }) => [product, quantity])).toEqual([
      ["tent", 1],
      ["socks", 3],
    ]);
    expect(profile.history.removed_from_cart!.map(({ product, quantity }) => [product, quantity])).toEqual([
      ["tent", 1],
      ["socks", 2],
    ]);
    expect(profile.attributes).toMatchObject({ cart_total: 1_500, cart_quantity: 1 });
  });

  it("that was bought was not taken out", () => {
    const { profile, tell } = aVisitor();
    tell({ type: "cart", lines: [tent] });
    tell({ type: "checkout" });
    tell({ type: "order", id: "1", total: 19_900, currency: "EUR", lines: [tent] });
    tell({ type: "cart", lines: [] });
    expect(profile.history.removed_from_cart).toBeUndefined();
    expect(profile.attributes.checkout_started_at).toBeUndefined();
  });
});

describe("an order", () => {
  it("tells what is bought most, how many different products, and how often with a coupon", () => {
    const { profile, tell } = aVisitor();
    tell({ type: "order", id: "1", total: 19_900, currency: "EUR", lines: [tent], coupon: "MAY" });
    tell({ type: "order", id: "2", total: 4_500, currency: "EUR", lines: [socks] }, NOW + HOUR);
    expect(profile.attributes).toMatchObject({
      distinct_products: 2,
      favourite_category: profile.history.bought!.find(({ product }) => product === "socks")!.category,
      orders_with_coupon: 1,
    });
  });

  it("tells the brand that is bought most, by pieces, in whatever case it is written; of equals the latest", () => {
    const { profile, tell } = aVisitor();
    const buy = (id: string, ...lines: Line[]) =>
      tell({ type: "order", id, total: 100, currency: "EUR", lines }, NOW + Number(id) * HOUR);
    const brandNow = () => profile.attributes.favourite_brand;
    buy("1", { product: "a", quantity: 1 });
    expect(brandNow()).toBeUndefined();
    buy("2", { product: "b", brand: "Skarv", quantity: 2 }, { product: "c", brand: "Varde", quantity: 1 });
    expect(brandNow()).toBe("Skarv");
    buy("3", { product: "d", brand: "VARDE", quantity: 1 });
    expect(brandNow()).toBe("VARDE");
    buy("4", { product: "b", brand: "Skarv", quantity: 0.5 });
    expect(brandNow()).toBe("Skarv");
  });

  it("tells a brand that only the product's page named, before or after", () => {
    const { profile, tell } = aVisitor();
    const order = (id: string, product: string) =>
      tell({ type: "order", id, total: 100, currency: "EUR", lines: [{ product, quantity: 1 }] });
    tell({ type: "product_view", product: { id: "tent", brand: "Skarv" } });
    tell({ type: "product_view", product: { id: "tent" } });
    order("1", "tent");
    expect(profile.attributes.favourite_brand).toBe("Skarv");
    order("2", "rope");
    tell({ type: "product_view", product: { id: "rope", brand: "Varde" } }, NOW + 1);
    expect(profile.attributes.favourite_brand).toBe("Varde");
  });

  it("tells through which channels they bought: each visit's own, or the one that the order names", () => {
    const { profile, tell } = aVisitor();
    const order = (id: string, at: number, channel?: string) =>
      tell({ type: "order", id, total: 100, currency: "EUR", lines: [], ...(channel && { channel }) }, at);
    tell(pageView("https://shop.example/?utm_source=news&utm_medium=email"));
    order("1", NOW);
    order("2", NOW + 1);
    tell(pageView("https://shop.example/", "https://www.google.com/"), NOW + HOUR);
    expect(profile.attributes.channels_bought_on).toEqual(["email"]);
    order("3", NOW + HOUR + 1);
    order("4", NOW + DAY, "pos");
    expect(profile.attributes.channels_bought_on).toEqual(["email", "organic search", "pos"]);
  });

  it("tells what each line came to in all, as the cart does, and the coupon that it used", () => {
    const { profile, tell } = aVisitor();
    tell({ type: "cart", lines: [socks] });
    const order: SignalBody = {
      ...{ type: "order", id: "A1", total: 4_000, currency: "EUR" },
      ...{ lines: [socks], coupon: "SUMMER-7" },
    };
    tell(order);
    tell(order, NOW + HOUR);
    const total = socks.price * socks.quantity;
    expect(profile.history.added_to_cart).toMatchObject([{ quantity: socks.quantity, amount: total }]);
    expect(profile.history.bought).toMatchObject([{ quantity: socks.quantity, amount: total }]);
    expect(profile.history.used_coupon).toMatchObject([{ name: "SUMMER-7", at: NOW }]);
  });

  it("counts once by its id, whoever reports it and however often", () => {
    const { profile, effects, tell } = aVisitor();
    const order: SignalBody = {
      type: "order",
      id: "A1",
      total: 24_400,
      currency: "EUR",
      lines: [tent, socks],
    };
    tell(order);
    tell(order, NOW + HOUR);
    expect(profile.attributes).toMatchObject({
      orders: 1,
      spent: 24_400,
      items_bought: 4,
      last_order_at: NOW,
    });
    expect(profile.history.bought).toHaveLength(2);
    expect(effects.orders).toHaveLength(1);
  });

  it("in another currency counts, and its amount is said not to", () => {
    const { profile, effects, tell } = aVisitor();
    tell({ type: "order", id: "A1", total: 100, currency: "CHF", lines: [] });
    expect(profile.attributes.orders).toBe(1);
    expect(profile.attributes.spent).toBeUndefined();
    expect(effects.problems[0]).toMatchObject({ path: "signals[0].currency" });
  });

  it("is credited to a message clicked in the last 7 days or seen in the last day, never to the control group", () => {
    const { effects, tell } = aVisitor();
    tell({ type: "message", message: "welcome", variant: "a", event: "exposed" });
    tell({ type: "message", message: "welcome", variant: "a", event: "clicked" });
    tell({ type: "message", message: "exit", variant: "control", event: "exposed" });
    tell({ type: "order", id: "A1", total: 100, currency: "EUR", lines: [] }, NOW + 3 * DAY);
    tell({ type: "order", id: "A2", total: 100, currency: "EUR", lines: [] }, NOW + 8 * DAY);
    expect(effects.messageEvents.filter(({ event }) => event === "converted")).toEqual([
      expect.objectContaining({ message: "welcome", variant: "a", order: "A1", revenue: 100 }),
    ]);
  });
});

describe("attributes from a page", () => {
  it("are kept where they fit; the rest is reported with what and where", () => {
    const { profile, effects, tell } = aVisitor();
    tell({
      type: "set",
      attributes: {
        first_name: " Ada ",
        size: "tall",
        secret: 1,
        nothing: 1,
        orders: 99,
        birthday: "1990-02-28",
      },
    });
    expect(profile.attributes).toMatchObject({ first_name: "Ada", birthday: Date.UTC(1990, 1, 28) });
    expect(profile.attributes.orders).toBeUndefined();
    expect(effects.problems.map(({ path }) => path)).toEqual([
      "signals[0].attributes.size",
      "signals[0].attributes.secret",
      "signals[0].attributes.nothing",
      "signals[0].attributes.orders",
    ]);
  });

  it("are days of the shop where they are dates", () => {
    const { profile, tell } = aVisitor();
    for (const renewal of ["2026-11-27", "2026-11-26T23:30:00Z"]) {
      tell({ type: "set", attributes: { renewal } });
      expect(profile.attributes.renewal).toBe(Date.UTC(2026, 10, 27));
    }
  });

  it("claim an email, which makes them identified and nothing more", () => {
    const { profile, effects, tell } = aVisitor();
    tell({ type: "identify", email: " Ada@Example.org " });
    tell({ type: "identify", email: "not an address" });
    expect(profile.identities).toEqual([
      expect.objectContaining({
        kind: "email",
        value: "ada@example.org",
        written: "Ada@Example.org",
        verified: false,
      }),
    ]);
    expect(profile.attributes).toMatchObject({ email: "Ada@Example.org", identified: true });
    expect(effects.problems).toHaveLength(1);
  });
});

it("what they allow is known as their banner said last", () => {
  const { profile, tell } = aVisitor();
  expect(profile.attributes.marketing_consent).toBeUndefined();
  for (const marketing of [true, false]) {
    tell({ type: "consent", analytics: true, marketing });
    expect(profile.consent).toMatchObject({ marketing, at: NOW });
    expect(profile.attributes.marketing_consent).toBe(marketing);
  }
});

describe("a message's form", () => {
  it("fills the email, with consent and its proof", () => {
    const { profile, tell } = aVisitor();
    tell({
      type: "message",
      message: "welcome",
      variant: "a",
      event: "submitted",
      answers: { email: "ada@example.org" },
    });
    expect(profile.attributes).toMatchObject({ email: "ada@example.org", email_consent: true });
    expect(profile.consents).toEqual([
      expect.objectContaining({ channel: "email", version: "1", page: "https://shop.example/", at: NOW }),
    ]);
  });

  it("keeps the arm that was assigned first, whatever a page says later", () => {
    const { profile, effects, tell } = aVisitor();
    tell({ type: "message", message: "welcome", variant: "control", event: "exposed" });
    tell({ type: "message", message: "welcome", variant: "a", event: "exposed" });
    expect(profile.messages.welcome).toMatchObject({ variant: "control", exposed: 2 });
    expect(effects.messageEvents.every(({ variant }) => variant === "control")).toBe(true);
  });
});

describe("time", () => {
  it("is corrected by the difference of the clocks, and never in the future", () => {
    const { profile, effects, context } = aVisitor();
    const fast = 3 * DAY;
    const signals = [
      {
        signal: { type: "search", query: "tent", n: 1, at: NOW + fast - MINUTE } as Signal,
        path: "signals[0]",
      },
      { signal: { type: "search", query: "lamp", n: 2, at: NOW + fast + DAY } as Signal, path: "signals[1]" },
    ];
    applySignals(profile, signals, { ...context(NOW), sent: NOW + fast }, effects);
    expect(profile.history.searched!.map(({ at }) => at)).toEqual([NOW - MINUTE, NOW]);
  });

  it("older than 7 days is refused", () => {
    const { profile, effects, context } = aVisitor();
    const signal = { type: "search", query: "tent", n: 1, at: NOW - 8 * DAY } as Signal;
    applySignals(profile, [{ signal, path: "signals[0]" }], context(NOW), effects);
    expect(profile.history.searched).toBeUndefined();
    expect(effects.problems).toEqual([{ path: "signals[0].at", reason: "is older than 7 days" }]);
  });
});
