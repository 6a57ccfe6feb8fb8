/**
 * Timeframes: when something happened, as a span between two edges. An edge is an instant that may move with the
 * clock; one entry per kind of timeframe gives its two edges, and everything else (the span now, when time alone
 * changes the answer, SQL) follows from them.
 *
 * "In the last 60 days" is today and the 60 days before, in the shop's time zone; "more than 60 days ago" is all
 * before that, so that the two make up ever.
 */
import { type Clock, DAY, HOUR, MINUTE, monthsBefore, parseDay } from "../time/zone";

export const UNITS = ["minutes", "hours", "days", "weeks", "months"] as const;
export type Unit = (typeof UNITS)[number];

export type Timeframe =
  | { inTheLast: [number, Unit] }
  | { moreThanAgo: [number, Unit] }
  | { exactlyAgo: [number, DayUnit] }
  | { betweenAgo: [number, number, DayUnit] }
  | { inTheNext: [number, DayUnit] }
  | { on: string }
  | { before: string }
  | { after: string }
  | { between: [string, string] }
  | { thisVisit: true };
export type DayUnit = Exclude<Unit, "minutes" | "hours">;
export type TimeframeKind = Timeframe extends infer T ? (T extends T ? keyof T : never) : never;

/** Half open: `from` belongs to it, `to` does not. */
export interface Span {
  from: number;
  to: number;
}

type Edge =
  | { always: number }
  | { day: number }
  | { ago: number }
  | { daysAgo: number }
  | { monthsAgo: number; plusDays: number };

/** What a reader of outside input answers: the value, or why it was refused. */
export type Parsed<V> = { value: V } | { reason: string };

interface Kind<V> {
  label: string;
  /** What the editor asks for. */
  input: "amount" | "amounts" | "date" | "dates" | "none";
  units?: readonly Unit[];
  /** Of dates that are to come: nothing was done in it yet. */
  ahead?: true;
  /** Of behaviour only. */
  past?: true;
  parse(raw: unknown): Parsed<V>;
  edges(value: V): [from: Edge, to: Edge];
  describe(value: V): string;
  example: V;
}

const NOW: Edge = { ago: -1 };
// The first and last instant of a Date: JSON, and so SQL's parameters, know no infinity.
const EVER: Edge = { always: -8.64e15 };
const NEVER: Edge = { always: 8.64e15 };
const DAY_UNITS = ["days", "weeks", "months"] as const;

