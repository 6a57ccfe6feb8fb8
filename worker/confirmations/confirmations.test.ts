import { env, SELF } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { Rule } from "../../core/rules/rule";
import { DAY } from "../../core/time/zone";
import { eraseByIdentities } from "../privacy/by-identities";
import { tellPeople } from "../profiles/recognise";
import { aBrowser, aShop, flushed, pageView, type TestShop } from "../testing/shop";
import { aShop as aSignedShop, request } from "../testing/world";
import { currentProfile } from "../visit/current";
import { askForConfirmation, findConfirmation, LINK_LIFETIME, tellAllConfirmed } from "./confirmations";
import { TICKET_LIFETIME } from "./tickets";

const ANN = "Ann@x.example";
const CONSENT = { text: "Send me <offers>.", version: "3", page: "https://shop.example/newsletter" };
const segments: Record<string, Rule> = {
  regulars: { attribute: "orders", is: "atLeast", value: 3 },
  subscribers: { attribute: "email_consent", is: "isTrue" },
};

const open = (path: string, method = "GET") =>
  SELF.fetch(`https://vitrine.example${path}`, { method, redirect: "manual" });
/** Presses the button, and answers the ticket that the browser gets for the shop's page. */
async function press(path: string): Promise<string | undefined> {
  const response = await open(path, "POST");
  expect(response.status).toBe(200);
  return /#vitrine=([\w.-]+)/.exec(await response.text())?.[1];
}
const linkFor = async (shop: TestShop, email = ANN, now = Date.now()) =>
  (await askForConfirmation(env, shop.id, { email, consent: CONSENT }, now)).path;

async function rowsOf(shop: string) {
  const { results } = await env.DB.prepare(
    `SELECT d.document ->> 'id' AS id, d.document ->> '$.attributes.email_consent' AS consent,
       d.document -> 'consents' AS consents, d.document -> 'identities' AS identities
     FROM profile_documents d WHERE d.shop = ?1`,
  )
    .bind(shop)
    .all<{ id: string; consent: number | null; consents: string; identities: string }>();
  return results.map((row) => ({
    id: row.id,
    consent: row.consent,
    consents: JSON.parse(row.consents),
    identities: JSON.parse(row.identities),
  }));
}

/** A shop that knows Ann, a customer with four orders. */
async function aShopWithAnn(): Promise<TestShop> {
  const shop = await aShop({ segments });
  await tellPeople(
    env,
    shop.id,
    [
      {
        identities: [{ kind: "email", value: "ann@x.example", written: ANN }],
        commands: [{ do: "start", at: 1, counts: { orders: 4 } }],
        at: Date.now() - DAY,
      },
    ],
    "import",
  );
  return shop;
}

async function segmentsOf(browser: ReturnType<typeof aBrowser>): Promise<string[]> {
  await flushed();
  await flushed();
  return (await browser.tell(pageView)).body.segments.sort();
}

