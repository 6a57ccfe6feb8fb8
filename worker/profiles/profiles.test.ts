import { beforeAll, describe, expect, it } from "vitest";
import { welcomeOffer } from "../../core/messages/templates/welcome-offer";
import { DAY } from "../../core/time/zone";
import { aMember, aShop, people, type Signed } from "../testing/world";

let owner: Signed;
let analyst: Signed;
let segment: string;
let message: string;
const now = Date.now();

beforeAll(async () => {
  owner = await aShop();
  analyst = await aMember(owner.shop, "analyst");
  const rule = {
    all: [
      { attribute: "orders", is: "atLeast", value: 2 },
      { did: "viewed_product", times: { atLeast: 2 } },
    ],
  };
  segment = (await owner.call("POST", "/segments", { name: "Loyal", rule })).json.id;
  message = (
    await owner.call("POST", "/messages", {
      name: "Thanks",
      design: {
        ...welcomeOffer.design,
        audience: { include: [segment], exclude: [] },
        condition: { live: "scroll_depth", is: "atLeast", value: 50 },
      },
    })
  ).json.id;
  await people(
    owner.shop,
    [
      {
        id: "anna",
        email: "Anna.Muster@One.test",
        attributes: {
          first_name: "Anna",
          last_name: "Müller",
          birthday: 0,
          country: "DE",
          orders: 3,
          spent: 12_345,
          last_seen_at: now,
        },
        did: [
          { kind: "viewed_page", at: now - 3 * DAY, name: "/a" },
          { kind: "viewed_product", at: now - 2 * DAY, product: "p1" },
          { kind: "saw_message", at: now - DAY, name: message },
        ],
        memberships: { [segment]: now - 5000 },
        messageEvents: [
          { message, variant: "a", event: "exposed", at: now - DAY },
          { message, variant: "a", event: "shown", at: now - DAY },
          { message, variant: "a", event: "converted", at: now - 1000, revenue: 700 },
        ],
        orders: [{ id: "o1", at: now - 1000, total: 700 }],
      },
      { id: "bert", email: "bert@two.test", attributes: { first_name: "Bert", last_seen_at: now - 1000 } },
      { id: "carl", attributes: { last_seen_at: now - 1000 } },
      { id: "dora", attributes: { first_name: "Annabel", last_seen_at: now - 5000 } },
    ],
    now,
  );
  await people(
    owner.shop,
    Array.from({ length: 5 }, (_, i) => ({
      id: `imported${i}`,
      attributes: { last_seen_at: undefined as never },
    })),
  );
});

const ids = async (query = "", by = owner) =>
  (await by.call("GET", `/profiles${query}`)).json.items.map(({ id }: { id: string }) => id);

describe("finding people", () => {
  it("lists those seen last first, those never seen at the end, in pages without a gap", async () => {
    const all = [
      "anna",
      "carl",
      "bert",
      "dora",
      "imported4",
      "imported3",
      "imported2",
      "imported1",
      "imported0",
    ];
    expect(await ids()).toEqual(all);
    for (const limit of [1, 2, 3, 5, 8]) {
      const seen: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const { json } = await owner.call("GET", `/profiles?limit=${limit}${cursor && `&cursor=${cursor}`}`);
        seen.push(...json.items.map(({ id }: { id: string }) => id));
        cursor = json.next;
      }
      expect(seen).toEqual(all);
    }
  });

  it("finds by the beginning of an email, a name, or an id, and narrows", async () => {
    expect(await ids("?q=ANNA.m")).toEqual(["anna"]);
    expect(await ids("?q=anna")).toEqual(["anna", "dora"]);
    expect(await ids("?q=anna%20mull")).toEqual(["anna"]);
    expect(await ids("?q=mustermann")).toEqual([]);
    expect(await ids("?q=carl")).toEqual(["carl"]);
    expect(await ids("?q=imported")).toHaveLength(5);
    expect(await ids(`?segment=${segment}`)).toEqual(["anna"]);
    expect(await ids("?identified=true")).toEqual(["anna", "bert"]);
    expect(await ids("?identified=false&limit=2")).toEqual(["carl", "dora"]);
  });

  it("counts who matches, once, and says in how many segments each is", async () => {
    const first = (await owner.call("GET", "/profiles?limit=2")).json;
    expect(first.total).toEqual({ people: 9, identified: 2, more: false });
    expect(first.items.map(({ segments }: { segments: number }) => segments)).toEqual([1, 0]);
    const second = (await owner.call("GET", `/profiles?limit=2&cursor=${first.next}`)).json;
    expect(second.total).toBeNull();
    expect((await owner.call("GET", "/profiles?q=nobody-at-all")).json.total).toEqual({
      people: 0,
      identified: 0,
      more: false,
    });
  });

  it("keeps names and addresses from analysts", async () => {
    const { json } = await analyst.call("GET", "/profiles?limit=1");
    expect(json.items[0]).toMatchObject({ id: "anna", name: "A••• M•••", email: "A•••@•••", country: "DE" });
    expect((await analyst.call("GET", "/profiles?q=anna")).status).toBe(403);
  });
});

