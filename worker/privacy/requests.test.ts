import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { DAY } from "../../core/time/zone";
import { aMember, aShop, people, type Signed } from "../testing/world";
import { everyMinute } from "../visit/cron";
import { keepPrivacyRequest } from "../webhooks/privacy-requests";
import { ANSWER_WITHIN } from "./erase-shop";

const NOW = Date.now();
const ANN = { kind: "email" as const, value: "ann@person.test" };

async function asked(
  shop: Signed,
  kind: "export" | "erase" | "erase_shop",
  { at = NOW, identities = [ANN] }: { at?: number; identities?: (typeof ANN)[] } = {},
): Promise<string> {
  const delivery = {
    env,
    shop: shop.shop,
    platform: "shopify" as const,
    id: kind,
    topic: kind,
    body: {},
    now: at,
  };
  await keepPrivacyRequest(delivery, kind, kind === "erase_shop" ? {} : { identities });
  return `shopify ${kind}`;
}
const requestsOf = async (shop: Signed) => (await shop.call("GET", "/privacy/requests")).json.requests;
const answering = (shop: Signed, id: string, body: object) =>
  shop.call("POST", `/privacy/requests/${encodeURIComponent(id)}/answer`, body);
const dataOf = (shop: Signed, id: string) =>
  shop.call("GET", `/privacy/requests/${encodeURIComponent(id)}/data`);
const peopleOf = (shop: Signed) =>
  env.DB.prepare("SELECT count(*) AS n FROM profiles WHERE shop = ?1").bind(shop.shop).first("n");

/** Ann, Bo, a file that names Cy, and a link that was mailed to Di. */
async function aShopWithPeople(): Promise<Signed> {
  const shop = await aShop();
  await people(shop.shop, [
    { email: "ann@person.test", orders: [{ id: "o1", at: NOW, total: 5_000 }] },
    { email: "bo@person.test", attributes: { first_seen_at: NOW - DAY } },
  ]);
  await env.DB.prepare(
    `INSERT INTO import_refusals (shop, import, chunk, row, whole, reasons, cells) VALUES (?1, 'i', 1, 1, 1, '[]', '["cy@person.test"]')`,
  )
    .bind(shop.shop)
    .run();
  await env.DB.prepare(
    "INSERT INTO confirmations (id, shop, email, written, asked_at, expires_at) VALUES (?1, ?1, 'di@person.test', '', ?2, ?2)",
  )
    .bind(shop.shop, NOW)
    .run();
  return shop;
}

describe("a customer who asks to see their data", () => {
  it("stands before the owner with a file, until the owner gave it", async () => {
    const shop = await aShopWithPeople();
    const id = await asked(shop, "export");
    expect(await requestsOf(shop)).toMatchObject([
      { id, kind: "export", who: "ann@person.test", answer: null, doneAt: null, dueAt: NOW + ANSWER_WITHIN },
    ]);
    const { headers, json } = await dataOf(shop, id);
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename="personal-data-.*\.json"$/);
    expect(json.profiles).toMatchObject([
      { identities: [{ value: "ann@person.test" }], orders: [{ id: "o1" }] },
    ]);
    expect(JSON.stringify(json)).not.toContain("bo@person.test");
    expect((await answering(shop, id, { answer: "given" })).json.requests).toMatchObject([
      { id, who: null, answer: "given", by: "Ada Owner", doneAt: expect.any(Number) },
    ]);
    expect(
      await env.DB.prepare("SELECT identities FROM privacy_requests WHERE shop = ?1")
        .bind(shop.shop)
        .first("identities"),
    ).toBeNull();
    expect((await dataOf(shop, id)).status).toBe(409);
    expect((await answering(shop, id, { answer: "given" })).status).toBe(409);
  });

  it("is nobody else's to look at", async () => {
    const shop = await aShopWithPeople();
    const id = await asked(shop, "export");
    const marketer = await aMember(shop.shop, "marketer");
    for (const answer of [await dataOf(marketer, id), await marketer.call("GET", "/privacy/requests")])
      expect(answer.status).toBe(403);
    expect((await dataOf(await aShop(), id)).status).toBe(404);
  });

  it("is an empty file where nothing is known", async () => {
    const shop = await aShopWithPeople();
    const id = await asked(shop, "export", { identities: [{ ...ANN, value: "nobody@person.test" }] });
    expect((await dataOf(shop, id)).json.profiles).toEqual([]);
  });
});

