// Numbers, shares, money, dates and plurals, by Intl, in the language of the panel. Formatters are kept: making
// one costs more than a hundred uses of it.

let locale = "en";
const kept = new Map<string, unknown>();

/** The reader's own variant of the panel's language when there is one: `en-GB` writes dates as a Briton does. */
export function setFormatLocale(language: string, preferred: readonly string[] = []): void {
  locale = preferred.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language;
  kept.clear();
}

export function formatLocale(): string {
  return locale;
}

export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return numberFormat(options).format(value);
}

/** @param share 0 to 1; shares under 10 % carry one decimal, so that 0.4 % is not "0 %". */
export function percent(share: number): string {
  const maximumFractionDigits = share !== 0 && Math.abs(share) < 0.0995 ? 1 : 0;
  return numberFormat({ style: "percent", maximumFractionDigits }).format(share);
}

/** 12,900 as "12.9K": for tiles and axes, never where the exact number matters. */
export function compact(value: number): string {
  return numberFormat({ notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** @param minor in minor currency units: cents for EUR, yen for JPY */
export function money(minor: number, currency: string, options: { whole?: boolean } = {}): string {
  const digits = numberFormat({ style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const whole = options.whole ? { maximumFractionDigits: 0 } : {};
  return numberFormat({ style: "currency", currency, ...whole }).format(minor / 10 ** digits);
}

/** The right word for a number, chosen by the language's own rules. */
export function plural(
  count: number,
  words: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  const rules = keep("plural", () => new Intl.PluralRules(locale));
  return words[rules.select(count)] ?? words.other;
}

export function dateTime(at: number, options: Intl.DateTimeFormatOptions): string {
  return keep(`date${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options)).format(at);
}

/** "3 minutes ago", "in 2 days", "yesterday". */
export function relativeTime(at: number, now: number): string {
  const seconds = (at - now) / 1000;
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units[units.length - 1]!;
  const format = keep("relative", () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  return format.format(Math.trunc(seconds / size), unit);
}

const units: readonly [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

export function list(items: readonly string[], type: Intl.ListFormatType = "conjunction"): string {
  return keep(`list${type}`, () => new Intl.ListFormat(locale, { type })).format(items);
}

/** Reads a number as people of this language type it: 1.234,5 in German, 1,234.5 in English. */
export function parseNumber(typed: string): number | null {
  const parts = keep("separators", () => new Intl.NumberFormat(locale).formatToParts(-12345.6));
  const decimal = parts.find((part) => part.type === "decimal")?.value ?? ".";
  const group = parts.find((part) => part.type === "group")?.value ?? ",";
  const plain = typed.replace(/\s/g, "").replaceAll(group, "").replace(decimal, ".").replace("−", "-");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return keep(`number${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

function keep<T>(key: string, make: () => T): T {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key) as T;
}

/** 45 as "45 sec", 1,864 as "31 min", 4,380 as "1 hr 13 min". */
export function duration(seconds: number): string {
  const unit = (value: number, name: string) => number(value, { style: "unit", unit: name });
  if (seconds < 60) return unit(Math.round(seconds), "second");
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return unit(minutes, "minute");
  const hours = unit(Math.floor(minutes / 60), "hour");
  return minutes % 60 === 0 ? hours : `${hours} ${unit(minutes % 60, "minute")}`;
}

/** "DE" as "Germany"; what is no country's code stays as it is. */
export const countryName = (code: string): string => nameOfCode("region", code);

/** "de-AT" as "Austrian German". */
export const languageName = (tag: string): string => nameOfCode("language", tag);

function nameOfCode(type: Intl.DisplayNamesType, code: string): string {
  const names = keep(`names${type}`, () => new Intl.DisplayNames(locale, { type, fallback: "code" }));
  try {
    return names.of(code) ?? code;
  } catch {
    return code; // not shaped like a code at all
  }
}
