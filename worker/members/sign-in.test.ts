import { describe, expect, it } from "vitest";
import { aShop, PASSWORD, request } from "../testing/world";

const from = (address: string) => ({ "cf-connecting-ip": address });
const signIn = (email: string, password: string, address: string) =>
  request("POST", "/api/auth/sign-in/email", { email, password }, from(address));

describe("signing in", () => {
  it("sets a cookie that scripts cannot read and other sites cannot use", async () => {
    const { email } = await aShop();
    const { status, headers } = await signIn(email, PASSWORD, "192.0.2.1");
    expect(status).toBe(200);
    const cookie = headers.get("set-cookie") ?? "";
    for (const part of [
      "__Secure-vitrine.session_token=",
      "HttpOnly",
      "Secure",
      "SameSite=Lax",
      "Max-Age=604800",
    ])
      expect(cookie).toContain(part);
  });

  it("says no more than that email or password is not right", async () => {
    const { email } = await aShop();
    const wrong = await signIn(email, "not the password", "192.0.2.2");
    const unknown = await signIn("nobody@shop.test", PASSWORD, "192.0.2.2");
    expect(wrong.status).toBe(401);
    expect({ ...wrong.json, requestId: "" }).toEqual({ ...unknown.json, requestId: "" });
    expect(wrong.json.type).toBe("/problems/wrong-password");
  });

  it("is limited by address, not by what an address claims", async () => {
    const { email } = await aShop();
    const tries = [];
    for (let i = 0; i < 12; i++)
      tries.push(
        await request(
          "POST",
          "/api/auth/sign-in/email",
          { email, password: "guess" },
          { ...from("192.0.2.3"), "x-forwarded-for": `198.51.100.${i}` },
        ),
      );
    expect(tries.slice(0, 10).every(({ status }) => status === 401)).toBe(true);
    expect(tries.at(-1)).toMatchObject({ status: 429, json: { type: "/problems/too-many" } });
    expect(Number(tries.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await signIn(email, PASSWORD, "192.0.2.4")).status).toBe(200);
  });

  it("ends by signing out", async () => {
    const owner = await aShop();
    expect((await owner.call("GET", "")).status).toBe(200);
    expect((await owner.call("POST", "/api/auth/sign-out", {})).status).toBe(200);
    expect((await owner.call("GET", "")).status).toBe(401);
  });

  it("is not signing up: no other route of the library is reachable", async () => {
    const owner = await aShop();
    const tries: [string, string, object?][] = [
      ["POST", "/api/auth/sign-up/email", { email: "x@y.test", password: PASSWORD, name: "X" }],
      ["POST", "/api/auth/organization/create", { name: "X", slug: "x" }],
      ["POST", "/api/auth/organization/delete", { organizationId: owner.shop }],
      [
        "POST",
        "/api/auth/organization/invite-member",
        { email: "x@y.test", role: "owner", organizationId: owner.shop },
      ],
      ["GET", "/api/auth/organization/list"],
      ["POST", "/api/auth/update-user", { name: "X" }],
    ];
    for (const [method, path, body] of tries)
      expect((await owner.call(method, path, body)).status, path).toBe(404);
  });
});
