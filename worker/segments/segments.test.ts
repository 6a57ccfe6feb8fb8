import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { welcomeOffer } from "../../core/messages/templates/welcome-offer";
import { aShop, people, type Signed } from "../testing/world";
import { configOf } from "../visit/config";

let owner: Signed;
const anyone = { all: [] };
const create = async (name: string, rule: object = anyone) => {
  const { json } = await owner.call("POST", "/segments", { name, rule });
  return json.id as string;
};
const inSegment = (segment: string) => ({ segment });

beforeAll(async () => {
  owner = await aShop();
});

describe("segments", () => {
  it("reach the edge when they are created, changed, archived and deleted", async () => {
    const published = async () =>
      (await configOf(env, owner.shop).snapshot())?.segments.map((segment) => [segment.id, segment.rule]);
    const id = await create("Germans", { attribute: "country", is: "equals", value: "DE" });
    expect(await published()).toEqual([[id, { attribute: "country", is: "equals", value: "DE" }]]);
    const { json } = await owner.call("PATCH", `/segments/${id}`, { rule: anyone, name: "All" });
    expect(json).toMatchObject({ name: "All", rule: anyone, version: 2 });
    expect(await published()).toEqual([[id, anyone]]);
    await owner.call("PATCH", `/segments/${id}`, { archived: true });
    expect(await published()).toEqual([]);
    expect((await owner.call("DELETE", `/segments/${id}`)).status).toBe(204);
    expect((await owner.call("GET", `/segments/${id}`)).status).toBe(404);
  });

  it("have names of their own", async () => {
    await create("Once");
    const { status, json } = await owner.call("POST", "/segments", { name: "Once", rule: anyone });
    expect(status).toBe(422);
    expect(json.errors).toEqual([{ path: "name", reason: "is the name of another segment" }]);
  });

  it("never refer to each other in a circle", async () => {
    const a = await create("A");
    const b = await create("B", inSegment(a));
    const c = await create("C", inSegment(b));
    const { status, json } = await owner.call("PATCH", `/segments/${a}`, { rule: { any: [inSegment(c)] } });
    expect(status).toBe(422);
    expect(json.errors[0].reason).toBe("goes in a circle: this segment → “C” → “B” → this segment");
    const self = await owner.call("PATCH", `/segments/${a}`, { rule: { not: inSegment(a) } });
    expect(self.status).toBe(422);
  });

  it("are kept while they are used, and say where", async () => {
    const used = await create("Used");
    const user = await create("User", inSegment(used));
    const { id } = (
      await owner.call("POST", "/messages", {
        name: "Offer",
        design: { ...welcomeOffer.design, audience: { include: [used], exclude: [] } },
      })
    ).json;
    const refused = await owner.call("DELETE", `/segments/${used}`);
    expect(refused).toMatchObject({ status: 409, json: { type: "/problems/in-use" } });
    expect(refused.json.usedBy).toEqual([
      { kind: "segment", id: user, name: "User" },
      { kind: "message", id, name: "Offer" },
    ]);
    expect((await owner.call("PATCH", `/segments/${used}`, { archived: true })).status).toBe(409);
    await owner.call("PATCH", `/segments/${user}`, { archived: true });
    await owner.call("POST", `/messages/${id}/archive`);
    expect((await owner.call("DELETE", `/segments/${used}`)).status).toBe(204);
    // What it referred to is gone, so it cannot come back as it was.
    expect((await owner.call("PATCH", `/segments/${user}`, { archived: false })).status).toBe(422);
  });

  it("list their people and changes in pages, newest first", async () => {
    const id = await create("Many", { any: [] });
    await people(
      owner.shop,
      Array.from({ length: 120 }, (_, i) => ({
        id: `m${String(i).padStart(3, "0")}`,
        memberships: { [id]: 1000 + (i >> 1) },
      })),
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { json } = await owner.call("GET", `/segments/${id}/members${cursor ? `?cursor=${cursor}` : ""}`);
      expect(json.items.length).toBeLessThanOrEqual(50);
      seen.push(...json.items.map((person: { id: string }) => person.id));
      cursor = json.next;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => `m${String(119 - i).padStart(3, "0")}`));
    const { json } = await owner.call("GET", "/segments");
    expect(json.segments.find((segment: { id: string }) => segment.id === id).size).toBe(120);
    const changes = await owner.call("GET", `/segments/${id}/changes`);
    expect(changes.json.items[0]).toMatchObject({ person: { id: "m119" }, entered: true, cause: "signal" });
  });

  it("tell while people are still being sorted by the newest rules", async () => {
    const id = await create("Sorted");
    const evaluating = async () => (await owner.call("GET", `/segments/${id}`)).json.evaluating;
    expect(await evaluating()).toBe(false);
    await env.DB.prepare("UPDATE evaluations SET finished_at = NULL WHERE shop = ?1").bind(owner.shop).run();
    expect(await evaluating()).toBe(true);
    await env.DB.prepare("UPDATE evaluations SET finished_at = 1 WHERE shop = ?1").bind(owner.shop).run();
    expect(await evaluating()).toBe(false);
  });

  it("may be fixed lists, without a rule", async () => {
    const { json } = await owner.call("POST", "/segments", { name: "Fixed", kind: "static" });
    expect(json).toMatchObject({ kind: "static", rule: { any: [] } });
    expect((await configOf(env, owner.shop).snapshot())?.statics).toContain(json.id);
    expect((await owner.call("PATCH", `/segments/${json.id}`, { rule: anyone })).status).toBe(422);
  });
});