export const timeframes: { [K in TimeframeKind]: Kind<Extract<Timeframe, Record<K, unknown>>[K]> } = {
  inTheLast: {
    label: "in the last",
    input: "amount",
    units: UNITS,
    parse: (raw) => amount(raw, UNITS),
    edges: ([n, unit]) => [ago(n, unit), NOW],
    describe: ([n, unit]) => `in the last ${plural(n, unit)}`,
    example: [60, "days"],
  },
  moreThanAgo: {
    label: "more than … ago",
    input: "amount",
    units: UNITS,
    parse: (raw) => amount(raw, UNITS),
    edges: ([n, unit]) => [EVER, ago(n, unit)],
    describe: ([n, unit]) => `more than ${plural(n, unit)} ago`,
    example: [60, "days"],
  },
  exactlyAgo: {
    label: "exactly … ago",
    input: "amount",
    units: DAY_UNITS,
    parse: (raw) => amount(raw, DAY_UNITS),
    edges: ([n, unit]) => [ago(n, unit), nextDay(ago(n, unit))],
    describe: ([n, unit]) => `exactly ${plural(n, unit)} ago`,
    example: [3, "days"],
  },
  betweenAgo: {
    label: "between … and … ago",
    input: "amounts",
    units: DAY_UNITS,
    parse: amounts,
    edges: ([n, m, unit]) => [ago(Math.max(n, m), unit), nextDay(ago(Math.min(n, m), unit))],
    describe: ([n, m, unit]) => `${Math.min(n, m)} to ${plural(Math.max(n, m), unit)} ago`,
    example: [7, 30, "days"],
  },
  inTheNext: {
    label: "in the next",
    input: "amount",
    units: DAY_UNITS,
    ahead: true,
    parse: (raw) => amount(raw, DAY_UNITS),
    edges: ([n, unit]) => [{ ago: 0 }, nextDay(ago(-n, unit))],
    describe: ([n, unit]) => `in the next ${plural(n, unit)}`,
    example: [7, "days"],
  },
  on: {
    label: "on",
    input: "date",
    parse: date,
    edges: (day) => [{ day: parseDay(day)! }, { day: parseDay(day)! + 1 }],
    describe: (day) => `on ${day}`,
    example: "2026-11-27",
  },
  before: {
    label: "before",
    input: "date",
    parse: date,
    edges: (day) => [EVER, { day: parseDay(day)! }],
    describe: (day) => `before ${day}`,
    example: "2026-11-27",
  },
  after: {
    label: "after",
    input: "date",
    parse: date,
    edges: (day) => [{ day: parseDay(day)! + 1 }, NEVER],
    describe: (day) => `after ${day}`,
    example: "2026-11-27",
  },
  between: {
    label: "between",
    input: "dates",
    parse: dates,
    edges: ([first, last]) => [{ day: parseDay(first)! }, { day: parseDay(last)! + 1 }],
    describe: ([first, last]) => `between ${first} and ${last}`,
    example: ["2026-11-01", "2026-11-30"],
  },
  thisVisit: {
    label: "in this visit",
    input: "none",
    past: true,
    parse: (raw) => (raw === true ? { value: true } : { reason: "must be true" }),
    edges: () => {
      throw new Error("this visit is each person's own span: this-visit.ts");
    },
    describe: () => "in this visit",
    example: true,
  },
};

const entry = (timeframe: Timeframe) => {
  const [kind, value] = Object.entries(timeframe)[0]!;
  return [timeframes[kind as TimeframeKind] as Kind<unknown>, value] as const;
};

/** A timeframe, or what is wrong with it. `past`: of behaviour, not of a date. */
export function parseTimeframe(raw: unknown, past = false): Parsed<Timeframe> {
  const entries = typeof raw === "object" && raw !== null ? Object.entries(raw) : [];
  const [kind, given] = entries[0] ?? [];
  const known = (Object.keys(timeframes) as TimeframeKind[]).filter((one) => past || !timeframes[one].past);
  if (entries.length !== 1 || !known.includes(kind as TimeframeKind))
    return { reason: `must be a timeframe: an object with one of ${known.join(", ")}` };
  const parsed = (timeframes[kind as TimeframeKind] as Kind<unknown>).parse(given);
  return "reason" in parsed ? parsed : { value: { [kind!]: parsed.value } as unknown as Timeframe };
}

export const describeTimeframe = (timeframe: Timeframe): string => {
  const [kind, value] = entry(timeframe);
  return kind.describe(value);
};

/**
 * A timeframe made ready for one clock. `calendar` dates (birthdays) have no time of day: they are stored as
 * midnight UTC, so their days begin there and not in the shop's zone.
 */
export interface Window extends Span {
  /** Moves the span with the clock. */
  refresh(): void;
  /** Whether the span moves by itself: never, at the start of a day, or at any instant. */
  moves: "never" | "daily" | "always";
  /** The next instant after now at which the answer for something that happened at `at` may change; else Infinity. */
  nextChange(at: number): number;
}

export function windowOf(timeframe: Timeframe, clock: Clock, calendar = false): Window {
  const [kind, value] = entry(timeframe);
  const [from, to] = kind.edges(value);
  const window: Window = {
    from: 0,
    to: 0,
    moves: PACES.find((pace) => moves(from) === pace || moves(to) === pace)!,
    refresh() {
      window.from = place(from, clock, calendar);
      window.to = place(to, clock, calendar);
    },
    nextChange: (at) => Math.min(crossing(from, at, clock, calendar), crossing(to, at, clock, calendar)),
  };
  window.refresh();
  return window;
}

