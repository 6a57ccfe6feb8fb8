/**
 * Anniversaries: when a date returns, year after year. 29 February returns on the 28th in common years. In the year of
 * the date itself there is no anniversary yet; a month, or a day of the year, is looked at without the year.
 */
import { type Clock, monthsBefore } from "../time/zone";
import { dateOfDay, dateSql, dayOf, daySql, isLeap, returnIn } from "./calendar";
import type { Sql, SqlTag } from "./sql";
import type { DayUnit, Parsed } from "./timeframes";

export type Anniversary =
  | { inTheNext: [number, DayUnit] }
  | { inTheLast: [number, DayUnit] }
  | { exactlyAgo: [number, DayUnit] }
  | { inMonth: number }
  | { on: string };
export type AnniversaryKind = Anniversary extends infer A ? (A extends A ? keyof A : never) : never;

/** Days from today that may be asked for: no longer than the year until the next anniversary. */
const MOST: Record<DayUnit, number> = { days: 365, weeks: 52, months: 12 };
export const ANNIVERSARY_UNITS = Object.keys(MOST) as DayUnit[];
export const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
] as const;

/** A day that moves with today: so many days, or months, after it. */
type Edge = { days: number } | { months: number };
const TODAY: Edge = { days: 0 };

interface Kind<V> {
  label: string;
  /** What the editor asks for. */
  input: "amount" | "month" | "day";
  parse(raw: unknown): Parsed<V>;
  /** The first and the last day of those around today, or the days of every year (`month * 100 + day`). */
  span(value: V): { from: Edge; to: Edge } | { yearly: [from: number, to: number] };
  describe(value: V): string;
  example: V;
}

export const anniversaries: {
  [K in AnniversaryKind]: Kind<Extract<Anniversary, Record<K, unknown>>[K]>;
} = {
  inTheNext: {
    label: "in the next",
    input: "amount",
    parse: amount,
    span: (value) => ({ from: TODAY, to: after(value, 1) }),
    describe: (value) => `in the next ${plural(value)}`,
    example: [7, "days"],
  },
  inTheLast: {
    label: "in the last",
    input: "amount",
    parse: amount,
    span: (value) => ({ from: after(value, -1), to: TODAY }),
    describe: (value) => `in the last ${plural(value)}`,
    example: [7, "days"],
  },
  exactlyAgo: {
    label: "exactly … ago",
    input: "amount",
    parse: amount,
    span: (value) => ({ from: after(value, -1), to: after(value, -1) }),
    describe: (value) => `exactly ${plural(value)} ago`,
    example: [3, "days"],
  },
  inMonth: {
    label: "in",
    input: "month",
    parse: (raw) =>
      Number.isInteger(raw) && (raw as number) >= 1 && (raw as number) <= 12
        ? { value: raw as number }
        : { reason: "must be a month from 1 to 12" },
    span: (month) => ({ yearly: [month * 100 + 1, month * 100 + 31] }),
    describe: (month) => `in ${MONTHS[month - 1]}`,
    example: 5,
  },
  on: {
    label: "on",
    input: "day",
    parse: (raw) =>
      typeof raw === "string" && isDayOfYear(raw)
        ? { value: raw }
        : { reason: "must be a day of the year such as 05-17" },
    span: (day) => ({ yearly: [monthDayOf(day), monthDayOf(day)] }),
    describe: (day) => `on ${Number(day.slice(3))} ${MONTHS[Number(day.slice(0, 2)) - 1]}`,
    example: "05-17",
  },
};

const entry = (anniversary: Anniversary) => {
  const [kind, value] = Object.entries(anniversary)[0]!;
  return [anniversaries[kind as AnniversaryKind] as Kind<unknown>, value] as const;
};

export function parseAnniversary(raw: unknown): Parsed<Anniversary> {
  const entries = typeof raw === "object" && raw !== null ? Object.entries(raw) : [];
  const [kind, given] = entries[0] ?? [];
  if (entries.length !== 1 || !kind || !Object.hasOwn(anniversaries, kind))
    return { reason: `must be an object with one of ${Object.keys(anniversaries).join(", ")}` };
  const parsed = (anniversaries[kind as AnniversaryKind] as Kind<unknown>).parse(given);
  return "reason" in parsed ? parsed : { value: { [kind]: parsed.value } as unknown as Anniversary };
}

export const describeAnniversary = (anniversary: Anniversary): string => {
  const [kind, value] = entry(anniversary);
  return kind.describe(value);
};

/** Anniversaries in these days of one year; those of dates from before `year`, or of all dates. */
interface Days {
  year: number | undefined;
  from: number;
  to: number;
}

/** An anniversary made ready for one clock. */
export interface Returning {
  /** Moves it to the clock's day. */
  refresh(): void;
  holds(at: number): boolean;
  sql(sql: SqlTag, column: Sql): Sql;
  /** The next instant after now at which the answer for this date may change; else Infinity. */
  nextChange(at: number): number;
}

