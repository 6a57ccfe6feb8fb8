import { describe, expect, it } from "vitest";
import { simplified, standing, type WhyNode } from "./why";

const base = { parts: [], sentence: null, fact: null, lastAt: null, live: false, about: null, needs: null };
const yes: WhyNode = { ...base, type: "condition", holds: true };
const no: WhyNode = { ...base, type: "condition", holds: false };
const page: WhyNode = { ...base, type: "condition", holds: false, live: true };
const group = (type: "all" | "any" | "not", ...parts: WhyNode[]): WhyNode => ({
  ...base,
  type,
  holds: false,
  parts,
});

describe("how a tree stands", () => {
  it("is decided by one that fails, or one that is met, whatever the page will say", () => {
    expect(standing(group("all", yes, page, no))).toBe("unmet");
    expect(standing(group("any", no, page, yes))).toBe("met");
    expect(standing(group("not", group("any", page, yes)))).toBe("unmet");
  });

  it("is open while it hangs on the page alone", () => {
    expect(standing(group("all", yes, page))).toBe("open");
    expect(standing(group("any", no, page))).toBe("open");
    expect(standing(group("not", page))).toBe("open");
  });

  it("knows that everyone is in an empty “all” and nobody in an empty “any”", () => {
    expect(standing(group("all"))).toBe("met");
    expect(standing(group("any"))).toBe("unmet");
    expect(standing(group("not", group("any")))).toBe("met");
  });
});

describe("the tree as people would say it", () => {
  it("unwraps groups of one and joins equal ones, but keeps “not”", () => {
    expect(simplified(group("all", group("any", yes)))).toEqual(yes);
    expect(simplified(group("all", yes, group("all", no, page))).parts).toEqual([yes, no, page]);
    expect(simplified(group("all", group("not", group("all", no))))).toEqual(group("not", no));
    expect(simplified(group("all"))).toEqual(group("all"));
  });
});
