import { expect, test } from "vitest";
import { changed, readItems } from "./ecommerce";
import { readConsent, readEntry } from "./ga4";

const gtag = (...args: unknown[]) =>
  (function () {
    // biome-ignore lint/complexity/noArguments: this is what gtag pushes
    return arguments;
  })(...(args as []));

test("events are read from objects and from gtag's arguments", () => {
  const data = { items: [] };
  expect(readEntry({ event: "view_item", ecommerce: data })).toEqual(["view_item", data]);
  expect(readEntry(gtag("event", "view_item", data))).toEqual(["view_item", data]);
  expect(readEntry(gtag("event", "login"))).toEqual(["login", {}]);
  expect(readEntry(gtag("consent", "default", { ad_storage: "denied" }))).toEqual([
    "default",
    { ad_storage: "denied" },
    true,
  ]);
  for (const noise of [{ ecommerce: null }, gtag("js", new Date()), null, 3, "text", undefined, () => {}])
    expect(readEntry(noise)).toBeUndefined();
});

test("items become lines with prices in minor units", () => {
  expect(
    readItems({
      currency: "EUR",
      items: [
        {
          item_id: 17,
          item_name: "Tent",
          price: "249.00",
          item_category: "Camping",
          item_category2: "Tents",
        },
        { item_name: "Peg", price: 0.5, quantity: "4" },
        { price: 3 },
        null,
      ],
    }),
  ).toMatchObject([
    { id: "17", product: "17", name: "Tent", price: 24900, category: "Camping > Tents", quantity: 1 },
    { product: "Peg", price: 50, quantity: 4, currency: "EUR" },
  ]);
  expect(readItems({ items: "none" })).toEqual([]);
  expect(readItems({ items: [{ item_id: "a", price: 3 }] })[0]!.price).toBeUndefined();
});

test("the cart follows from what is added and removed", () => {
  const peg = (quantity: number) => ({ product: "peg", quantity });
  expect(changed({ lines: [] }, [peg(2)], 1)).toEqual([peg(2)]);
  expect(changed({ lines: [peg(2)] }, [peg(3)], 1)).toEqual([peg(5)]);
  expect(changed({ lines: [peg(2)] }, [peg(1)], -1)).toEqual([peg(1)]);
  expect(changed({ lines: [peg(2)] }, [peg(9)], -1)).toEqual([]);
  expect(changed({ lines: [] }, [peg(1)], -1)).toEqual([]);
});

test("consent mode: an update decides, and among defaults no goes before yes", () => {
  const yes = { analytics_storage: "granted", ad_user_data: "granted", ad_personalization: "granted" };
  const no = { analytics_storage: "denied", ad_personalization: "denied" };
  expect(readConsent({}, "default", yes)).toEqual({ analytics: true, marketing: true });
  expect(readConsent({}, "default", no)).toEqual({ analytics: false, marketing: false });
  expect(readConsent({ analytics: false }, "default", yes).analytics).toBe(false);
  expect(readConsent({}, "default", { ...yes, region: ["US"] }).analytics).toBe(false);
  expect(readConsent({ analytics: false }, "update", yes)).toEqual({ analytics: true, marketing: true });
  expect(readConsent({}, "update", { ...yes, ad_user_data: "denied" }).marketing).toBe(false);
  expect(readConsent({ analytics: true }, "update", { wait_for_update: 500 })).toEqual({
    analytics: true,
    marketing: undefined,
  });
});