/** Where an edge stands now. */
function place(edge: Edge, clock: Clock, calendar: boolean): number {
  if ("always" in edge) return edge.always;
  const start = (day: number) => (calendar ? day * DAY : clock.startOf(day));
  if ("day" in edge) return start(edge.day);
  if ("daysAgo" in edge) return start(clock.today - edge.daysAgo);
  if ("monthsAgo" in edge) return start(monthsBefore(clock.today, edge.monthsAgo) + edge.plusDays);
  return calendar ? (clock.today - Math.floor(edge.ago / DAY)) * DAY : clock.now - edge.ago;
}

/** The instant at which a moving edge passes `at`, if that is still to come. */
function crossing(edge: Edge, at: number, clock: Clock, calendar: boolean): number {
  if ("always" in edge || "day" in edge) return Infinity;
  if (place(edge, clock, calendar) > at) return Infinity;
  if ("ago" in edge && !calendar) return at + edge.ago + 1;
  const day = calendar ? Math.floor(at / DAY) : clock.dayOf(at);
  if ("daysAgo" in edge) return clock.startOf(day + edge.daysAgo + 1);
  if ("ago" in edge) return clock.startOf(day + Math.floor(edge.ago / DAY) + 1);
  let passed = monthsBefore(day, -edge.monthsAgo) - 3;
  while (monthsBefore(passed, edge.monthsAgo) + edge.plusDays <= day) passed++;
  return clock.startOf(passed);
}

const PACES = ["always", "daily", "never"] as const;
const moves = (edge: Edge): Window["moves"] =>
  "always" in edge || "day" in edge ? "never" : "ago" in edge ? "always" : "daily";

function ago(n: number, unit: Unit): Edge {
  if (unit === "minutes") return { ago: n * MINUTE };
  if (unit === "hours") return { ago: n * HOUR };
  if (unit === "months") return { monthsAgo: n, plusDays: 0 };
  return { daysAgo: unit === "weeks" ? 7 * n : n };
}

function nextDay(edge: Edge): Edge {
  if ("daysAgo" in edge) return { daysAgo: edge.daysAgo - 1 };
  return "monthsAgo" in edge ? { ...edge, plusDays: 1 } : edge;
}

function amount<U extends Unit>(raw: unknown, units: readonly U[]): Parsed<[number, U]> {
  if (!Array.isArray(raw) || raw.length !== 2 || !isAmount(raw[0]) || !units.includes(raw[1]))
    return {
      reason: `must be [number, unit] with a whole number from 0 to 10000 and a unit of ${units.join(", ")}`,
    };
  return { value: [raw[0], raw[1]] };
}

function amounts(raw: unknown): Parsed<[number, number, DayUnit]> {
  if (
    !Array.isArray(raw) ||
    raw.length !== 3 ||
    !isAmount(raw[0]) ||
    !isAmount(raw[1]) ||
    !DAY_UNITS.includes(raw[2])
  )
    return {
      reason: `must be [number, number, unit] with whole numbers from 0 to 10000 and a unit of ${DAY_UNITS.join(", ")}`,
    };
  return { value: [raw[0], raw[1], raw[2]] };
}

function date(raw: unknown): Parsed<string> {
  return isDate(raw) ? { value: raw } : { reason: "must be a date such as 2026-11-27" };
}

function dates(raw: unknown): Parsed<[string, string]> {
  if (!Array.isArray(raw) || raw.length !== 2 || !isDate(raw[0]) || !isDate(raw[1]))
    return { reason: 'must be two dates such as ["2026-11-01", "2026-11-30"]' };
  if (raw[0] > raw[1]) return { reason: "must have its first date before its last" };
  return { value: [raw[0], raw[1]] };
}

const isDate = (raw: unknown): raw is string => typeof raw === "string" && parseDay(raw) !== undefined;
const isAmount = (raw: unknown): raw is number =>
  Number.isInteger(raw) && (raw as number) >= 0 && (raw as number) <= 10_000;
const plural = (n: number, unit: Unit): string => `${n} ${n === 1 ? unit.slice(0, -1) : unit}`;
