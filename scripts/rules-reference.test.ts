import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { attributesOf } from "../core/attributes/standard";
import { parseRule } from "../core/rules/parse";
import { EXAMPLES, rulesReference } from "./rules-reference";

describe("docs/rules.md", () => {
  it("is what the registries say (npx tsx scripts/rules-reference.ts writes it)", () => {
    expect(readFileSync("docs/rules.md", "utf8")).toBe(rulesReference());
  });

  it.each(EXAMPLES)("has an example that can be saved: %s", (_, rule) => {
    const live = JSON.stringify(rule).includes('"live"');
    expect(parseRule(rule, { attributes: attributesOf([]), hasSegment: () => true, live })).toEqual({ rule });
  });
});
