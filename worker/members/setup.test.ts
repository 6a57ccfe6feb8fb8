import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { cookiesOf, PASSWORD, request } from "../testing/world";
import { configOf } from "../visit/config";
import { createSetupToken } from "./setup-token";

const setUp = (token: string, email: string, more: object = {}) =>
  request("POST", "/api/setup", {
    token,
    name: "Ada Lovelace",
    email,
    password: PASSWORD,
    shop: {
      name: "Alpine",
      currency: "EUR",
      timeZone: "Europe/Berlin",
      consent: "required",
      origin: "HTTPS://Shop.Test/some/page",
    },
    ...more,
  });

describe("the one-time set-up link", () => {
  it("makes the shop, its owner, key and domain, publishes and signs in", async () => {
    const { status, json, headers } = await setUp(await createSetupToken(env), "Ada@Shop.test");
    expect(status).toBe(201);
    expect(json.key).toMatch(new RegExp(`^pk_${json.shop}_[a-z0-9]{12}$`));
    const cookie = cookiesOf(headers);
    const me = await request("GET", "/api/me", undefined, { cookie });
    expect(me.json).toMatchObject({
      user: { name: "Ada Lovelace", email: "ada@shop.test" },
      shops: [{ id: json.shop, name: "Alpine", role: "owner", currency: "EUR", timeZone: "Europe/Berlin" }],
    });
    const domains = await request("GET", `/api/shops/${json.shop}/domains`, undefined, { cookie });
    expect(domains.json.domains).toMatchObject([{ origin: "https://shop.test" }]);
    expect(await configOf(env, json.shop).header()).toMatchObject({ id: json.shop, keys: [json.key] });
  });

  it("works for one of twenty at the same instant", async () => {
    const token = await createSetupToken(env);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => setUp(token, `racer${i}@shop.test`)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 403)]);
    expect(answers.find(({ status }) => status === 403)?.json.type).toBe("/problems/set-up-link");
  });

  it("can be looked at before it is used", async () => {
    const token = await createSetupToken(env);
    const check = () => request("POST", "/api/setup/check", { token });
    expect((await check()).status).toBe(204);
    expect((await check()).status).toBe(204);
    await setUp(token, "looked@shop.test");
    expect(await check()).toMatchObject({ status: 403, json: { type: "/problems/set-up-link" } });
  });

  it("expires after a day", async () => {
    const token = await createSetupToken(env, Date.now() - 24 * 60 * 60 * 1000 - 1);
    expect((await setUp(token, "late@shop.test")).status).toBe(403);
  });

  it("is not used up by what was refused", async () => {
    const token = await createSetupToken(env);
    expect((await setUp(token, "ada@shop.test")).json.errors).toEqual([
      { path: "email", reason: "belongs to somebody already" },
    ]);
    expect((await setUp(token, "short@shop.test", { password: "short" })).json.errors).toEqual([
      { path: "password", reason: "must have at least 10 characters" },
    ]);
    expect((await setUp(token, "new@shop.test")).status).toBe(201);
  });
});
