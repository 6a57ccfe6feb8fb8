/** Every route of the API, found in its own description: so a new one is covered without being listed. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, aShop, people, request, type Signed } from "../testing/world";

interface Operation {
  "x-role"?: string;
  summary?: string;
  tags?: string[];
  security?: object[];
  requestBody?: { content: Record<string, { schema: object }> };
}

const METHODS = ["get", "post", "put", "patch", "delete"];
let operations: { method: string; path: string; operation: Operation }[];
let theirs: Signed;
let mine: Signed;
let ids: Record<string, string>;

beforeAll(async () => {
  const { json } = await request("GET", "/api/openapi.json");
  operations = Object.entries(json.paths as Record<string, Record<string, Operation>>)
    .filter(([path]) => path.startsWith("/api/"))
    .flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => ({ method, path, operation: item[method]! })),
    );
  theirs = await aShop({ name: "Their Secret Shop" });
  mine = await aShop();
  const [profile] = await people(theirs.shop, [{ email: "secret@person.test" }]);
  const segment = await theirs.call("POST", "/segments", { name: "Their secret segment", rule: { all: [] } });
  const keys = await theirs.call("GET", "/keys");
  const asked = { whom: { q: "secret@person.test" }, activation: "email", detail: "basic", format: "csv" };
  ids = {
    shop: theirs.shop,
    profile: profile!,
    segment: segment.json.id,
    message: "m1",
    export: (await theirs.call("POST", "/exports", asked)).json.id,
    key: keys.json.keys[0].key,
  };
});

const inShop = () => operations.filter(({ path }) => path.includes("{shop}"));
const address = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "x1");
const bodyFor = ({ operation }: { operation: Operation }) => (operation.requestBody ? {} : undefined);

describe("the API's routes", () => {
  it("are described, each with its role, tags and summary", () => {
    expect(inShop().length).toBeGreaterThan(35);
    for (const { method, path, operation } of inShop())
      expect(["analyst", "marketer", "owner"], `${method} ${path}`).toContain(operation["x-role"]);
    for (const { method, path, operation } of operations)
      expect(operation.summary && operation.tags?.length, `${method} ${path}`).toBeTruthy();
  });

  it("give nothing to somebody who is not signed in", async () => {
    for (const route of operations.filter(({ operation }) => operation.security)) {
      const { status, json } = await request(route.method.toUpperCase(), address(route.path), bodyFor(route));
      expect(status, `${route.method} ${route.path}`).toBe(401);
      expect(json.type).toBe("/problems/signed-out");
    }
  });

  it("answer another shop's owner as if the shop did not exist", async () => {
    for (const route of inShop()) {
      const call = (path: string) => mine.call(route.method.toUpperCase(), path, bodyFor(route));
      const foreign = await call(address(route.path));
      const missing = await call(address(route.path).replace(theirs.shop, "nosuchshop"));
      expect(foreign.status, `${route.method} ${route.path}`).toBe(404);
      expect({ ...foreign.json, requestId: "" }).toEqual({ ...missing.json, requestId: "" });
      expect(JSON.stringify(foreign.json)).not.toMatch(/their secret|secret@person/i);
    }
  });

  it("give nothing of another shop to a member who names its things below their own", async () => {
    for (const route of inShop()) {
      const path = address(route.path).replace(theirs.shop, mine.shop);
      const { status, json } = await mine.call(route.method.toUpperCase(), path, bodyFor(route));
      expect(status, `${route.method} ${route.path}`).toBeLessThan(500);
      expect(JSON.stringify(json)).not.toMatch(/their secret|secret@person/i);
    }
    const untouched = await theirs.call("GET", `/segments/${ids.segment}`);
    expect(untouched.json.name).toBe("Their secret segment");
    expect((await theirs.call("GET", "/keys")).json.keys[0].revokedAt).toBeNull();
  });

  it("refuse whoever has a lower role than they ask for", async () => {
    const analyst = await aMember(mine.shop, "analyst");
    const marketer = await aMember(mine.shop, "marketer");
    for (const route of inShop()) {
      const path = address(route.path).replace(theirs.shop, mine.shop);
      const asked = async (by: Signed) =>
        (await by.call(route.method.toUpperCase(), path, bodyFor(route))).status;
      const role = route.operation["x-role"];
      if (role !== "analyst") expect(await asked(analyst), `${route.method} ${route.path}`).toBe(403);
      if (role === "owner") expect(await asked(marketer), `${route.method} ${route.path}`).toBe(403);
      if (role === "marketer") expect(await asked(marketer), `${route.method} ${route.path}`).not.toBe(403);
    }
  }, 120_000);

  it("change nothing for a request that another site makes a browser send", async () => {
    for (const route of operations.filter(({ method }) => method !== "get")) {
      for (const origin of ["https://evil.test", "null", ""]) {
        const headers: Record<string, string> = origin ? { origin } : { origin: "" };
        const { status, json } = await mine.call(
          route.method.toUpperCase(),
          address(route.path).replace(theirs.shop, mine.shop),
          bodyFor(route),
          headers,
        );
        expect(status, `${route.method} ${route.path} from ${origin}`).toBe(403);
        expect(json.type).toBe("/problems/origin");
      }
    }
  }, 120_000);

  it("take anything that is sent to them without falling over", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("\0", "\ud800", "__proto__", "%", "'", "🧗"),
    );
    const value = fc.jsonValue({ stringUnit: "binary", maxDepth: 3 });
    const rule = fc.oneof(
      fc.record({
        attribute: fc.constantFrom("orders", "country", "tags", "birthday"),
        is: fc.constantFrom("equals", "during", "hasAny", "contains"),
        value,
      }),
      fc.record(
        { did: fc.constantFrom("bought", "event"), named: text, items: value, times: value, during: value },
        { requiredKeys: ["did"] },
      ),
    );
    for (const route of inShop()) {
      const path = address(route.path).replace(theirs.shop, mine.shop);
      const method = route.method.toUpperCase();
      const bodies = route.operation.requestBody
        ? fc.oneof(
            value,
            fc.record(
              { name: text, rule, label: text, key: text, design: value, steps: fc.array(rule) },
              { requiredKeys: [] },
            ),
            fc.record({ rule }),
            fc.record({ name: text, rule: fc.constant({ all: [] }) }),
          )
        : fc.constant(undefined);
      await fc.assert(
        fc.asyncProperty(bodies, text, async (sent, word) => {
          const query =
            method === "GET"
              ? `?q=${odd(word)}&segment=${odd(word)}&kinds=${odd(word)}&ids=${odd(word)}`
              : "";
          const { status } = await mine.call(method, path + query, sent);
          expect(status, `${method} ${path}${query} ${JSON.stringify(sent)}`).toBeLessThan(500);
        }),
        { numRuns: 20, endOnFailure: true },
      );
    }
  }, 300_000);
});

/** Percent-encoded, halves of characters included, as no browser but anybody else would send it. */
function odd(word: string): string {
  try {
    return encodeURIComponent(word);
  } catch {
    return "%ED%A0%80%00";
  }
}
