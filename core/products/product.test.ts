import { describe, expect, it } from "vitest";
import { keysOf, pathKey, tidyPath } from "./product";

describe("a product's keys", () => {
  it("put it into its category and all above, whatever the case and accents", () => {
    expect(
      keysOf({ brand: "Härvik", categories: ["Outdoor > Zelte> Café", "Sale"], tags: ["Été", "ete"] }),
    ).toEqual({
      brand: ["harvik"],
      supplier: [],
      category: ["outdoor", "outdoor > zelte", "outdoor > zelte > cafe", "sale"],
      tag: ["ete"],
    });
  });

  it("tell a category from one that only begins like it", () => {
    expect(keysOf({ categories: ["Tents and tarps"] }).category).not.toContain(pathKey("Tents"));
  });

  it("show a path as one writes it", () => {
    expect(tidyPath(" Outdoor>Tents > ")).toBe("Outdoor > Tents");
    expect(tidyPath(">")).toBe("");
  });
});