it("an erasure needs no answer, and takes none", async () => {
  const shop = await aShopWithPeople();
  const id = await asked(shop, "erase");
  expect((await answering(shop, id, { answer: "given" })).json.errors[0].path).toBe("answer");
  await everyMinute(env, NOW);
  expect(await requestsOf(shop)).toMatchObject([{ kind: "erase", who: null, doneAt: expect.any(Number) }]);
  expect(await peopleOf(shop)).toBe(1);
});

describe("a shop that left its system", () => {
  it("erases everybody when the owner says so by the shop's name, with one receipt", async () => {
    const shop = await aShopWithPeople();
    const id = await asked(shop, "erase_shop");
    const data = await asked(shop, "export", { at: NOW + 1 });
    await everyMinute(env, NOW);
    expect(await peopleOf(shop)).toBe(2);
    for (const confirm of [undefined, "Alpine"])
      expect((await answering(shop, id, { answer: "erase", confirm })).json.errors[0].path).toBe("confirm");
    await answering(shop, id, { answer: "erase", confirm: "Alpine Outfitters" });
    expect((await answering(shop, id, { answer: "keep" })).status).toBe(409);
    await everyMinute(env, Date.now());
    expect(await peopleOf(shop)).toBe(0);
    expect(await requestsOf(shop)).toMatchObject([
      { id: data, who: null, doneAt: expect.any(Number) },
      { id, answer: "erase", by: "Ada Owner", doneAt: expect.any(Number) },
    ]);
    const { erasures } = (await shop.call("GET", "/privacy/erasures")).json;
    expect(erasures).toMatchObject([{ reason: "shop", people: 2, doneAt: expect.any(Number) }]);
    for (const table of ["confirmations", "import_refusals", "identities", "profile_documents"])
      expect(
        await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE shop = ?1`).bind(shop.shop).first("n"),
        table,
      ).toBe(0);
    const order = await env.DB.prepare("SELECT profile, total FROM orders WHERE shop = ?1")
      .bind(shop.shop)
      .first();
    expect(order).toEqual({ profile: "", total: 5_000 });
  });

  it("keeps everybody when the owner says that it goes on", async () => {
    const shop = await aShopWithPeople();
    const id = await asked(shop, "erase_shop", { at: NOW - 2 * ANSWER_WITHIN });
    const { json } = await answering(shop, id, { answer: "keep" });
    expect(json.requests).toMatchObject([{ answer: "keep", erasesAt: null, doneAt: expect.any(Number) }]);
    await everyMinute(env, NOW);
    expect(await peopleOf(shop)).toBe(2);
  });

  it.each([
    ["erases everybody when nobody answers until the time is over", NOW - ANSWER_WITHIN, null, 0],
    ["waits for the answer until then", NOW - ANSWER_WITHIN + DAY, null, 2],
    ["erases nobody unasked while visits come", NOW - 2 * ANSWER_WITHIN, NOW - DAY, 2],
  ])("%s", async (_, at, lastSignalAt, left) => {
    const shop = await aShopWithPeople();
    await env.DB.prepare("UPDATE shops SET last_signal_at = ?2 WHERE id = ?1")
      .bind(shop.shop, lastSignalAt)
      .run();
    await asked(shop, "erase_shop", { at });
    const [{ erasesAt }] = await requestsOf(shop);
    expect(erasesAt).toBe(lastSignalAt === null ? at + ANSWER_WITHIN : null);
    await everyMinute(env, NOW);
    expect(await peopleOf(shop)).toBe(left);
  });
});
