/**
 * What an operator is, and how values are read that several of them take.
 *
 * `test` and `sql` never see a missing fact; `missing` says what one answers. Texts and lists reach them folded
 * (`fold.ts`), on both sides.
 */
import type { FactType } from "../attributes/types";
import type { Clock } from "../time/zone";
import { fold } from "./fold";
import type { Sql, SqlTag } from "./sql";
import type { Parsed } from "./timeframes";

/** Longest list of values in one condition. */
export const MAX_LIST = 10_000;

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
export const daysAgo = (days: number) => EXAMPLE_NOW - days * 86_400_000;

export const operator = <Actual, Value, Ready = Value, Stored = Actual>(
  entry: Operator<Actual, Value, Ready, Stored>,
) => entry;
export type Scalar = number | string;

export function finite(raw: unknown): Parsed<number> {
  return typeof raw === "number" && Number.isFinite(raw) ? { value: raw } : { reason: "must be a number" };
}

export function oneText(raw: unknown): Parsed<string> {
  return typeof raw === "string" && raw.length <= 500 && fold(raw) !== ""
    ? { value: raw.trim() }
    : { reason: "must be text of 1 to 500 characters" };
}

export function scalar(raw: unknown, type: FactType): Parsed<Scalar> {
  return type === "number" ? finite(raw) : oneText(raw);
}

export function pair(raw: unknown): Parsed<[number, number]> {
  if (!Array.isArray(raw) || raw.length !== 2 || !raw.every(Number.isFinite))
    return { reason: "must be two numbers" };
  return raw[0] <= raw[1] ? { value: [raw[0], raw[1]] } : { reason: "must have the smaller number first" };
}

export function texts(raw: unknown): Parsed<string[]> {
  if (!Array.isArray(raw) || raw.length === 0) return { reason: "must be a list with at least one text" };
  if (raw.length > MAX_LIST) return { reason: `must have at most ${MAX_LIST} entries` };
  for (const item of raw)
    if ("reason" in oneText(item)) return { reason: "must be a list of texts of 1 to 500 characters" };
  return { value: [...new Set(raw.map((item: string) => item.trim()))] };
}

/** Read by the parser, which knows the shop's attributes. */
export function anotherAttribute(): Parsed<number> {
  return { reason: 'must be another date, such as { "attribute": "last_order_at" }' };
}

export function nothing(raw: unknown): Parsed<undefined> {
  return raw === undefined || raw === null ? { value: undefined } : { reason: "must be left out" };
}