describe("a person's page", () => {
  it("shows what is known, in groups", async () => {
    const { json } = await owner.call("GET", "/profiles/anna");
    expect(json).toMatchObject({
      name: "Anna Müller",
      identified: true,
      identities: [{ kind: "email", value: "Anna.Muster@One.test", verified: false }],
      segments: [{ id: segment, name: "Loyal" }],
      orders: [{ id: "o1", total: 700 }],
    });
    const facts = json.groups.flatMap(({ attributes }: { attributes: object[] }) => attributes);
    expect(facts).toContainEqual(expect.objectContaining({ key: "spent", unit: "amount", value: 12_345 }));
    expect(facts).toContainEqual(expect.objectContaining({ key: "city", value: null }));
    expect(JSON.stringify(json)).not.toContain("queues");
    expect((await owner.call("GET", "/profiles/nobody")).status).toBe(404);
  });

  it("tells an analyst nothing that is personal", async () => {
    const { json } = await analyst.call("GET", "/profiles/anna");
    expect(JSON.stringify(json)).not.toMatch(/Anna|Müller|Muster|One\.test/);
    const facts = json.groups.flatMap(({ attributes }: { attributes: object[] }) => attributes);
    expect(facts).toContainEqual(expect.objectContaining({ key: "birthday", value: "•••" }));
    expect(facts).toContainEqual(expect.objectContaining({ key: "country", value: "DE" }));
    expect(facts).toContainEqual(expect.objectContaining({ key: "gender", value: null }));
  });

  it("has a timeline of all that happened, newest first, each thing once", async () => {
    const { items } = (await owner.call("GET", "/profiles/anna/timeline")).json;
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual([
      "converted",
      "entered_segment",
      "saw_message",
      "viewed_product",
      "viewed_page",
    ]);
    expect(items[0]).toMatchObject({ message: { id: message, name: "Thanks", variant: "a" }, amount: 700 });
    expect(items[1]).toMatchObject({ segment: { id: segment, name: "Loyal", cause: "signal" } });
    expect(items[4]).toMatchObject({ name: "/a" });
    const before = (await owner.call("GET", `/profiles/anna/timeline?before=${now - DAY}&limit=1`)).json
      .items;
    expect(before).toMatchObject([{ kind: "viewed_product" }]);
    const after = (await owner.call("GET", `/profiles/anna/timeline?after=${now - DAY}`)).json.items;
    expect(after).toHaveLength(2);
    const some = (await owner.call("GET", "/profiles/anna/timeline?kinds=viewed_page,entered_segment")).json
      .items;
    expect(some).toHaveLength(2);
    expect((await owner.call("GET", "/profiles/anna/timeline?kinds=nonsense")).status).toBe(422);
  });
});

describe("why", () => {
  it("says for each condition of a segment whether it holds and by which fact", async () => {
    const { json } = await owner.call("GET", `/profiles/anna/why/${segment}`);
    expect(json).toMatchObject({ member: true, holds: false, since: now - 5000 });
    expect(json.sentence).toBe("orders is at least 2, and viewed a product at least 2 times");
    expect(json.why).toMatchObject({
      type: "all",
      holds: false,
      parts: [
        {
          ...{ type: "condition", holds: true, sentence: "orders is at least 2", fact: 3 },
          ...{ needs: "at least 2", about: { kind: "attribute", label: "Orders", unit: "count" } },
        },
        {
          ...{ type: "condition", holds: false, sentence: "viewed a product at least 2 times", fact: 1 },
          ...{ needs: "at least 2 times", about: { kind: "did", label: "viewed a product" } },
          lastAt: expect.any(Number),
        },
      ],
    });
    expect((await owner.call("GET", "/profiles/anna/why/nosuch")).status).toBe(404);
  });

  it("says for a message who may get it, how often, and what only the page knows", async () => {
    const { json } = await owner.call("GET", `/profiles/anna/why-message/${message}`);
    expect(json).toMatchObject({
      message: { id: message, status: "draft" },
      running: false,
      holds: false,
      frequency: { allowed: true, perPerson: 3, exposed: 0, stoppedBy: null },
    });
    const leaves = JSON.stringify(json.why);
    expect(leaves).toContain("is in “Loyal”");
    expect(leaves).toContain('"live":true');
    expect(json.audience.parts[0].parts[0]).toMatchObject({
      ...{ sentence: "is in “Loyal”", fact: true, holds: true },
      about: { kind: "segment", id: segment, label: "Loyal" },
    });
    expect(JSON.stringify(json.pages)).toContain("type of this page");
    expect(json.condition).toMatchObject({ live: true, needs: "at least 50 %" });
    expect(json).toMatchObject({ schedule: { from: null, until: null }, shopPaused: false });
  });
});
