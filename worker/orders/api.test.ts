/** The API for the shop's servers: tokens, orders, customers, events. */
import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, aShop, request, type Signed } from "../testing/world";
import { currentProfile } from "../visit/current";
import { publishShop } from "../visit/publish";

let owner: Signed;
let token: { id: string; token: string };
const AT = Date.now() - 60_000;

beforeAll(async () => {
  owner = await aShop();
  await publishShop(env, owner.shop);
  token = await aToken("orders:write", "orders:read", "people:write", "events:write", "products:write");
}, 30_000);

async function aToken(...scopes: string[]) {
  const { status, json } = await owner.call("POST", "/tokens", { name: "Warehouse", scopes });
  expect(status).toBe(201);
  return json as { id: string; token: string };
}
const by = (secret: string) => (method: string, path: string, body?: unknown) =>
  request(method, path.startsWith("/api") ? path : `/api/v1/shops/${owner.shop}${path}`, body, {
    authorization: `Bearer ${secret}`,
    // A server has no origin.
    origin: "",
  });
const call: ReturnType<typeof by> = (...args) => by(token.token)(...args);
const anOrder = (id: string, more: object = {}) => ({
  ...{ id, at: AT, total: 5_000, currency: "EUR", customer: { email: `${id}@x.example` } },
  lines: [{ product: "tent", quantity: 1, price: 5_000 }],
  ...more,
});

describe("an API token", () => {
  it("is shown once, kept as a hash, and listed without itself", async () => {
    const { json } = await owner.call("GET", "/tokens");
    expect(json.tokens[0]).toMatchObject({ id: token.id, name: "Warehouse", end: token.token.slice(-4) });
    expect(JSON.stringify(json)).not.toContain(token.token);
    const stored = await env.DB.prepare("SELECT * FROM api_tokens WHERE shop = ?1").bind(owner.shop).all();
    expect(JSON.stringify(stored.results)).not.toContain(token.token);
  });

  it("may do what its scopes say, in its own shop, until it is revoked", async () => {
    const reader = await aToken("orders:read");
    const read = by(reader.token);
    const denied = await read("PUT", "/orders", { orders: [anOrder("a1")] });
    expect(denied).toMatchObject({ status: 403, json: { type: "/problems/forbidden" } });
    expect(denied.json.detail).toContain("orders:write");
    expect((await read("GET", "/orders/nothing")).status).toBe(404);
    const other = await aShop();
    expect((await read("GET", `/api/v1/shops/${other.shop}/orders/a`)).status).toBe(404);
    expect((await read("GET", `/api/v1/shops/nosuchshop/orders/a`)).status).toBe(404);
    expect((await owner.call("DELETE", `/tokens/${reader.id}`)).status).toBe(204);
    expect(await read("GET", "/orders/nothing")).toMatchObject({ status: 401 });
    expect((await by("vt_wrong")("GET", "/orders/nothing")).status).toBe(401);
  });

  it("opens no route that does not name its scope", async () => {
    const { json } = await request("GET", "/api/openapi.json");
    for (const [path, item] of Object.entries(
      json.paths as Record<string, Record<string, Record<string, unknown>>>,
    ))
      for (const [method, operation] of Object.entries(item)) {
        if (!path.includes("{shop}") || operation["x-scope"]) continue;
        const address = path.replace("{shop}", owner.shop).replace(/\{\w+\}/g, "x1");
        const answer = await request(method.toUpperCase(), address, operation.requestBody ? {} : undefined, {
          authorization: `Bearer ${(await fresh()).token}`,
        });
        expect(answer.status, `${method} ${path}`).toBe(403);
      }
  }, 60_000);

  it("is asked to slow down", async () => {
    const busy = by((await aToken("orders:read")).token);
    let answer = await busy("GET", "/orders/none");
    for (let i = 0; i < 200 && answer.status !== 429; i++) answer = await busy("GET", "/orders/none");
    expect(answer).toMatchObject({ status: 429, json: { type: "/problems/too-many" } });
    expect(answer.headers.get("retry-after")).toBe("1");
  }, 60_000);

  it("cannot be made by anybody but owners", async () => {
    const marketer = await aMember(owner.shop, "marketer");
    expect((await marketer.call("GET", "/tokens")).status).toBe(403);
    expect((await owner.call("POST", "/tokens", { name: "x", scopes: ["all"] })).status).toBe(422);
  });
});

/** One token may not ask as often as there are routes. */
let used = 0;
let current: { token: string } | undefined;
async function fresh() {
  if (used++ % 20 === 0) current = await aToken("orders:read");
  return current!;
}

