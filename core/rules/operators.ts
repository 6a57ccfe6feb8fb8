/**
 * The operators: one entry each, all else follows from it (parsing, evaluation, SQL, the page, the editor, tests).
 *
 * `test` and `sql` never see a missing fact; `missing` says what one answers. Texts and lists reach them folded
 * (`fold.ts`), on both sides. The browser's build keeps `test` and `missing` alone.
 */
import type { FactType } from "../attributes/types";
import type { Clock } from "../time/zone";
import {
  type Anniversary,
  describeAnniversary,
  parseAnniversary,
  type Returning,
  returning,
} from "./anniversaries";
import { fold } from "./fold";
import { type Circle, type Point, parseCircle, pointAt, squareOf } from "./places";
import type { Sql, SqlTag } from "./sql";
import {
  describeTimeframe,
  type Parsed,
  parseTimeframe,
  type Span,
  type Timeframe,
  windowOf,
} from "./timeframes";

/** What the editor asks for as the value. */
export type EditorInput =
  | "none"
  | "number"
  | "numbers"
  | "text"
  | "texts"
  | "timeframe"
  | "anniversary"
  | "circle"
  | "attribute";

export interface Operator<Actual, Value, Ready = Value, Stored = Actual> {
  label: string;
  on: readonly FactType[];
  input: EditorInput;
  /** Whether its value may be another attribute of the same kind; with the input "attribute" it has to be. */
  compares?: true;
  parse(raw: unknown, type: FactType): Parsed<Value>;
  /** For operators that look at the clock, the value as of now, kept current by its own `refresh`; else the value made ready. */
  ready?(value: Value, clock: Clock, calendar: boolean): Ready;
  missing: boolean;
  test(actual: Actual, value: Ready): boolean;
  sql(sql: SqlTag, column: Sql, value: Ready): Sql;
  describe(value: Value, show: (value: unknown) => string): string;
  /** Actual as stored (null when missing), value, answer; as of `EXAMPLE_NOW` in Berlin. */
  examples: readonly (readonly [actual: Stored | null, value: Value, expected: boolean])[];
}

/** Monday, 23 November 2026, noon in Berlin. */
export const EXAMPLE_NOW = Date.UTC(2026, 10, 23, 11);
const daysAgo = (days: number) => EXAMPLE_NOW - days * 86_400_000;

const operator = <Actual, Value, Ready = Value, Stored = Actual>(
  entry: Operator<Actual, Value, Ready, Stored>,
) => entry;
type Scalar = number | string;

