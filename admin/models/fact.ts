// A fact of a person in words: money in the shop's currency, instants in its zone, codes by their names.
import type { Value } from "../../core/rules/rule";
import { format, text } from "../texts/index";

export interface FactShape {
  /** An attribute's type or a condition's: only dates are looked at, the rest shows in the value itself. */
  type: string;
  unit: "amount" | "seconds" | "percent" | "count" | null;
  /** A date without a time of day, kept as midnight UTC. */
  calendar: boolean;
  /** The attribute's key: countries and languages are kept as codes. */
  key?: string | null;
}

export interface ShopWords {
  currency: string;
  timeZone: string;
}

export function formatFact(value: Value | null, shape: FactShape, shop: ShopWords): string {
  if (value === null) return text.common.notKnown;
  if (Array.isArray(value)) return value.length ? format.list(value) : text.common.none;
  if (typeof value === "boolean") return value ? text.profiles.yes : text.profiles.no;
  if (typeof value === "number") return formatNumber(value, shape, shop);
  if (shape.key === "country") return format.countryName(value);
  if (shape.key === "language") return format.languageName(value);
  return value;
}

function formatNumber(value: number, { type, unit, calendar }: FactShape, shop: ShopWords): string {
  if (type === "date" || type === "dateTime")
    return calendar ? formatDay(value, "UTC") : formatInstant(value, shop.timeZone);
  if (unit === "amount") return format.money(value, shop.currency);
  if (unit === "seconds") return format.duration(value);
  if (unit === "percent") return format.percent(value / 100);
  return format.number(value);
}

export const formatInstant = (at: number, timeZone: string): string =>
  format.dateTime(at, { dateStyle: "medium", timeStyle: "short", timeZone });

export const formatDay = (at: number, timeZone: string): string =>
  format.dateTime(at, { dateStyle: "medium", timeZone });