describe("orders by the API", () => {
  it("are answered each alone: what cannot be read is refused with its place, the rest is kept", async () => {
    const { status, json } = await call("PUT", "/orders", {
      orders: [
        anOrder("b1"),
        anOrder("b2", { total: 1.5, lines: [{ product: "" }] }),
        "?",
        anOrder("b3", { currency: "CHF" }),
      ],
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({ accepted: 2, refused: 2 });
    expect(json.results).toMatchObject([
      { index: 0, id: "b1", status: "accepted", errors: [] },
      {
        ...{ index: 1, id: "b2", status: "refused", profile: null },
        errors: [
          { path: "total", reason: "must be a whole number" },
          { path: "lines[0].product", reason: "must not be empty" },
          { path: "lines[0].quantity", reason: "is missing" },
        ],
      },
      { index: 2, id: null, status: "refused", errors: [{ path: "", reason: "must be an object" }] },
      {
        index: 3,
        id: "b3",
        status: "accepted",
        errors: [{ path: "currency", reason: expect.stringContaining("EUR") }],
      },
    ]);
    const profile = await currentProfile(env, owner.shop, json.results[0].profile);
    expect(profile?.attributes).toMatchObject({ orders: 1, spent: 5_000, email: "b1@x.example" });
  });

  it("count once however often they are sent, follow their newest version, and can be read", async () => {
    const iso = new Date(AT).toISOString();
    const versions = [
      anOrder("c1", { at: iso }),
      anOrder("c1", { updatedAt: AT + 2000, status: "cancelled", coupons: ["MAY"] }),
      anOrder("c1", { updatedAt: AT + 1000 }),
    ];
    for (const order of [...versions, ...versions]) {
      const { json } = await call("POST", "/orders", { orders: [order] });
      expect(json.accepted).toBe(1);
    }
    const { json } = await call("GET", "/orders/c1");
    expect(json).toMatchObject({
      id: "c1",
      at: AT,
      status: "cancelled",
      coupons: ["MAY"],
      reportedByBrowser: false,
    });
    expect((await currentProfile(env, owner.shop, json.profile))?.attributes).toMatchObject({ orders: 0 });
  });

  it("may be sent by members, too, and not in the future", async () => {
    const orders = [anOrder("d1", { at: Date.now() + 10 * 86_400_000 })];
    const { json } = await owner.call("PUT", `/api/v1/shops/${owner.shop}/orders`, { orders });
    expect(json.results[0].errors).toEqual([{ path: "at", reason: "is in the future" }]);
    const analyst = await aMember(owner.shop, "analyst");
    expect((await analyst.call("PUT", `/api/v1/shops/${owner.shop}/orders`, { orders })).status).toBe(403);
  });

  it("take a hundred at once, each buyer once", async () => {
    const orders = Array.from({ length: 100 }, (_, i) =>
      anOrder(`e${i}`, { customer: { id: `k${i % 10}` }, total: 100 }),
    );
    expect((await call("PUT", "/orders", { orders })).json).toMatchObject({ accepted: 100, refused: 0 });
    const { results } = await env.DB.prepare(
      "SELECT orders, spent, ordered_times FROM profiles p JOIN profile_details d ON d.num = p.num WHERE p.shop = ?1 AND d.customer_id LIKE 'k%'",
    )
      .bind(owner.shop)
      .all();
    expect(results).toEqual(
      Array.from({ length: 10 }, () => ({ orders: 10, spent: 1000, ordered_times: 10 })),
    );
    expect((await call("PUT", "/orders", { orders: [...orders, anOrder("e100")] })).status).toBe(422);
  });
});

describe("customers and events by the API", () => {
  it("become people with what was told, each part that does not fit left out with its reason", async () => {
    const { json } = await call("PUT", "/customers", {
      customers: [
        {
          ...{ id: "77", email: "Eve@x.example", phone: "+43 1 234", at: AT },
          attributes: { first_name: "Eve", gender: "?", orders: 5 },
          tags: { add: ["club"] },
          consents: [{ channel: "email", given: true, at: AT, text: "Yes to news" }],
        },
        { attributes: {} },
        { email: "nonsense" },
      ],
    });
    expect(json.results).toMatchObject([
      {
        status: "accepted",
        errors: [
          { path: "attributes.gender", reason: "must be one of female, male, other" },
          { path: "attributes.orders", reason: "is worked out by Vitrine and cannot be set" },
        ],
      },
      { status: "refused", errors: [{ path: "", reason: "must have an id, an email or a phone" }] },
      { status: "refused", errors: [{ path: "email", reason: "must be an email address" }] },
    ]);
    const profile = await currentProfile(env, owner.shop, json.results[0].profile);
    expect(profile?.attributes).toMatchObject({
      ...{ first_name: "Eve", customer_id: "77", tags: ["club"], email_consent: true },
    });
    expect(profile?.consents).toMatchObject([{ text: "Yes to news", page: "server" }]);
  });

  it("count what people did elsewhere, once", async () => {
    const events = [{ id: "v1", name: "visited_store", at: AT, customer: { email: "eve@x.example" } }];
    const first = await call("POST", "/events", { events });
    await call("POST", "/events", { events });
    const profile = await currentProfile(env, owner.shop, first.json.results[0].profile);
    expect(profile?.history.event).toMatchObject([{ name: "visited_store", at: AT }]);
  });

  it("products are told at the same address", async () => {
    const { json } = await call("PUT", "/products", { products: [{ id: "p1", name: "Stove" }] });
    expect(json).toEqual({ saved: 1, refused: [] });
  });
});