export const operators = {
  equals: operator<Scalar, Scalar>({
    label: "is",
    on: ["number", "text"],
    input: "text",
    compares: true,
    parse: scalar,
    missing: false,
    test: (actual, value) => actual === value,
    sql: (sql, column, value) => sql`${column} = ${value}`,
    describe: (value, show) => `is ${show(value)}`,
    examples: [
      [2, 2, true],
      [3, 2, false],
      ["Zürich", "zurich", true],
      ["Bern", "zurich", false],
      [null, 2, false],
      [null, "zurich", false],
    ],
  }),
  differs: operator<Scalar, Scalar>({
    label: "is not",
    on: ["number", "text"],
    input: "text",
    compares: true,
    parse: scalar,
    missing: true,
    test: (actual, value) => actual !== value,
    sql: (sql, column, value) => sql`${column} <> ${value}`,
    describe: (value, show) => `is not ${show(value)}`,
    examples: [
      [2, 2, false],
      [3, 2, true],
      ["Zürich", "ZURICH", false],
      [null, "zurich", true],
      [null, 2, true],
    ],
  }),
  lessThan: operator<number, number>({
    label: "is less than",
    on: ["number"],
    input: "number",
    compares: true,
    parse: finite,
    missing: false,
    test: (actual, value) => actual < value,
    sql: (sql, column, value) => sql`${column} < ${value}`,
    describe: (value, show) => `is less than ${show(value)}`,
    examples: [
      [1.5, 2, true],
      [2, 2, false],
      [null, 2, false],
    ],
  }),
  atMost: operator<number, number>({
    label: "is at most",
    on: ["number"],
    input: "number",
    compares: true,
    parse: finite,
    missing: false,
    test: (actual, value) => actual <= value,
    sql: (sql, column, value) => sql`${column} <= ${value}`,
    describe: (value, show) => `is at most ${show(value)}`,
    examples: [
      [2, 2, true],
      [3, 2, false],
      [null, 2, false],
    ],
  }),
  moreThan: operator<number, number>({
    label: "is more than",
    on: ["number"],
    input: "number",
    compares: true,
    parse: finite,
    missing: false,
    test: (actual, value) => actual > value,
    sql: (sql, column, value) => sql`${column} > ${value}`,
    describe: (value, show) => `is more than ${show(value)}`,
    examples: [
      [3, 2, true],
      [2, 2, false],
      [-1, -2, true],
      [null, -1, false],
    ],
  }),
  atLeast: operator<number, number>({
    label: "is at least",
    on: ["number"],
    input: "number",
    compares: true,
    parse: finite,
    missing: false,
    test: (actual, value) => actual >= value,
    sql: (sql, column, value) => sql`${column} >= ${value}`,
    describe: (value, show) => `is at least ${show(value)}`,
    examples: [
      [2, 2, true],
      [1, 2, false],
      [null, 0, false],
    ],
  }),
  between: operator<number, readonly [number, number]>({
    label: "is between",
    on: ["number"],
    input: "numbers",
    parse: pair,
    missing: false,
    test: (actual, value) => actual >= value[0] && actual <= value[1],
    sql: (sql, column, value) => sql`${column} BETWEEN ${value[0]} AND ${value[1]}`,
    describe: (value, show) => `is between ${show(value[0])} and ${show(value[1])}`,
    examples: [
      [2, [2, 4], true],
      [4, [2, 4], true],
      [5, [2, 4], false],
      [null, [0, 4], false],
    ],
  }),
  oneOf: operator<string, readonly string[]>({
    label: "is any of",
    on: ["text"],
    input: "texts",
    parse: texts,
    missing: false,
    test: (actual, value) => value.includes(actual),
    sql: (sql, column, value) => sql`${column} IN (SELECT value FROM json_each(${value}))`,
    describe: (value, show) => `is any of ${show(value)}`,
    examples: [
      ["de", ["DE", "AT"], true],
      ["fr", ["DE", "AT"], false],
      [null, ["DE"], false],
    ],
  }),
  noneOf: operator<string, readonly string[]>({
    label: "is none of",
    on: ["text"],
    input: "texts",
    parse: texts,
    missing: true,
    test: (actual, value) => !value.includes(actual),
    sql: (sql, column, value) => sql`${column} NOT IN (SELECT value FROM json_each(${value}))`,
    describe: (value, show) => `is none of ${show(value)}`,
    examples: [
      ["fr", ["DE", "AT"], true],
      ["at", ["DE", "AT"], false],
      [null, ["DE"], true],
    ],
  }),
  contains: operator<string, string>({
    label: "contains",
    on: ["text"],
    input: "text",
    parse: oneText,
    missing: false,
    test: (actual, value) => actual.includes(value),
    sql: (sql, column, value) => sql`instr(${column}, ${value}) > 0`,
    describe: (value, show) => `contains ${show(value)}`,
    examples: [
      ["Crème brûlée", "BRULEE", true],
      ["50%_off", "%_", true],
      ["plain", "%", false],
      [null, "a", false],
    ],
  }),
  startsWith: operator<string, string>({
    label: "starts with",
    on: ["text"],
    input: "text",
    parse: oneText,
    missing: false,
    test: (actual, value) => actual.startsWith(value),
    sql: (sql, column, value) => sql`substr(${column}, 1, length(${value})) = ${value}`,
    describe: (value, show) => `starts with ${show(value)}`,
    examples: [
      ["8001 Zürich", "80", true],
      ["1800", "80", false],
      [null, "80", false],
    ],
  }),
  endsWith: operator<string, string>({
    label: "ends with",
    on: ["text"],
    input: "text",
    parse: oneText,
    missing: false,
    test: (actual, value) => actual.endsWith(value),
    sql: (sql, column, value) =>
      sql`length(${column}) >= length(${value}) AND substr(${column}, -length(${value})) = ${value}`,
    describe: (value, show) => `ends with ${show(value)}`,
    examples: [
      ["a@example.org", "example.org", true],
      ["org", "example.org", false],
      [null, "org", false],
    ],
  }),
  isTrue: operator<boolean, undefined>({
    label: "is yes",
    on: ["boolean"],
    input: "none",
    parse: nothing,
    missing: false,
    test: (actual) => actual,
    sql: (sql, column) => sql`${column} <> 0`,
    describe: () => "is yes",
    examples: [
      [true, undefined, true],
      [false, undefined, false],
      [null, undefined, false],
    ],
  }),
  isFalse: operator<boolean, undefined>({
    label: "is no",
    on: ["boolean"],
    input: "none",
    parse: nothing,
    missing: true,
    test: (actual) => !actual,
    sql: (sql, column) => sql`${column} = 0`,
    describe: () => "is no",
    examples: [
      [false, undefined, true],
      [true, undefined, false],
      [null, undefined, true],
    ],
  }),
  hasAny: operator<readonly string[], readonly string[]>({
    label: "has any of",
    on: ["list"],
    input: "texts",
    parse: texts,
    missing: false,
    test: (actual, value) => value.some((item) => actual.includes(item)),
    sql: (sql, column, value) =>
      sql`EXISTS (SELECT 1 FROM json_each(${column}) WHERE value IN (SELECT value FROM json_each(${value})))`,
    describe: (value, show) => `has any of ${show(value)}`,
    examples: [
      [["Hiking", "Ski"], ["ski", "climbing"], true],
      [["hiking"], ["ski"], false],
      [[], ["ski"], false],
      [null, ["ski"], false],
    ],
  }),
  hasAll: operator<readonly string[], readonly string[]>({
    label: "has all of",
    on: ["list"],
    input: "texts",
    parse: texts,
    missing: false,
    test: (actual, value) => value.every((item) => actual.includes(item)),
    sql: (sql, column, value) =>
      sql`NOT EXISTS (SELECT 1 FROM json_each(${value}) WHERE value NOT IN (SELECT value FROM json_each(${column})))`,
    describe: (value, show) => `has all of ${show(value)}`,
    examples: [
      [["hiking", "ski", "tents"], ["ski", "hiking"], true],
      [["hiking"], ["ski", "hiking"], false],
      [null, ["ski"], false],
    ],
  }),
  hasNone: operator<readonly string[], readonly string[]>({
    label: "has none of",
    on: ["list"],
    input: "texts",
    parse: texts,
    missing: true,
    test: (actual, value) => !value.some((item) => actual.includes(item)),
    sql: (sql, column, value) =>
      sql`NOT EXISTS (SELECT 1 FROM json_each(${column}) WHERE value IN (SELECT value FROM json_each(${value})))`,
    describe: (value, show) => `has none of ${show(value)}`,
    examples: [
      [["hiking"], ["ski"], true],
      [["ski"], ["ski"], false],
      [null, ["ski"], true],
    ],
  }),
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
  within: operator<Point, Circle, { centre: Point; square: number }, string>({
    label: "is within",
    on: ["place"],
    input: "circle",
    parse: parseCircle,
    ready: ({ lat, lon, km }) => ({ centre: pointAt(lat, lon), square: squareOf(km) }),
    missing: false,
    test: ([x, y, z], { centre: [a, b, c], square }) => (x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 <= square,
    sql: (sql, column, { centre: [a, b, c], square }) => {
      const squared = (axis: number, centre: number) =>
        sql`(${column} ->> ${axis} - ${centre}) * (${column} ->> ${axis} - ${centre})`;
      return sql`${squared(0, a)} + ${squared(1, b)} + ${squared(2, c)} <= ${square}`;
    },
    describe: ({ lat, lon, km }) => `is within ${km} km of ${lat}, ${lon}`,
    examples: [
      // Zürich is 95 km from Bern, as the crow flies.
      ["47.38,8.54", { lat: 46.95, lon: 7.45, km: 96 }, true],
      ["47.38,8.54", { lat: 46.95, lon: 7.45, km: 94 }, false],
      ["47.38,8.54", { lat: 47.38, lon: 8.54, km: 1 }, true],
      // Over the date line, over the pole, and to the antipodes.
      ["-17,179.9", { lat: -17, lon: -179.9, km: 22 }, true],
      ["89.9,0", { lat: 89.9, lon: 180, km: 23 }, true],
      ["47.38,8.54", { lat: -47.38, lon: -171.46, km: 20_000 }, false],
      ["47.38,8.54", { lat: -47.38, lon: -171.46, km: 20_040 }, true],
      [null, { lat: 47.38, lon: 8.54, km: 50 }, false],
    ],
  }),
  known: operator<unknown, undefined>({
    label: "is known",
    on: ["number", "text", "date", "boolean", "list", "place"],
    input: "none",
    parse: nothing,
    missing: false,
    test: () => true,
    sql: (sql) => sql`1`,
    describe: () => "is known",
    examples: [
      [1, undefined, true],
      ["x", undefined, true],
      ["47.38,8.54", undefined, true],
      [null, undefined, false],
    ],
  }),
  unknown: operator<unknown, undefined>({
    label: "is not known",
    on: ["number", "text", "date", "boolean", "list", "place"],
    input: "none",
    parse: nothing,
    missing: true,
    test: () => false,
    sql: (sql) => sql`0`,
    describe: () => "is not known",
    examples: [
      [1, undefined, false],
      [null, undefined, true],
    ],
  }),
};

export type OperatorName = keyof typeof operators;
/** An operator whose types are no longer known, as the readers use it. */
export type AnyOperator = Operator<unknown, unknown, unknown>;

export const isOperator = (name: unknown): name is OperatorName =>
  typeof name === "string" && Object.hasOwn(operators, name);

/** Throws for an unknown operator: a rule that was parsed has none, and silence would turn `not` into yes. */
export function operatorOf(name: OperatorName): AnyOperator {
  if (!isOperator(name)) throw new Error(`unknown operator ${String(name)}`);
  return operators[name] as unknown as AnyOperator;
}

export const operatorsFor = (type: FactType): OperatorName[] =>
  (Object.keys(operators) as OperatorName[]).filter((name) => operatorOf(name).on.includes(type));

function finite(raw: unknown): Parsed<number> {
  return typeof raw === "number" && Number.isFinite(raw) ? { value: raw } : { reason: "must be a number" };
}

function oneText(raw: unknown): Parsed<string> {
  return typeof raw === "string" && raw.length <= 500 && fold(raw) !== ""
    ? { value: raw.trim() }
    : { reason: "must be text of 1 to 500 characters" };
}

function scalar(raw: unknown, type: FactType): Parsed<Scalar> {
  return type === "number" ? finite(raw) : oneText(raw);
}

function pair(raw: unknown): Parsed<[number, number]> {
  if (!Array.isArray(raw) || raw.length !== 2 || !raw.every(Number.isFinite))
    return { reason: "must be two numbers" };
  return raw[0] <= raw[1] ? { value: [raw[0], raw[1]] } : { reason: "must have the smaller number first" };
}

function texts(raw: unknown): Parsed<string[]> {
  if (!Array.isArray(raw) || raw.length === 0) return { reason: "must be a list with at least one text" };
  if (raw.length > MAX_LIST) return { reason: `must have at most ${MAX_LIST} entries` };
  for (const item of raw)
    if ("reason" in oneText(item)) return { reason: "must be a list of texts of 1 to 500 characters" };
  return { value: [...new Set(raw.map((item: string) => item.trim()))] };
}

/** Read by the parser, which knows the shop's attributes. */
function anotherAttribute(): Parsed<number> {
  return { reason: 'must be another date, such as { "attribute": "last_order_at" }' };
}

function nothing(raw: unknown): Parsed<undefined> {
  return raw === undefined || raw === null ? { value: undefined } : { reason: "must be left out" };
}

/** Longest list of values in one condition. */
export const MAX_LIST = 10_000;
