/** Which segments new rules ask. */
import { expect, test } from "vitest";
import type { Attribute } from "../../core/attributes/attribute";
import type { Rule } from "../../core/rules/rule";
import { planFor } from "./plan";
import { compileSnapshot } from "./snapshot";

const orders = (n: number): Rule => ({ attribute: "orders", is: "atLeast", value: n });
const tier: Attribute = { key: "tier", label: "Tier", group: "Other", type: "number" };
let revision = 0;
const compiled = (rules: Record<string, Rule>, attributes: Attribute[] = []) => {
  revision++;
  return compileSnapshot(
    {
      ...{ revision, rulesRevision: revision, catalogueRevision: 0 },
      shop: {
        ...{
          id: "shop",
          revision,
          currency: "EUR",
          timeZone: "Europe/Berlin",
          consent: "required",
          withdrawal: "keep",
          shards: 1,
        },
        ...{ clickDays: 7, viewDays: 1, paused: false, origins: [], keys: [] },
        identify: { version: 0, since: 0 },
      },
      ...{ attributes, tables: [], messages: [], statics: [], visibleStatics: [], cutoffs: [], itemSets: {} },
      segments: Object.entries(rules).map(([id, rule]) => ({ id, rule, visible: false })),
    },
    0,
  );
};
const done = (plan: ReturnType<typeof planFor>) => ({ ...plan, changed: [] });

test("the first time, everybody is read", () => {
  expect(planFor(compiled({ a: orders(1) }), null).changed).toBeNull();
});

test("a changed segment is asked, and what was not finished before", () => {
  const first = planFor(compiled({ a: orders(1), b: orders(1), c: orders(1) }), null);
  const second = planFor(compiled({ a: orders(1), b: orders(2), c: orders(1) }), done(first));
  expect(second.changed).toEqual(["b"]);
  expect(planFor(compiled({ a: orders(1), b: orders(2), c: orders(2) }), second).changed).toEqual(["b", "c"]);
  // Taken back before it was finished: some were sorted by it.
  expect(planFor(compiled({ a: orders(1), b: orders(1), c: orders(1) }), second).changed).toEqual(["b"]);
});

test("everybody is read where what had to be read before is not finished", () => {
  const first = planFor(compiled({ a: orders(1) }), null);
  expect(planFor(compiled({ a: orders(2) }), first).changed).toBeNull();
});

test("everybody is read where D1 may not have the values of an attribute's new type yet", () => {
  const rule: Rule = { attribute: "tier", is: "known" };
  const before = done(planFor(compiled({ a: rule }, [tier]), null));
  expect(planFor(compiled({ a: rule }, [{ ...tier, formerly: ["shortText"] }]), before).changed).toBeNull();
});

test("everybody is read where a hundred segments have changed", () => {
  const many = (n: number) =>
    compiled(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`s${i}`, orders(n)])));
  expect(planFor(many(2), done(planFor(many(1), null))).changed).toBeNull();
});

test("a computed attribute that is worked out in another way is asked, and before it what it looks at", () => {
  const visits = (days: number): Attribute => ({
    ...{ key: "recent", label: "Recent", group: "Other", type: "number" },
    computed: { measure: "count", of: { did: "visited", during: { inTheLast: [days, "days"] } } },
  });
  const before = done(planFor(compiled({ a: orders(1) }, [visits(7)]), null));
  expect(planFor(compiled({ a: orders(1) }, [visits(7), tier]), before).changed).toEqual([]);
  expect(planFor(compiled({ a: orders(1) }, [visits(8)]), before).changed).toEqual(["attribute recent"]);
  expect(planFor(compiled({ a: orders(1) }), before).changed).toEqual([]);
  const over: Rule = { attribute: "recent", is: "atLeast", value: 2 };
  expect(planFor(compiled({ a: orders(1), b: over }, [visits(7)]), before).changed).toEqual(["b"]);
  const score: Attribute = {
    ...{ key: "score", label: "Score", group: "Other", type: "number" },
    computed: { score: [{ when: { segment: "a" }, points: 1 }] },
  };
  const scored = done(planFor(compiled({ a: orders(1) }, [score]), null));
  expect(planFor(compiled({ a: orders(2) }, [score]), scored).changed).toEqual(["a", "attribute score"]);
  const again = [{ ...visits(8), formerly: ["shortText" as const] }];
  expect(planFor(compiled({ a: orders(1) }, again), before).changed).toBeNull();
});