describe("a confirmation link", () => {
  it("asks in the shop's name, and whoever only looks confirms nothing", async () => {
    const shop = await aShop();
    const link = await linkFor(shop);
    for (const method of ["GET", "HEAD", "GET"]) {
      const response = await open(link, method);
      expect(response.status).toBe(200);
      const { headers } = response;
      expect(headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; style-src 'nonce-[\w-]+'; form-action 'self' https:\/\/shop\.example; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-robots-tag")).toContain("noindex");
      const text = await response.text();
      if (method === "HEAD") continue;
      expect(text).toContain("Send me &lt;offers&gt;.");
      expect(text).toContain("A•••@•••");
      expect(text + link).not.toMatch(/ann|script|vitrine=/i);
    }
    expect(await rowsOf(shop.id)).toEqual([]);
  });

  it("makes the address reachable, with the proof of what was agreed to, once", async () => {
    const shop = await aShop({ segments });
    const asked = Date.now();
    const link = await linkFor(shop);
    const tickets = [await press(link), await press(link)];
    expect(tickets[0]).toBeDefined();
    expect(tickets[1]).toBe(tickets[0]);
    const [row, ...others] = await rowsOf(shop.id);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      consent: 1,
      consents: [{ channel: "email", ...CONSENT }],
      identities: [{ kind: "email", value: "ann@x.example", written: ANN, verified: true }],
    });
    const [{ at, askedAt }] = row!.consents;
    expect(askedAt).toBeGreaterThanOrEqual(asked);
    expect(at).toBeGreaterThanOrEqual(askedAt);
    expect(await (await open(link)).text()).toContain("confirmed already");
  });

  it("goes on to the shop's page with its ticket, where the shop says which", async () => {
    const shop = await aShop();
    const returnTo = "https://shop.example/welcome?list=news";
    const { path } = await askForConfirmation(env, shop.id, { email: ANN, returnTo });
    const response = await open(path, "POST");
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toMatch(
      /^https:\/\/shop\.example\/welcome\?list=news#vitrine=[\w.-]+$/,
    );
  });

  it.each(["https://evil.example/", "https://shop.example.evil.example/", "javascript:alert(1)", "/welcome"])(
    "leads nowhere but to the shop: not to %s",
    async (returnTo) => {
      const shop = await aShop();
      await expect(askForConfirmation(env, shop.id, { email: ANN, returnTo })).rejects.toThrow("not valid");
    },
  );

  it("is good for a week, for its own shop, and as it was made", async () => {
    const shop = await aShop();
    const old = await linkFor(shop, ANN, Date.now() - LINK_LIFETIME - 1);
    for (const method of ["GET", "POST"]) expect((await open(old, method)).status).toBe(410);
    const link = await linkFor(shop);
    const [, , , token = ""] = link.split("/");
    const other = await aShop();
    const longer = token.replace(/\.\w+\./, `.${(Date.now() + 999 * DAY).toString(36)}.`);
    for (const wrong of [`/confirm/${other.id}/${token}`, `/confirm/${shop.id}/${longer}`, `${link}x`])
      for (const method of ["GET", "POST"]) expect((await open(wrong, method)).status).toBe(404);
    expect(await rowsOf(shop.id)).toEqual([]);
  });

  it("is made at most five times an hour for an address", async () => {
    const shop = await aShop();
    for (let i = 0; i < 5; i++) await linkFor(shop);
    await expect(linkFor(shop, "ann@X.example")).rejects.toMatchObject({ kind: "too-many" });
    await linkFor(shop, "bo@x.example");
    await linkFor(await aShop());
  });

  it("is told after a failure, of the instant of the click", async () => {
    const shop = await aShop();
    await linkFor(shop);
    const clicked = Date.now() - 60_000;
    await env.DB.prepare("UPDATE confirmations SET confirmed_at = ?2 WHERE shop = ?1")
      .bind(shop.id, clicked)
      .run();
    await tellAllConfirmed(env);
    await tellAllConfirmed(env);
    expect(
      (await rowsOf(shop.id)).map(({ consents }) => consents.map(({ at }: { at: number }) => at)),
    ).toEqual([[clicked]]);
  });

  it.each([
    ["a person", aShopWithAnn],
    ["nobody known", () => aShop()],
  ])("goes when %s is erased by the address, and brings nobody back", async (_, make) => {
    const shop = await make();
    const link = await linkFor(shop);
    await eraseByIdentities(env, shop.id, [{ kind: "email", value: "ann@x.example" }]);
    expect((await open(link, "POST")).status).toBe(404);
    expect(await rowsOf(shop.id)).toEqual([]);
  });
});

describe("the browser that claimed the address", () => {
  it("is that person once the link was opened in it", async () => {
    const shop = await aShopWithAnn();
    const browser = aBrowser(shop);
    await browser.tell(pageView, { type: "identify", email: ANN });
    expect(await segmentsOf(browser)).toEqual([]);
    const confirmation = await press(await linkFor(shop));
    await browser.tell({ type: "identify", confirmation: confirmation! });
    await expect.poll(() => segmentsOf(browser), { timeout: 20_000 }).toEqual(["regulars", "subscribers"]);
    const left = await env.DB.prepare("SELECT count(*) AS n FROM profiles WHERE shop = ?1")
      .bind(shop.id)
      .first("n");
    expect(left).toBe(1);
  });

  it("shows its ticket again after a failure; no other browser can", async () => {
    const shop = await aShopWithAnn();
    const [browser, thief] = [aBrowser(shop), aBrowser(shop)];
    for (const one of [browser, thief]) await one.tell(pageView, { type: "identify", email: ANN });
    const confirmation = (await press(await linkFor(shop)))!;
    for (let i = 0; i < 2; i++) await browser.tell({ type: "identify", confirmation });
    await thief.tell({ type: "identify", confirmation });
    await expect.poll(() => segmentsOf(browser), { timeout: 20_000 }).toEqual(["regulars", "subscribers"]);
    expect(await segmentsOf(thief)).toEqual([]);
  });

  it.each([
    ["is too old", { confirmed_at: Date.now() - TICKET_LIFETIME - 1000 }],
    ["is of a link that is gone", { confirmed_at: null }],
  ])("is nobody with a ticket that %s", async (_, { confirmed_at }) => {
    const shop = await aShopWithAnn();
    const browser = aBrowser(shop);
    await browser.tell(pageView, { type: "identify", email: ANN });
    const link = await linkFor(shop);
    const confirmation = (await press(link))!;
    await env.DB.prepare("UPDATE confirmations SET confirmed_at = ?2 WHERE shop = ?1")
      .bind(shop.id, confirmed_at)
      .run();
    const again = confirmed_at && (await press(link));
    for (const ticket of [confirmation, again, link.split("/")[3]])
      if (ticket) await browser.tell({ type: "identify", confirmation: ticket });
    expect(await segmentsOf(browser)).toEqual([]);
  });
});

