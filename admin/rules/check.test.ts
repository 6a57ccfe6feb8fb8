import { describe, expect, it } from "vitest";
import { attributesOf, standardAttributes } from "../../core/attributes/standard";
import { activities } from "../../core/rules/activities";
import { liveSignals } from "../../core/rules/live";
import { operatorOf } from "../../core/rules/operators";
import type { Rule } from "../../core/rules/rule";
import { faultsIn, isEditable, readyPart } from "./check";
import { type Choice, choicesOf, conditionFor } from "./choices";
import type { Vocabulary } from "./vocabulary";

const vocabulary: Vocabulary = {
  attributes: attributesOf([]),
  segments: new Map([["vip", { id: "vip", name: "VIP", description: "", archived: false }]]),
  messages: new Map(),
  categories: [],
  facets: { brand: [], supplier: [], category: [], tag: [] },
  discounts: new Map(),
};
const context = { attributes: vocabulary.attributes, hasSegment: (id: string) => id === "vip", live: true };
const faults = (rule: unknown) => faultsIn(rule as Rule, context);

describe("a rule that is being written", () => {
  it("has blank places, which are not wrong", () => {
    const rule = {
      all: [
        { attribute: "orders", is: "atLeast" },
        { did: "bought", items: { ids: [] } },
        { did: "bought", items: {} },
        { did: "bought", items: { price: { lessThan: null }, brand: ["Skarv"] } },
      ],
    };
    expect(faults(rule)).toMatchObject([
      { path: "rule.all[0].value", blank: true },
      { path: "rule.all[1].items.ids", blank: true },
      { path: "rule.all[2].items", blank: true },
      { path: "rule.all[3].items.price", blank: true },
    ]);
    expect(faults({ did: "bought", during: { inTheLast: [null, "days"] } })[0]?.blank).toBe(true);
  });

  it("is wrong where something stands that cannot be", () => {
    const rule = { all: [{ attribute: "orders", is: "between", value: [3, 2] }, { segment: "gone" }] };
    expect(faults(rule)).toMatchObject([
      { path: "rule.all[0].value", blank: false },
      { path: "rule.all[1].segment", blank: false },
    ]);
  });

  it("is counted without what is not ready, and without groups that would be empty", () => {
    const known: Rule = { attribute: "orders", is: "known" };
    const rule: Rule = { all: [known, { any: [{ attribute: "orders", is: "atLeast" }] }, { all: [] }] };
    expect(readyPart(rule, faults(rule))).toEqual({ all: [known] });
    const nothing: Rule = { any: [{ not: { attribute: "orders", is: "atLeast" } }] };
    expect(readyPart(nothing, faults(nothing))).toEqual({ all: [] });
  });

  it("tells an empty inner group apart from everyone", () => {
    expect(faults({ all: [] })).toEqual([]);
    expect(faults({ all: [{ not: { any: [] } }] })).toMatchObject([{ path: "rule.all[0]" }]);
  });

  it("is not taken from storage when the editor cannot show it", () => {
    expect(isEditable({ all: [{ not: { attribute: "orders", is: "atLeast" } }] })).toBe(true);
    for (const broken of [
      null,
      {},
      { all: [{ did: "flown" }] },
      { attribute: "orders", is: "near" },
      { all: {} },
    ])
      expect(isEditable(broken)).toBe(false);
  });
});

describe("the choices of a condition", () => {
  const offered = (live: boolean, without?: string) =>
    choicesOf(vocabulary, { live, without }).map(({ value }) => value);

  it("are all that the registries hold; live ones only where they are allowed", () => {
    // Each number may rank people too.
    const numbers = standardAttributes.filter(({ type }) => type === "number");
    expect(offered(true)).toHaveLength(
      standardAttributes.length +
        numbers.length +
        Object.keys(activities).length +
        Object.keys(liveSignals).length +
        1,
    );
    expect(offered(false).some((choice) => choice.startsWith("live:"))).toBe(false);
    expect(offered(true, "vip")).not.toContain("segment:vip");
  });

  it("each begin a condition that is ready or lacks only its value", () => {
    const wanted = ["rule.value", "rule.interestedIn"];
    for (const choice of offered(true)) {
      const found = faults(conditionFor(choice, vocabulary));
      expect([choice, found.filter(({ path, blank }) => !wanted.includes(path) || !blank)]).toEqual([
        choice,
        [],
      ]);
    }
  });

  it("keep of the condition before what still makes sense", () => {
    const change = (choice: Choice, before: object) => conditionFor(choice, vocabulary, before as never);
    expect(change("attribute:visits", { attribute: "orders", is: "atMost", value: 3 })).toEqual({
      attribute: "visits",
      is: "atMost",
      value: 3,
    });
    const amount = change("attribute:spent", { attribute: "orders", is: "atMost", value: 3 });
    expect(amount).toEqual({ attribute: "spent", is: "atMost" });
    expect(change("did:visited", { did: "bought", items: { ids: ["a"] }, times: { exactly: 2 } })).toEqual({
      did: "visited",
      times: { exactly: 2 },
    });
    const city = change("attribute:city", { attribute: "orders", is: "atMost", value: 3 });
    expect("is" in city && operatorOf(city.is).on).toContain("text");
  });
});
