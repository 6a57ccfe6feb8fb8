/** What stands in cells, as people and programs write it: numbers, amounts, dates, yes and no. */
import { digitsOf } from "../currency";
import { fold } from "../rules/fold";
import { MINUTE, offset } from "../time/zone";

/** What a file leaves open; guessed from it, and the marketer may say otherwise. */
export interface Habits {
  decimal: "." | ",";
  /** Of dates such as 03/04/2026. */
  dayFirst: boolean;
}

/** Whether a file's cells speak for a comma, and for months first: what is plain in one cell holds for all. */
export function habitsOf(cells: readonly string[]): Habits {
  const any = (pattern: RegExp) => cells.some((cell) => pattern.test(cell));
  const comma = any(/(^|[^\d.,])\d+,\d{1,2}($|\D)/) || any(/\d\.\d{3},\d/);
  const point = any(/(^|[^\d.,])\d+\.\d{1,2}($|[^\d.])/) || any(/\d,\d{3}\.\d/);
  const months = any(/^\d{1,2}\/(1[3-9]|2\d|3[01])\/\d{4}/);
  return { decimal: comma && !point ? "," : ".", dayFirst: !months };
}

export function readNumber(cell: string, { decimal }: Pick<Habits, "decimal">): number | undefined {
  const digits = cell.replace(/[\s'’\u00A0\u202F]/g, "");
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(digits)) return undefined;
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const mark = digits[last];
  const after = digits.length - last - 1;
  const both = digits.includes(".") && digits.includes(",");
  const repeated = mark !== undefined && digits.indexOf(mark) !== last;
  // Three digits behind a mark that is not the file's decimal sign: it separates thousands.
  const isDecimal = mark !== undefined && !repeated && (both || mark === decimal || after !== 3);
  const whole = (isDecimal ? digits.slice(0, last) : digits).replace(/[.,]/g, "");
  const value = Number(isDecimal ? `${whole}.${digits.slice(last + 1)}` : whole);
  return Number.isFinite(value) ? value : undefined;
}

const SIGNS: Record<string, string> = { "€": "EUR", $: "USD", "£": "GBP", "¥": "JPY", CHF: "CHF", zł: "PLN" };

/** `15.00 USD`, `€ 1.234,50`, `1234.5`: minor units, and the currency where it is said. */
export function readMoney(
  cell: string,
  currency: string,
  habits: Pick<Habits, "decimal">,
): { minor: number; currency: string } | undefined {
  const [sign] = /[€$£¥]|zł|[A-Za-z]{3}/.exec(cell) ?? [];
  const said = sign && (SIGNS[sign] ?? sign.toUpperCase());
  const value = readNumber(cell.replace(/[€$£¥]|zł|[A-Za-z]{3}/g, ""), habits);
  if (value === undefined) return undefined;
  const found = said && /^[A-Z]{3}$/.test(said) ? said : currency;
  return { minor: Math.round(value * 10 ** digitsOf(found)), currency: found };
}

export interface DateRead {
  year: number;
  month: number;
  day: number;
  /** Milliseconds of the day; absent when only a day is said. */
  time?: number;
  /** Minutes east of UTC, when that is said. */
  east?: number;
}

export function readDate(cell: string, { dayFirst }: Pick<Habits, "dayFirst">): DateRead | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(.*)$/s.exec(cell);
  const other = /^(\d{1,2})([./-])\s?(\d{1,2})[./-]\s?(\d{4})(.*)$/s.exec(cell);
  const found = iso
    ? { year: iso[1], month: iso[2], day: iso[3], rest: iso[4]! }
    : other && {
        year: other[4],
        // Points stand between day and month wherever people write them.
        ...(dayFirst || other[2] === "."
          ? { day: other[1], month: other[3] }
          : { month: other[1], day: other[3] }),
        rest: other[5]!,
      };
  if (!found) return undefined;
  const date = { year: Number(found.year), month: Number(found.month), day: Number(found.day) };
  const back = new Date(Date.UTC(date.year, date.month - 1, date.day));
  if (back.getUTCMonth() !== date.month - 1 || back.getUTCDate() !== date.day) return undefined;
  if (found.rest.trim() === "") return date;
  const time =
    /^[\sT,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i.exec(
      found.rest,
    );
  if (!time) return undefined;
  const [, hour, minute, second = "0", half, zone] = time;
  const hours = (Number(hour) % (half ? 12 : 24)) + (half?.toLowerCase() === "pm" ? 12 : 0);
  return {
    ...date,
    time: ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000,
    ...(zone && { east: eastOf(zone) }),
  };
}

function eastOf(zone: string): number {
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})/.exec(zone) ?? [];
  return sign ? (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
}

/** An instant; without a time zone in the cell, in the shop's. A number is seconds or milliseconds since 1970. */
export function readInstant(
  cell: string,
  habits: Pick<Habits, "dayFirst">,
  timeZone: string,
): number | undefined {
  if (/^\d{10}$/.test(cell)) return Number(cell) * 1000;
  if (/^\d{13}$/.test(cell)) return Number(cell);
  const date = readDate(cell, habits);
  if (!date) return undefined;
  const { year, month, day, time = 0, east } = date;
  const local = Date.UTC(year, month - 1, day) + time;
  // Where clocks were just changed, the offset is that of the instant and not of what the clock shows.
  return local - (east === undefined ? offset(timeZone, local - offset(timeZone, local)) : east * MINUTE);
}

const YES = new Set(
  [
    "yes",
    "y",
    "true",
    "1",
    "x",
    "on",
    "subscribed",
    "opted in",
    "opt-in",
    "given",
    "granted",
    "confirmed",
  ].concat(["ja", "j", "wahr", "angemeldet", "abonniert", "si", "vero", "iscritto"]),
);
const NO = new Set(
  ["no", "n", "false", "0", "off", "unsubscribed", "not subscribed", "opted out", "opt-out", "denied"].concat(
    ["nein", "falsch", "abgemeldet", "falso", "non iscritto", "cancellato"],
  ),
);

export function readYesNo(cell: string): boolean | undefined {
  const word = fold(cell);
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

/** Texts of a list: separated by semicolons or bars, else by commas. */
export function readList(cell: string): string[] {
  const separator = /[;|]/.test(cell) ? /[;|]/ : ",";
  return [...new Set(cell.split(separator).map((part) => part.trim()))].filter(Boolean);
}