describe("a stranger learns nothing of Ann by having her open the link elsewhere", () => {
  it("while she becomes reachable, and the same answers come as before", async () => {
    const shop = await aShopWithAnn();
    const stranger = aBrowser(shop);
    await stranger.tell(pageView, { type: "identify", email: ANN });
    const before = (await stranger.tell(pageView)).body;
    const ticket = (await press(await linkFor(shop)))!;
    // Her own browser never said that address: it is told nothing, and gives nothing to anybody.
    const hers = aBrowser(shop);
    await hers.tell(pageView, { type: "identify", confirmation: ticket });
    expect(await segmentsOf(hers)).toEqual([]);
    expect(await segmentsOf(stranger)).toEqual([]);
    const after = (await stranger.tell(pageView)).body;
    expect({ ...after, now: 0 }).toEqual({ ...before, now: 0 });
    const ann = (await rowsOf(shop.id)).filter(({ consent }) => consent === 1);
    expect(ann).toHaveLength(1);
    expect(ann[0]!.identities).toMatchObject([{ value: "ann@x.example", verified: true }]);
  });

  it("also where the shop did not know her: that she agreed is hers alone", async () => {
    const shop = await aShop({ segments });
    const stranger = aBrowser(shop);
    await stranger.tell(pageView, { type: "identify", email: ANN });
    await press(await linkFor(shop));
    expect(await segmentsOf(stranger)).toEqual([]);
    expect(await rowsOf(shop.id)).toHaveLength(2);
  });

  it("nor by claiming the address and showing a ticket of his own link", async () => {
    const shop = await aShopWithAnn();
    const stranger = aBrowser(shop);
    for (const email of [ANN, "stranger@x.example"])
      await stranger.tell(pageView, { type: "identify", email });
    const own = (await press(await linkFor(shop, "stranger@x.example")))!;
    await stranger.tell({ type: "identify", email: ANN, confirmation: own });
    await expect.poll(() => segmentsOf(stranger), { timeout: 20_000 }).toEqual(["subscribers"]);
  });

  it("and a browser that is sent the stranger's own link does not become the stranger", async () => {
    const shop = await aShop({ segments });
    const ticket = (await press(await linkFor(shop, "stranger@x.example")))!;
    const victim = aBrowser(shop);
    await victim.tell(pageView, { type: "identify", confirmation: ticket });
    await flushed();
    const profiles = await rowsOf(shop.id);
    const [seen] = profiles.filter(({ identities }) => identities.length === 0);
    expect(seen).toBeDefined();
    expect((await currentProfile(env, shop.id, seen!.id))!.attributes.identified).toBeUndefined();
  });
});

describe("the shop's server", () => {
  it("gets a link for an address with a token that may write people", async () => {
    const owner = await aSignedShop();
    const { token } = (await owner.call("POST", "/tokens", { name: "Shop", scopes: ["people:write"] })).json;
    const other = (await owner.call("POST", "/tokens", { name: "Orders", scopes: ["orders:write"] })).json
      .token;
    const ask = (body: object, by = token) =>
      request("POST", `/api/v1/shops/${owner.shop}/confirmations`, body, {
        authorization: `Bearer ${by}`,
        origin: "",
      });
    const { status, json } = await ask({ email: ANN, consent: { text: "News" } });
    expect(status).toBe(201);
    expect(json.link).toMatch(new RegExp(`^https://vitrine.test/confirm/${owner.shop}/[\\w.-]+$`));
    expect(json.expiresAt).toBeGreaterThan(Date.now());
    expect(await findConfirmation(env, owner.shop, json.link.split("/").at(-1))).toMatchObject({
      state: "open",
    });
    expect((await ask({ email: ANN }, other)).status).toBe(403);
    expect((await ask({ email: "ann", returnTo: "https://shop.test/" })).json.errors).toEqual([
      { path: "email", reason: "must be an email address" },
    ]);
    expect((await ask({ email: ANN, returnTo: "https://else.test/" })).json.errors).toEqual([
      { path: "returnTo", reason: "must be a page of one of the shop's domains: https://shop.test" },
    ]);
  });
});
