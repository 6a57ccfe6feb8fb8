/** Saved queries where no database is needed: when they run, what changes, and which go in a circle. */
import { describe, expect, it } from "vitest";
import type { Cells } from "../tables/rows";
import { clockIn } from "../time/zone";
import { circleOf } from "./circles";
import type { Query } from "./query";
import { changesOf, type FoundRow, rowsOfPerson } from "./rows";
import { nextRun, type Schedule } from "./schedule";

describe("the next run", () => {
  const next = (schedule: Schedule, now: string) =>
    new Date(nextRun(schedule, clockIn("Europe/Berlin", Date.parse(now)))).toISOString();

  it("is on the shop's clocks, through daylight saving", () => {
    expect(next({ every: "hour" }, "2026-11-24T10:00:00Z")).toBe("2026-11-24T11:00:00.000Z");
    expect(next({ every: "day", hour: 4 }, "2026-11-24T02:59:00Z")).toBe("2026-11-24T03:00:00.000Z");
    expect(next({ every: "day", hour: 4 }, "2026-11-24T03:00:00Z")).toBe("2026-11-25T03:00:00.000Z");
    expect(next({ every: "day", hour: 4 }, "2026-07-01T12:00:00Z")).toBe("2026-07-02T02:00:00.000Z");
    // 2:00 is skipped on 29 March.
    expect(next({ every: "day", hour: 2 }, "2026-03-28T12:00:00Z")).toMatch(/^2026-03-29T0[01]:00/);
    expect(next({ every: "week", day: 5, hour: 0 }, "2026-11-24T10:00:00Z")).toBe("2026-11-26T23:00:00.000Z");
    expect(next({ every: "week", day: 2, hour: 9 }, "2026-11-24T10:00:00Z")).toBe("2026-12-01T08:00:00.000Z");
  });
});

describe("rows of a person", () => {
  const columns = ["name", "count"].map((key) => ({ key, label: key, type: "shortText" as const }));
  const found = (shown: string, c0: number, all = 3) => ({ person: 1, shown, beside: null, found: all, c0 });

  it("are told apart by what fits into an id, and bounded by bytes", () => {
    const long = "x".repeat(100);
    expect(
      rowsOfPerson([found(`${long}a`, 2), found(`${long}b`, 1), found(" y ", 1)], columns, false),
    ).toEqual({
      rows: [
        { row: long, cells: { name: long, count: 2 } },
        { row: "y", cells: { name: "y", count: 1 } },
      ],
      left: 1,
    });
    const many = Array.from({ length: 200 }, (_, i) => found(`${i}${long}`, 1, 200));
    const { rows, left } = rowsOfPerson(many, columns, false);
    expect(JSON.stringify(rows.map(({ cells }) => cells)).length).toBeLessThan(32_000);
    expect(rows.length + left).toBe(200);
  });

  it("are changed only where they are others", () => {
    const there = new Map<string, Cells>(
      Object.entries<Cells>({ a: { name: "a", count: 1 }, b: { name: "b" }, c: { name: "c" } }),
    );
    const rows: FoundRow[] = [
      { row: "a", cells: { count: 1, name: "a" } },
      { row: "b", cells: { name: "b", count: 2 } },
      { row: "d", cells: { name: "d" } },
    ];
    expect(changesOf(rows, there)).toEqual([
      { row: "c" },
      { row: "b", values: { name: "b", count: 2 } },
      { row: "d", values: { name: "d" }, isNew: true },
    ]);
  });
});

it("a query that would ask for its own rows through a segment is found, with the way", () => {
  const of = (has: string): Query => ({ from: { has }, by: "month", columns: [{ measure: "count" }] });
  const all: Query = { ...of("pets"), people: { not: { segment: "s" } } };
  const defined = {
    attributes: new Map(),
    ruleOf: (id: string) => (id === "s" ? { all: [{ has: "others" }] } : undefined),
    queryOf: (table: string) => (table === "others" ? of("mine") : undefined),
  };
  expect(circleOf("mine", all, defined)).toEqual(["mine", "others", "mine"]);
  expect(circleOf("other", all, defined)).toBeUndefined();
});
