import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rule } from "../../core/rules/rule";
import {
  at,
  duplicate,
  insert,
  isGroup,
  kindOf,
  move,
  negate,
  type Path,
  partsOf,
  pathText,
  prune,
  remove,
  rooted,
  setKind,
  unwrap,
  walk,
  wrap,
} from "./tree";

const a: Rule = { did: "ordered" };
const b: Rule = { attribute: "orders", is: "known" };
const c: Rule = { segment: "vip" };

const someRule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule; group: Rule }>((tie) => ({
  group: fc.oneof(
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  ),
  rule: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Rule>(a, b, c),
    tie("group"),
    tie("rule").map((not): Rule => ({ not })),
  ),
})).group;

const emptyInside = (rule: Rule) =>
  [...walk(rule)].some(({ rule, path }) => path.length > 0 && isGroup(rule) && partsOf(rule).length === 0);
const conditions = (rule: Rule) =>
  [...walk(rule)].flatMap(({ rule }) => (isGroup(rule) ? [] : [JSON.stringify(rule)])).sort();

describe("a rule's tree", () => {
  it("takes a condition in at its place", () => {
    expect(insert({ all: [a, b] }, [], 1, c)).toEqual({ all: [a, c, b] });
    expect(insert({ all: [{ not: { any: [a] } }] }, ["all", 0], 1, b)).toEqual({
      all: [{ not: { any: [a, b] } }],
    });
  });

  it("loses a group with its last condition, and is everyone when nothing is left", () => {
    expect(
      remove({ all: [a, { not: { any: [{ all: [b] }] } }] }, ["all", 1, "not", "any", 0, "all", 0]),
    ).toEqual({
      all: [a],
    });
    expect(remove({ any: [a] }, ["any", 0])).toEqual({ all: [] });
  });

  it("says not, and takes it back", () => {
    const once = negate({ all: [a] }, ["all", 0]);
    expect(once).toEqual({ all: [{ not: a }] });
    expect(negate(once, ["all", 0])).toEqual({ all: [a] });
  });

  it("copies, groups and ungroups", () => {
    expect(duplicate({ all: [a, b] }, ["all", 0])).toEqual({ rule: { all: [a, a, b] }, path: ["all", 1] });
    const grouped = wrap({ all: [a, b] }, ["all", 1], "any");
    expect(grouped).toEqual({ rule: { all: [a, { any: [b] }] }, path: ["all", 1, "any", 0] });
    expect(unwrap(grouped.rule, ["all", 1]).rule).toEqual({ all: [a, b] });
    const negated: Rule = { all: [{ not: { any: [a, b] } }] };
    expect(unwrap(negated, ["all", 0]).rule).toEqual(negated);
  });

  it("turns all into any, none, and not all", () => {
    const rule: Rule = { all: [{ any: [a, b] }] };
    expect(setKind(rule, ["all", 0], "none")).toEqual({ all: [{ not: { any: [a, b] } }] });
    expect(setKind(rule, ["all", 0], "notAll")).toEqual({ all: [{ not: { all: [a, b] } }] });
    expect(kindOf(setKind(rule, [], "any"))).toBe("any");
  });

  it("moves past a condition, into a group and out of it", () => {
    const start: Rule = { all: [a, { any: [b, c] }] };
    const into = move(start, ["all", 0], 1);
    expect(into).toEqual({ rule: { all: [{ any: [a, b, c] }] }, path: ["all", 0, "any", 0] });
    const past = move(into.rule, into.path, 1);
    expect(past.rule).toEqual({ all: [{ any: [b, a, c] }] });
    const out = move(move(past.rule, past.path, 1).rule, ["all", 0, "any", 2], 1);
    expect(out).toEqual({ rule: { all: [{ any: [b, c] }, a] }, path: ["all", 1] });
  });

  it("stays at the edge of the whole", () => {
    expect(move({ all: [a, b] }, ["all", 0], -1)).toEqual({ rule: { all: [a, b] }, path: ["all", 0] });
  });

  it("keeps a group that a lone condition leaves from becoming empty", () => {
    expect(move({ all: [{ any: [a] }] }, ["all", 0, "any", 0], -1)).toEqual({
      rule: { all: [a] },
      path: ["all", 0],
    });
    expect(move({ all: [{ any: [a] }, b] }, ["all", 0, "any", 0], 1)).toEqual({
      rule: { all: [a, b] },
      path: ["all", 0],
    });
  });

  it("is pruned to what is ready, never to an empty group", () => {
    const rule: Rule = { all: [{ any: [a] }, { not: a }, b] };
    expect(prune(rule, (path) => at(rule, path) === a)).toEqual({ all: [b] });
    expect(prune({ all: [{ any: [] }] }, () => false)).toBeUndefined();
  });

  it("names places as the API does, and gives a lone condition a root", () => {
    expect(pathText(["all", 1, "not", "value"])).toBe("rule.all[1].not.value");
    expect(rooted({ not: a })).toEqual({ all: [{ not: a }] });
    expect(rooted({ not: { any: [a] } })).toEqual({ not: { any: [a] } });
  });

  it("loses no condition by any move, and leaves no group empty by any operation", () => {
    fc.assert(
      fc.property(someRule, fc.nat(), fc.constantFrom(-1, 1), (rule, pick, by) => {
        const places = [...walk(rule)].map(({ path }) => path).filter((path) => path.length > 0);
        const path = places[pick % places.length] as Path;
        const moved = move(rule, path, by as -1 | 1);
        expect(conditions(moved.rule)).toEqual(conditions(rule));
        expect(JSON.stringify(at(moved.rule, moved.path))).toBe(JSON.stringify(at(rule, path)));
        expect(emptyInside(moved.rule)).toBe(false);
        for (const next of [remove(rule, path), negate(rule, path), unwrap(rule, path).rule])
          expect(emptyInside(next)).toBe(false);
      }),
    );
  });
});
