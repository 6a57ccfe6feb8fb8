import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rulesReference } from "./rules-reference";

describe("docs/rules.md", () => {
  it("is what the registries say (npx tsx scripts/rules-reference.ts writes it)", () => {
    expect(readFileSync("docs/rules.md", "utf8")).toBe(rulesReference());
  });
});
