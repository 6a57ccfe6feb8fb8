import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { Block } from "../../core/messages/blocks";
import type { MessageDesign } from "../../core/messages/message";
import { TEMPLATES } from "../../core/messages/templates";
import { welcomeOffer } from "../../core/messages/templates/welcome-offer";
import { aShop, type Signed } from "../testing/world";
import { configOf } from "../visit/config";

let owner: Signed;
beforeAll(async () => {
  owner = await aShop();
});

const design = welcomeOffer.design as MessageDesign;
const create = (changed: object = {}, name = "Offer") =>
  owner.call("POST", "/messages", { name, design: { ...design, ...changed } });
const live = async () => (await configOf(env, owner.shop).snapshot())?.messages ?? [];
const withBlocks = (...blocks: unknown[]) => ({
  variants: [{ ...design.variants[0], content: { ...design.variants[0]!.content, blocks } }],
});
const errorsOf = async (changed: object) => (await create(changed)).json.errors;

describe("messages", () => {
  it("can be made from every template", async () => {
    for (const template of TEMPLATES)
      expect(
        (await owner.call("POST", "/messages", { name: template.name, design: template.design })).status,
      ).toBe(201);
  });

  it("are shown only as published, until they are paused or archived", async () => {
    const { json: made } = await create();
    expect(made).toMatchObject({ status: "draft", published: null, changed: false });
    expect(await live()).toEqual([]);
    const published = await owner.call("POST", `/messages/${made.id}/publish`);
    expect(published.json).toMatchObject({ status: "live", changed: false });
    expect(await live()).toMatchObject([{ id: made.id, design }]);

    const edited = await owner.call("PATCH", `/messages/${made.id}`, {
      design: { ...design, control: 0.25 },
    });
    expect(edited.json).toMatchObject({
      changed: true,
      draft: { control: 0.25 },
      published: { control: 0.1 },
    });
    expect((await live())[0]?.design.control).toBe(0.1);

    expect((await owner.call("POST", `/messages/${made.id}/pause`)).json.status).toBe("paused");
    expect(await live()).toEqual([]);
    expect((await owner.call("POST", `/messages/${made.id}/resume`)).json.status).toBe("live");
    expect((await owner.call("DELETE", `/messages/${made.id}`)).status).toBe(409);
    await owner.call("POST", `/messages/${made.id}/archive`);
    expect(await live()).toEqual([]);
    expect((await owner.call("POST", `/messages/${made.id}/publish`)).status).toBe(409);
    expect((await owner.call("POST", `/messages/${made.id}/restore`)).json.status).toBe("paused");
    await owner.call("POST", `/messages/${made.id}/archive`);
    expect((await owner.call("DELETE", `/messages/${made.id}`)).status).toBe(204);
    expect((await owner.call("GET", `/messages/${made.id}`)).status).toBe(404);
  });

  it("tell whoever edits what somebody else changed since", async () => {
    const { json } = await create();
    const first = await owner.call("PATCH", `/messages/${json.id}`, { name: "Mine", version: json.version });
    expect(first.json.version).toBe(json.version + 1);
    const second = await owner.call("PATCH", `/messages/${json.id}`, {
      name: "Theirs",
      version: json.version,
    });
    expect(second).toMatchObject({ status: 409, json: { type: "/problems/conflict" } });
  });

  it("go in the order that the shop gives them", async () => {
    const shop = await aShop();
    const ids: string[] = [];
    for (const name of ["one", "two", "three"])
      ids.push((await shop.call("POST", "/messages", { name, design })).json.id);
    const listed = async () =>
      (await shop.call("GET", "/messages")).json.messages.map(({ id }: { id: string }) => id);
    expect(await listed()).toEqual([...ids].reverse());
    const order = [ids[1], ids[2], ids[0]];
    expect((await shop.call("POST", "/messages/order", { messages: order })).status).toBe(204);
    expect(await listed()).toEqual(order);
    expect((await shop.call("POST", "/messages/order", { messages: ids.slice(1) })).status).toBe(422);
    expect((await shop.call("POST", "/messages/order", { messages: [ids[0], ids[0], ids[1]] })).status).toBe(
      422,
    );
  });
});

describe("a message's content", () => {
  it("has no address that runs a script, nor one that hides in a text", async () => {
    const button = (url: string): Block => ({ type: "button", text: "Go", action: { do: "link", url } });
    for (const url of [
      "javascript:alert(1)",
      " JaVaScRiPt:alert(1)",
      "java\nscript:x",
      "data:text/html,x",
      "\\\\evil",
      "vbscript:x",
      "",
    ])
      expect(await errorsOf(withBlocks(button(url))), url).toMatchObject([
        { path: "design.variants[0].content.blocks[0].action.url" },
      ]);
    expect(
      await errorsOf(withBlocks({ type: "text", text: "See [this](javascript:alert(1))" })),
    ).toHaveLength(1);
    for (const url of [
      "https://shop.test/a?b#c",
      "/sale",
      "sale",
      "//cdn.test/x",
      "#top",
      "http://shop.test",
    ])
      expect((await create(withBlocks(button(url)))).status, url).toBe(201);
  });

  it("has an alternative for each picture, colours that are colours and fonts that are fonts", async () => {
    const image = { type: "image", url: "/a.jpg", width: 10, height: 10 };
    expect(await errorsOf(withBlocks(image))).toEqual([
      { path: "design.variants[0].content.blocks[0].alt", reason: "is missing" },
    ]);
    const { content } = design.variants[0]!;
    const themed = (theme: object) => ({
      variants: [{ ...design.variants[0], content: { ...content, theme: { ...content.theme, ...theme } } }],
    });
    expect(await errorsOf(themed({ background: "red;}" }))).toHaveLength(1);
    expect(await errorsOf(themed({ font: "x; background: url(//evil)" }))).toHaveLength(1);
    expect(await errorsOf(withBlocks({ type: "html", html: "<script>" }))).toHaveLength(1);
  });

  it("names only segments and attributes that are there, live signals included", async () => {
    expect(await errorsOf({ audience: { include: ["nosuch"], exclude: ["gone"] } })).toEqual([
      { path: "design.audience.include[0]", reason: "must be the id of a segment of this shop" },
      { path: "design.audience.exclude[0]", reason: "must be the id of a segment of this shop" },
    ]);
    expect((await errorsOf({ condition: { attribute: "nosuch", is: "known" } }))[0].path).toBe(
      "design.condition.attribute",
    );
    expect((await create({ condition: { live: "cart_total", is: "atLeast", value: 8000 } })).status).toBe(
      201,
    );
  });

  it("has variants that can be told apart from one another and from the control group", async () => {
    const [variant] = design.variants;
    expect(await errorsOf({ variants: [variant, variant] })).toEqual([
      { path: "design.variants[1].id", reason: "must be different for each variant" },
    ]);
    expect(await errorsOf({ variants: [{ ...variant, id: "control" }] })).toHaveLength(1);
    expect(await errorsOf({ schedule: { from: 2, until: 1 } })).toHaveLength(1);
    expect(await errorsOf({ control: 0.6 })).toEqual([
      { path: "design.control", reason: "must be at most 0.5" },
    ]);
  });
});
