import { env } from "cloudflare:test";
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PROOF_LIFETIME, proofText } from "../../core/profiles/proof";
import type { Rule } from "../../core/rules/rule";
import type { SignalBody } from "../../core/signals/catalogue";
import { tellPeople } from "../profiles/recognise";
import { identifySecret } from "../shops/identify-secret";
import { aBrowser, aShop, flushed, pageView, type TestShop } from "../testing/shop";

const segments: Record<string, Rule> = {
  regulars: { attribute: "orders", is: "atLeast", value: 3 },
};
const ANN = { customerId: "7", email: "Ann@x.example" };

/** A shop that knows Ann, a customer with four orders. */
async function aShopWithAnn(): Promise<TestShop> {
  const shop = await aShop({ segments });
  await tellPeople(
    env,
    shop.id,
    [
      {
        identities: [
          { kind: "customer", value: "7", written: "7" },
          { kind: "email", value: "ann@x.example", written: ANN.email },
        ],
        commands: [{ do: "start", at: 1, counts: { orders: 4 } }],
        at: Date.now() - 1_000_000,
      },
    ],
    "import",
  );
  return shop;
}

/** What the shop's server writes into the page of somebody who is signed in. */
async function signed(
  shop: TestShop,
  who: { customerId?: string; email?: string },
  at = Date.now(),
): Promise<SignalBody> {
  const issuedAt = Math.floor(at / 1000);
  const secret = await identifySecret(env.AUTH_SECRET, shop.id, 1);
  const signature = createHmac("sha256", secret)
    .update(proofText({ issuedAt, ...who }))
    .digest("hex");
  return { type: "identify", ...who, proof: { issuedAt, signature } };
}

/** Segments of a browser once whatever follows from its identity is done. */
async function segmentsOf(browser: ReturnType<typeof aBrowser>): Promise<string[]> {
  await flushed();
  await flushed();
  return (await browser.tell(pageView)).body.segments;
}

describe("a browser that the shop's server signed in", () => {
  it("is that customer, with everything that is known of them", async () => {
    const shop = await aShopWithAnn();
    const browser = aBrowser(shop);
    await browser.tell(pageView, await signed(shop, ANN));
    await expect.poll(() => segmentsOf(browser), { timeout: 20_000 }).toEqual(["regulars"]);
  });

  it.each([
    ["of yesterday", async (shop: TestShop) => signed(shop, ANN, Date.now() - PROOF_LIFETIME - 1000)],
    ["of another shop", async () => signed(await aShop(), ANN)],
    [
      "of somebody else",
      async (shop: TestShop) => ({ ...(await signed(shop, { customerId: "8" })), ...ANN }),
    ],
    [
      "that is made up",
      async () => ({
        type: "identify",
        ...ANN,
        proof: { issuedAt: Math.floor(Date.now() / 1000), signature: "0".repeat(64) },
      }),
    ],
  ] as const)("is nobody with a signature %s", async (_, identify) => {
    const shop = await aShopWithAnn();
    const browser = aBrowser(shop);
    await browser.tell(pageView, (await identify(shop)) as SignalBody);
    expect(await segmentsOf(browser)).toEqual([]);
  });
});

describe("a stranger learns nothing of Ann", () => {
  it("by typing her email or customer id", async () => {
    const shop = await aShopWithAnn();
    const browser = aBrowser(shop);
    await browser.tell(pageView, { type: "identify", ...ANN });
    expect(await segmentsOf(browser)).toEqual([]);
  });

  it("by checking out as a guest with her email", async () => {
    const shop = await aShopWithAnn();
    const browser = aBrowser(shop);
    const lines = [{ product: "tent", quantity: 1, price: 100 }];
    await browser.tell(
      pageView,
      { type: "identify", email: ANN.email },
      { type: "order", id: "X", total: 100, currency: "EUR", lines },
    );
    expect(await segmentsOf(browser)).toEqual([]);
  });
});
