import { beforeAll, describe, expect, it } from "vitest";
import { aShop, request, type Signed } from "../testing/world";

let owner: Signed;
beforeAll(async () => {
  owner = await aShop();
});

describe("problems", () => {
  it("tell a body that is no JSON", async () => {
    const { status, json, headers } = await owner.call("POST", "/segments", '{"name": ');
    expect(status).toBe(400);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(json).toMatchObject({ type: "/problems/malformed", status: 400, requestId: expect.any(String) });
    expect(headers.get("x-request-id")).toBe(json.requestId);
  });

  it("tell every field that is missing, unknown or wrong, with its path", async () => {
    const { status, json } = await owner.call("POST", "/segments", { kind: "magic", colour: "red" });
    expect(status).toBe(422);
    expect(json.errors).toEqual(
      expect.arrayContaining([
        { path: "name", reason: "is missing" },
        { path: "kind", reason: "must be one of dynamic, static" },
        { path: "colour", reason: "is not a field that is known here" },
      ]),
    );
  });

  it("tell where a rule is wrong", async () => {
    const rule = {
      all: [
        { attribute: "orders", is: "atLeast", value: "two" },
        { attribute: "nothing", is: "known" },
      ],
    };
    const { status, json } = await owner.call("POST", "/rules/count", { rule });
    expect(status).toBe(422);
    expect(json.errors).toEqual([
      { path: "rule.all[0].value", reason: "must be a number" },
      { path: "rule.all[1].attribute", reason: "must be the key of an attribute of this shop" },
    ]);
    const steps = await owner.call("POST", "/rules/count", {
      steps: [{ all: [] }, { live: "scroll_depth" }],
    });
    expect(steps.json.errors[0].path).toBe("steps[1]");
  });

  it("tell other types, too much, other methods and what is not there", async () => {
    const call = (type: string) => owner.call("POST", "/segments", "a=b", { "content-type": type });
    expect((await call("text/plain")).status).toBe(415);
    expect((await call("application/x-www-form-urlencoded")).status).toBe(415);
    const large = await owner.call("POST", "/segments", { name: "x".repeat(300_000) });
    expect(large).toMatchObject({ status: 413, json: { type: "/problems/too-large" } });
    const method = await owner.call("DELETE", "/segments");
    expect(method).toMatchObject({ status: 405, json: { type: "/problems/method" } });
    expect(method.headers.get("allow")).toBe("GET, POST");
    expect((await owner.call("GET", "/nothing/here")).json.type).toBe("/problems/not-found");
    expect((await request("GET", "/nothing")).status).toBe(404);
  });

  it("never come from odd but well-formed requests as faults of ours", async () => {
    const bodies = [
      null,
      1,
      "text",
      [],
      { rule: null },
      { rule: [] },
      { steps: {} },
      { rule: { all: {} } },
      { __proto__: 1 },
    ];
    for (const body of bodies) {
      const { status } = await owner.call("POST", "/rules/count", JSON.stringify(body));
      expect(status, JSON.stringify(body)).toBe(422);
    }
    const deep = `${'{"not":'.repeat(5000)}{"all":[]}${"}".repeat(5000)}`;
    expect((await owner.call("POST", "/rules/count", `{"rule":${deep}}`)).status).toBe(422);
    for (const query of ["cursor=%00", "cursor=e30", "limit=1e9", "limit=-1", "identified=maybe"])
      expect((await owner.call("GET", `/profiles?${query}`)).status, query).toBe(422);
    expect((await owner.call("GET", `/profiles/%00/timeline`)).status).toBe(404);
    expect((await owner.call("GET", `/profiles?q=${encodeURIComponent("%_'\"\\🧗")}`)).status).toBe(200);
  });
});

describe("every answer", () => {
  it("is kept from caches, sniffers and frames", async () => {
    const { headers } = await owner.call("GET", "/segments");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect(headers.get("strict-transport-security")).toContain("max-age");
  });

  it("is quick to say that the Worker is well", async () => {
    expect(await request("GET", "/healthz")).toMatchObject({ status: 200, json: { ok: true } });
  });
});

describe("the description", () => {
  it("is a document with every reference in it, and a page to read it under its policy", async () => {
    const { json } = await request("GET", "/api/openapi.json");
    expect(json.openapi).toBe("3.1.0");
    const references = [...JSON.stringify(json).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(references.length).toBeGreaterThan(50);
    for (const name of references) expect(json.components.schemas).toHaveProperty(name!);
    expect(
      json.paths["/v1/visit"].post.requestBody.content["text/plain"].schema.properties.signals.items.oneOf,
    ).toHaveLength(14);
    for (const [path, item] of Object.entries(
      json.paths as Record<string, Record<string, { parameters?: { name: string }[] }>>,
    ))
      for (const name of [...path.matchAll(/\{(\w+)\}/g)].map(([, found]) => found))
        for (const operation of Object.values(item))
          expect(
            operation.parameters?.map((parameter) => parameter.name),
            path,
          ).toContain(name);
    const schema = await request("GET", "/api/rule.schema.json");
    expect(schema.json.$defs.Rule.anyOf).toHaveLength(json.components.schemas.Rule.anyOf.length);
    const page = await request("GET", "/api/docs");
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});
