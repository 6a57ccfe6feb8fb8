/** Rows of the shop's own tables, as a person has them. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { clockIn } from "../time/zone";
import { live, partRows, type Row, type Rows, readRow, uniteRows, withRow } from "./rows";
import { LIMITS, type Table } from "./table";

const PETS: Table = {
  ...{ key: "pets", label: "Pets", id: "tag", date: "adopted" },
  columns: [
    { key: "tag", label: "Tag", type: "shortText" },
    { key: "species", label: "Species", type: "singleSelect", options: ["Cat", "Dog"] },
    { key: "weight", label: "Weight", type: "number" },
    { key: "adopted", label: "Adopted", type: "date" },
  ],
};
const read = (values: Record<string, unknown>) => readRow(PETS, values, clockIn("Europe/Berlin", 0));
const told = (rows: Rows, id: string, at: number, cells?: Row["cells"]): Rows => {
  const answer = withRow(rows, "pets", id, { at, ...(cells && { cells }) });
  if ("reason" in answer) throw new Error(answer.reason);
  return answer.rows;
};

describe("a row that somebody gives", () => {
  it("is read by its columns' types; what is empty is left out", () => {
    expect(read({ tag: " 12 ", species: "Cat", weight: "4.5", adopted: "2026-11-23" })).toEqual({
      id: "12",
      cells: { tag: "12", species: "Cat", weight: 4.5, adopted: Date.UTC(2026, 10, 23) },
    });
    expect(read({ tag: 7, species: null, weight: "" })).toEqual({ id: "7", cells: { tag: "7" } });
  });

  it("is refused with each cell that does not fit", () => {
    expect(read({ species: "Fish", weight: 1e11, colour: "red" })).toEqual({
      problems: [
        { path: "values.species", reason: "must be one of Cat, Dog" },
        { path: "values.weight", reason: "must be at most 10000000000: longer numbers are texts" },
        { path: "values.colour", reason: "is not a column of this table" },
        { path: "values.tag", reason: "is missing" },
      ],
    });
  });
});

describe("of a row the latest word counts", () => {
  it("whatever comes late, and however often", () => {
    let rows = told({}, "1", 5, { weight: 2 });
    expect(told(rows, "1", 4, { weight: 9 })).toBe(rows);
    expect(told(rows, "1", 5, { weight: 2 })).toBe(rows);
    rows = told(rows, "1", 6);
    expect(live(rows.pets)).toEqual([]);
    expect(live(told(rows, "1", 5, { weight: 2 }).pets)).toEqual([]);
    expect(live(told(rows, "1", 7, { weight: 3 }).pets)).toEqual(["1"]);
  });

  it("a person has only so many: one more is refused, a change of one is not", () => {
    let rows: Rows = {};
    for (let i = 0; i < LIMITS.rows; i++) rows = told(rows, `${i}`, 1, { tag: `${i}` });
    expect(withRow(rows, "pets", "more", { at: 1, cells: { tag: "more" } })).toEqual({
      reason: "is one too many: a person has at most 100 rows in a table",
    });
    expect(live(told(rows, "0", 2, { tag: "0", weight: 1 }).pets)).toHaveLength(LIMITS.rows);
    expect(live(told(told(rows, "0", 2), "more", 3, { tag: "more" }).pets)).toHaveLength(LIMITS.rows);
  });
});

const row = fc
  .record({
    at: fc.integer({ min: 1, max: 6 }),
    cells: fc.constantFrom({ weight: 1 }, { weight: 2 }, undefined),
  })
  .map(({ at, cells }): Row => ({ at, ...(cells && { cells }) }));
const rows = fc.dictionary(fc.constantFrom("a", "b", "c"), row).map((pets): Rows => ({ pets }));

test("a merge undone gives each back what it had", () => {
  fc.assert(
    fc.property(rows, rows, (ours, theirs) => {
      const { stayed, parted } = partRows(uniteRows(ours, theirs), ours, theirs);
      const known = (all: Rows) => ({ pets: all.pets });
      expect(known(parted)).toEqual(known(theirs));
      expect(known(stayed)).toEqual(known(ours));
    }),
  );
});

test("a row told since goes with whom it belonged to", () => {
  const ours = told({}, "ours", 1, { weight: 1 });
  const theirs = told({}, "theirs", 1, { weight: 1 });
  let merged = told(uniteRows(ours, theirs), "theirs", 2, { weight: 2 });
  merged = told(merged, "new", 2, { weight: 3 });
  const { stayed, parted } = partRows(merged, ours, theirs);
  expect(live(stayed.pets).sort()).toEqual(["new", "ours"]);
  expect(parted.pets).toEqual({ theirs: { at: 2, cells: { weight: 2 } } });
});
