import { describe, expect, it } from "vitest";
import { kinds, kindsOf } from "./kinds";
import { byDay, type Item, merged } from "./timeline-model";

const item = (id: string, at: number, fields: Partial<Item> = {}): Item => ({
  ...{ id, at, kind: "viewed_page", times: 1, product: null, category: null, name: null },
  ...{ segment: null, message: null, quantity: null, amount: null },
  ...fields,
});

describe("a timeline put together from several answers", () => {
  it("has each entry once, newest first, entries of one instant always in the same order", () => {
    const known = [item("c", 3), item("b", 2), item("a", 2)];
    expect(merged(known, [item("d", 4), item("b", 2), item("z", 2)]).map(({ id }) => id)).toEqual([
      "d",
      "c",
      "z",
      "b",
      "a",
    ]);
  });

  it("takes the newer state of an entry that it knows", () => {
    expect(merged([item("a", 1)], [item("a", 1, { times: 2 })])[0]!.times).toBe(2);
  });

  it("parts into days", () => {
    const days = byDay([item("c", 25), item("b", 21), item("a", 3)], (at) => String(Math.floor(at / 10)));
    expect(days.map(({ day, items }) => [day, items.length])).toEqual([
      ["2", 2],
      ["0", 1],
    ]);
  });
});

describe("kinds", () => {
  it("belong to one group each, so that nothing is left out when narrowed", () => {
    const groups = ["browsing", "cart", "orders", "messages", "segments", "told"] as const;
    expect(groups.flatMap((group) => kindsOf(group)!).sort()).toEqual(Object.keys(kinds).sort());
    expect(kindsOf("all")).toBeUndefined();
  });
});
