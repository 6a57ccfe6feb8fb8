/**
 * The types that an attribute may have, as the marketer names them, and the kind of fact that each holds.
 * Adding a type is adding one entry.
 */

import { printPlace } from "../rules/places";
import type { Value } from "../rules/rule";
import { type Clock, DAY, offset, parseDay } from "../time/zone";

/** What rules compare. Dates are UTC milliseconds; lists hold texts; a place is "latitude,longitude" in degrees. */
export type FactType = "number" | "text" | "date" | "boolean" | "list" | "place";

export type AttributeType = keyof typeof attributeTypes;

/** Reads a value that somebody gave: the value as stored, or a reason. The clock tells days of the shop's zone. */
type Read = (raw: unknown, options: readonly string[], clock: Clock) => { value: Value } | { reason: string };

export interface TypeEntry {
  label: string;
  fact: FactType;
  /** A date without a time of day: kept as midnight UTC, the same day in every zone. */
  calendar?: true;
  /** Whether the shop lists the possible values. */
  options: boolean;
  read: Read;
}

export const attributeTypes = {
  number: { label: "Number", fact: "number", options: false, read: readNumber },
  date: { label: "Date", fact: "date", calendar: true, options: false, read: readDay },
  dateTime: { label: "Date and time", fact: "date", options: false, read: readInstant },
  radio: { label: "Radio button", fact: "text", options: true, read: readChoice },
  checkboxes: { label: "Checkboxes", fact: "list", options: true, read: readChoices },
  shortText: { label: "Short text", fact: "text", options: false, read: (raw) => readText(raw, 500) },
  longText: { label: "Long text", fact: "text", options: false, read: (raw) => readText(raw, 5000) },
  singleSelect: { label: "Single select", fact: "text", options: true, read: readChoice },
  multiSelect: { label: "Multi select", fact: "list", options: true, read: readChoices },
  place: { label: "Place", fact: "place", options: false, read: readPlace },
  yesNo: { label: "Yes or no", fact: "boolean", options: false, read: readBoolean },
} satisfies Record<string, TypeEntry>;

/** A value that somebody gave for an attribute: as stored, or why it does not fit. */
export function readAttribute(
  attribute: { type: AttributeType; options?: readonly string[] },
  raw: unknown,
  clock: Clock,
): { value: Value } | { reason: string } {
  return (attributeTypes[attribute.type] as TypeEntry).read(raw, attribute.options ?? [], clock);
}

/** Whether it holds dates without a time of day. */
export const isCalendar = ({ type }: { type: AttributeType }): boolean =>
  (attributeTypes[type] as TypeEntry).calendar ?? false;

function readNumber(raw: unknown) {
  const value = typeof raw === "string" && raw.trim() !== "" ? Number(raw) : raw;
  return typeof value === "number" && Number.isFinite(value) ? { value } : { reason: "must be a number" };
}

/**
 * A calendar date, or an instant (ISO 8601, milliseconds), whose day is the shop's. Midnight UTC is a date that lost its
 * form on the way, so that what is stored may be given again.
 */
function readDay(raw: unknown, _: readonly string[], clock: Clock) {
  const day = typeof raw === "string" ? parseDay(raw.trim()) : undefined;
  const at = day === undefined ? instantOf(raw, clock) : day * DAY;
  if (at === undefined) return NO_DATE;
  return { value: at % DAY === 0 ? at : clock.dayOf(at) * DAY };
}

/** An instant; of a calendar date, the first of that day in the shop's zone. */
function readInstant(raw: unknown, _: readonly string[], clock: Clock) {
  const day = typeof raw === "string" ? parseDay(raw.trim()) : undefined;
  const at = day === undefined ? instantOf(raw, clock) : clock.startOf(day);
  return at === undefined ? NO_DATE : { value: at };
}

const NO_DATE = { reason: "must be a date such as 2026-11-27 or 2026-11-27T09:30:00Z" };
/** The years that have four digits. */
const [FIRST, LAST] = [Date.parse("0000-01-01T00:00Z"), Date.parse("9999-12-31T23:59:59.999Z")];

/** Without an offset from UTC it is the time on the shop's own clocks. */
function instantOf(raw: unknown, { zone }: Clock): number | undefined {
  if (typeof raw === "number") return inYears(Math.round(raw));
  const [, local, ahead] =
    (typeof raw === "string" && /^(\d{4}-\d{2}-\d{2}T[\d:.]+)(Z|[+-]\d{2}:?\d{2})?$/i.exec(raw.trim())) || [];
  if (local === undefined) return undefined;
  const at = inYears(Date.parse(local + (ahead ?? "Z")));
  return at === undefined || ahead !== undefined ? at : at - offset(zone, at - offset(zone, at));
}

const inYears = (at: number): number | undefined => (at >= FIRST && at <= LAST ? at : undefined);

function readText(raw: unknown, max: number) {
  const value = typeof raw === "number" ? String(raw) : raw;
  if (typeof value !== "string" || value.trim() === "") return { reason: "must be text" };
  return value.length <= max ? { value: value.trim() } : { reason: `must have at most ${max} characters` };
}

function readChoice(raw: unknown, options: readonly string[]) {
  const text = readText(raw, 500);
  if ("reason" in text || options.length === 0 || options.includes(text.value)) return text;
  return { reason: `must be one of ${options.join(", ")}` };
}

function readChoices(raw: unknown, options: readonly string[]) {
  const values = Array.isArray(raw) ? raw : [raw];
  for (const value of values) {
    const choice = readChoice(value, options);
    if ("reason" in choice) return choice;
  }
  return { value: [...new Set(values.map((value) => String(value).trim()))] };
}

/** "47.38,8.54" or [47.38, 8.54]: latitude and longitude in degrees. */
function readPlace(raw: unknown) {
  const [lat, lon, ...more] = Array.isArray(raw) ? raw : typeof raw === "string" ? raw.split(",") : [];
  const degrees = [lat, lon].map((part) => (String(part ?? "").trim() === "" ? Number.NaN : Number(part)));
  const value = more.length > 0 ? undefined : printPlace(degrees[0]!, degrees[1]!);
  return value === undefined
    ? { reason: "must be latitude and longitude in degrees, such as 47.38,8.54" }
    : { value };
}

function readBoolean(raw: unknown) {
  if (typeof raw === "boolean") return { value: raw };
  if (raw === "true" || raw === "yes") return { value: true };
  if (raw === "false" || raw === "no") return { value: false };
  return { reason: "must be true or false" };
}
