/** Operators of dates: at some time, each year, before or after another. */
import {
  type Anniversary,
  describeAnniversary,
  parseAnniversary,
  type Returning,
  returning,
} from "./anniversaries";
import { anotherAttribute, daysAgo, EXAMPLE_NOW, operator } from "./operator";
import { describeTimeframe, parseTimeframe, type Span, type Timeframe, windowOf } from "./timeframes";

export const dateOperators = {
  during: operator<number, Timeframe, Span>({
    label: "is",
    on: ["date"],
    input: "timeframe",
    parse: (raw) => parseTimeframe(raw),
    ready: windowOf,
    missing: false,
    test: (actual, span) => actual >= span.from && actual < span.to,
    sql: (sql, column, span) => sql`${column} >= ${span.from} AND ${column} < ${span.to}`,
    describe: (value) => `is ${describeTimeframe(value)}`,
    examples: [
      [daysAgo(3), { inTheLast: [3, "days"] }, true],
      [daysAgo(4), { inTheLast: [3, "days"] }, false],
      [daysAgo(4), { moreThanAgo: [3, "days"] }, true],
      [daysAgo(3), { exactlyAgo: [3, "days"] }, true],
      [EXAMPLE_NOW - 7_200_000, { inTheLast: [1, "hours"] }, false],
      [Date.UTC(2026, 9, 24, 21, 59, 59), { on: "2026-10-24" }, true],
      [Date.UTC(2026, 9, 24, 22), { on: "2026-10-24" }, false],
      [null, { inTheLast: [3, "days"] }, false],
    ],
  }),
  anniversary: operator<number, Anniversary, Returning>({
    label: "has an anniversary",
    on: ["date"],
    input: "anniversary",
    parse: (raw) => parseAnniversary(raw),
    ready: returning,
    missing: false,
    test: (actual, returning) => returning.holds(actual),
    sql: (sql, column, returning) => returning.sql(sql, column),
    describe: (value) => `has an anniversary ${describeAnniversary(value)}`,
    examples: [
      [Date.UTC(1990, 10, 23, 11), { inTheNext: [0, "days"] }, true],
      [Date.UTC(1990, 10, 30, 11), { inTheNext: [7, "days"] }, true],
      [Date.UTC(1990, 11, 1, 11), { inTheNext: [7, "days"] }, false],
      [Date.UTC(1990, 10, 22, 11), { inTheNext: [1, "months"] }, false],
      // The turn of the year lies between.
      [Date.UTC(1990, 0, 3, 11), { inTheNext: [6, "weeks"] }, true],
      // In its own year a date is no anniversary.
      [EXAMPLE_NOW + 86_400_000, { inTheNext: [7, "days"] }, false],
      [Date.UTC(2025, 10, 20, 11), { exactlyAgo: [3, "days"] }, true],
      [Date.UTC(2025, 10, 21, 11), { exactlyAgo: [3, "days"] }, false],
      [Date.UTC(2025, 9, 23, 11), { inTheLast: [1, "months"] }, true],
      // Still April in Berlin.
      [Date.UTC(1990, 3, 30, 21, 59), { inMonth: 5 }, false],
      [Date.UTC(1990, 3, 30, 22), { inMonth: 5 }, true],
      [Date.UTC(1990, 4, 17, 11), { on: "05-17" }, true],
      // 2026 has no 29 February.
      [Date.UTC(2000, 1, 29, 11), { on: "02-28" }, true],
      [Date.UTC(2000, 1, 29, 11), { on: "03-01" }, false],
      [null, { inMonth: 5 }, false],
    ],
  }),
  before: operator<number, number>({
    label: "is before",
    on: ["date"],
    input: "attribute",
    compares: true,
    parse: anotherAttribute,
    missing: false,
    test: (actual, other) => actual < other,
    sql: (sql, column, other) => sql`${column} < ${other}`,
    describe: (value, show) => `is before ${show(value)}`,
    examples: [
      [daysAgo(3), daysAgo(2), true],
      [daysAgo(3), daysAgo(3), false],
      [null, daysAgo(3), false],
    ],
  }),
  after: operator<number, number>({
    label: "is after",
    on: ["date"],
    input: "attribute",
    compares: true,
    parse: anotherAttribute,
    missing: false,
    test: (actual, other) => actual > other,
    sql: (sql, column, other) => sql`${column} > ${other}`,
    describe: (value, show) => `is after ${show(value)}`,
    examples: [
      [daysAgo(2), daysAgo(3), true],
      [daysAgo(3), daysAgo(3), false],
      [null, daysAgo(3), false],
    ],
  }),
};