export function returning(anniversary: Anniversary, clock: Clock, calendar = false): Returning {
  const [kind, value] = entry(anniversary);
  const span = kind.span(value);
  let days: Days[] = [];
  const refresh = () => {
    days = "yearly" in span ? [yearly(span.yearly, clock)] : daysFrom(span, clock);
  };
  refresh();
  return {
    refresh,
    holds(at) {
      const date = dateOfDay(dayOf(at, clock, calendar));
      return date !== undefined && days.some((some) => isIn(date, some));
    },
    sql(sql, column) {
      const isIn = days
        .map(
          ({ year, from, to }) =>
            sql`d.date % 10000 BETWEEN ${from} AND ${to}${year === undefined ? sql`` : sql` AND d.date < ${year * 10_000}`}`,
        )
        .reduce((one, other) => sql`(${one}) OR (${other})`);
      return sql`coalesce((SELECT ${isIn} FROM (SELECT ${dateSql(sql, daySql(sql, column, clock, calendar))} AS date) d), 0)`;
    },
    nextChange(at) {
      const date = dateOfDay(dayOf(at, clock, calendar));
      if (date === undefined) return Infinity;
      const year = Math.floor(dateOfDay(clock.today)! / 10_000);
      if ("yearly" in span)
        // Only who was born on a leap day moves, to the 28th or back, and with the year.
        return date % 10_000 === 229 ? clock.startOf(returnIn(year + 1, 101)) : Infinity;
      const born = Math.floor(date / 10_000);
      const first = Math.max(born + 1, year - 1);
      let next = Infinity;
      for (const y of [first, first + 1, first + 2, first + 3]) {
        const day = returnIn(y, date % 10_000);
        for (const change of [arrival(span.to, day), arrival(span.from, day + 1)])
          if (change > clock.today && change < next) next = change;
      }
      return next === Infinity ? next : clock.startOf(next);
    },
  };
}

const isIn = (date: number, { year, from, to }: Days): boolean =>
  date % 10_000 >= from && date % 10_000 <= to && (year === undefined || date < year * 10_000);

/** At most a year from end to end: they lie in one year or in two. */
function daysFrom({ from, to }: { from: Edge; to: Edge }, clock: Clock): Days[] {
  const [first, last] = [dateOfDay(dayAt(from, clock.today))!, dateOfDay(dayAt(to, clock.today))!];
  const [year, next] = [Math.floor(first / 10_000), Math.floor(last / 10_000)];
  if (year === next) return [inYear(year, first % 10_000, last % 10_000)];
  return [inYear(year, first % 10_000, 1231), inYear(next, 101, last % 10_000)];
}

/** The 28th of February is the 29th's day too where that is missing. */
const inYear = (year: number, from: number, to: number): Days => ({
  year,
  from,
  to: to === 228 && !isLeap(year) ? 229 : to,
});

function yearly([from, to]: [number, number], clock: Clock): Days {
  return { ...inYear(Math.floor(dateOfDay(clock.today)! / 10_000), from, to), year: undefined };
}

const dayAt = (edge: Edge, today: number): number =>
  "days" in edge ? today + edge.days : monthsBefore(today, -edge.months);

/** The first day on which an edge stands at `day` or behind it. */
function arrival(edge: Edge, day: number): number {
  if ("days" in edge) return day - edge.days;
  let today = monthsBefore(day, edge.months) - 3;
  while (dayAt(edge, today) < day) today++;
  return today;
}

function after([n, unit]: [number, DayUnit], direction: 1 | -1): Edge {
  if (unit === "months") return { months: direction * n };
  return { days: direction * (unit === "weeks" ? 7 * n : n) };
}

function amount(raw: unknown): Parsed<[number, DayUnit]> {
  const [n, unit] = Array.isArray(raw) && raw.length === 2 ? raw : [];
  if (!Number.isInteger(n) || n < 0 || !ANNIVERSARY_UNITS.includes(unit) || n > MOST[unit as DayUnit])
    return { reason: "must be [number, unit] with at most 365 days, 52 weeks or 12 months" };
  return { value: [n, unit] };
}

const plural = ([n, unit]: [number, DayUnit]): string => `${n} ${n === 1 ? unit.slice(0, -1) : unit}`;
const monthDayOf = (day: string): number => Number(day.slice(0, 2)) * 100 + Number(day.slice(3));
/** Of any year: 29 February is one. */
const isDayOfYear = (text: string): boolean =>
  /^\d\d-\d\d$/.test(text) &&
  dateOfDay(Date.parse(`2000-${text}T00:00:00Z`) / 86_400_000) === 20_000_000 + monthDayOf(text);
