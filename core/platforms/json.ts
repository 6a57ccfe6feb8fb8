/** Reads what shop systems send: fields may be missing, numbers may be texts. */
import { readIdentity } from "../profiles/identity";
import type { Identity } from "../profiles/profile";

export type Json = Record<string, unknown>;

export const objectOf = (raw: unknown): Json =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw) ? (raw as Json) : {};
export const listOf = (raw: unknown): Json[] => (Array.isArray(raw) ? raw.map(objectOf) : []);

/** A text that says something; numbers as texts. */
export function textOf(raw: unknown, most = 300): string | undefined {
  if (typeof raw === "number") return String(raw);
  if (typeof raw !== "string") return undefined;
  const text = raw
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, most);
  return text === "" ? undefined : text;
}

/** Nought is no id. */
export const idOf = (raw: unknown): string | undefined => {
  const id = textOf(raw, 200);
  return id === "0" ? undefined : id;
};

export function numberOf(raw: unknown): number | undefined {
  const number = typeof raw === "string" && raw.trim() !== "" ? Number(raw) : raw;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** An instant; texts without a zone are UTC where they are said to be. */
export function instantOf(raw: unknown, zone = ""): number | undefined {
  if (typeof raw !== "string") return undefined;
  const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(raw) ? raw : raw + zone);
  return Number.isNaN(at) ? undefined : at;
}

/** "12.50" EUR is 1250. Shop systems write decimals with a point and no separators. */
export function minorUnits(raw: unknown, currency: string): number | undefined {
  const amount = numberOf(raw);
  return amount === undefined ? undefined : Math.round(amount * 10 ** decimalsOf(currency));
}

const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

export const currencyOf = (raw: unknown): string | undefined =>
  typeof raw === "string" && /^[a-z]{3}$/i.test(raw) ? raw.toUpperCase() : undefined;

/** Those that can be read. */
export function identitiesIn(found: Partial<Record<Identity["kind"], unknown>>) {
  return (Object.entries(found) as [Identity["kind"], unknown][]).flatMap(([kind, raw]) => {
    const text = kind === "customer" ? idOf(raw) : textOf(raw, 254);
    return (text && readIdentity(kind, text)) || [];
  });
}

export const known = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
