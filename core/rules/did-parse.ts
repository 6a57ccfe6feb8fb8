/** Reads a behaviour that somebody wrote: the condition, or each part that is wrong with its path and a reason. */
import { type ActivityKind, activities, activityEntry } from "./activities";
import { ELAPSED_UNITS } from "./after";
import { fold } from "./fold";
import { filterOf, parseItems } from "./items";
import type { After, DidRule, ElapsedUnit, Measure, Named, Sum, Times } from "./rule";
import { thousandths } from "./thousandths";
import { type Parsed, parseTimeframe } from "./timeframes";

type Refuse = (where: string, reason: string) => undefined;
type Raw = Record<string, unknown>;
type Narrowed = Pick<DidRule, "did" | "named" | "items">;

export const DID_FIELDS = ["named", "items", "after", "which", "times", "sum", "during"] as const;
const AFTER_FIELDS = ["did", "named", "items", "which", "within"];
export const MAX_TIMES = 1e6;
export const MAX_SUM = 1e12;
const MAX_WITHIN = 10_000;
/** Keys of `times`, of `sum`, and what can be summed. */
export const COMPARED_TIMES = ["atLeast", "atMost", "exactly"] as const;
export const COMPARED_SUM = [...COMPARED_TIMES, "moreThan", "lessThan", "between"] as const;
export const MEASURES: readonly Measure[] = ["amount", "quantity"];
export const OCCURRENCES = ["first", "last"] as const;

export function readDid(raw: Raw, where: string, refuse: Refuse): DidRule | undefined {
  const narrowed = readNarrowed(raw, where, refuse);
  if (!narrowed) return undefined;
  const rule: DidRule = narrowed;
  if (raw.after !== undefined) {
    const after = readAfter(raw.after, `${where}.after`, refuse);
    if (!after) return undefined;
    rule.after = after;
  }
  const sums = activityEntry(rule.did).sums;
  if (raw.sum !== undefined && !sums) return refuse(`${where}.sum`, `does not belong to ${rule.did}`);
  if (raw.sum !== undefined && raw.times !== undefined)
    return refuse(`${where}.sum`, "stands instead of times: ask for one of them");
  if (raw.which !== undefined && raw.times !== undefined)
    return refuse(`${where}.times`, "does not belong to a first or last occurrence");
  return readParts(rule, raw, where, refuse, {
    which: readWhich,
    times: readTimes,
    sum: readSum,
    during: (given) => parseTimeframe(given, true),
  });
}

function readAfter(raw: unknown, where: string, refuse: Refuse): After | undefined {
  if (!isRecord(raw)) return refuse(where, "must be an object with did");
  const extra = Object.keys(raw).find((key) => !AFTER_FIELDS.includes(key));
  if (extra !== undefined) return refuse(`${where}.${extra.slice(0, 64)}`, "does not belong to after");
  const narrowed = readNarrowed(raw, where, refuse);
  return narrowed && readParts<After>(narrowed, raw, where, refuse, { which: readWhich, within: readWithin });
}

/** An activity, and which of its entries. */
function readNarrowed(raw: Raw, where: string, refuse: Refuse): Narrowed | undefined {
  if (typeof raw.did !== "string" || !Object.hasOwn(activities, raw.did))
    return refuse(`${where}.did`, `must be one of ${Object.keys(activities).join(", ")}`);
  const did = raw.did as ActivityKind;
  const entry = activityEntry(did);
  for (const field of ["named", "items"] as const)
    if (raw[field] !== undefined && !entry[field])
      return refuse(`${where}.${field}`, `does not belong to ${did}`);
  const read = readParts<Narrowed>({ did }, raw, where, refuse, {
    named: (given) =>
      entry.ids && typeof given !== "string" ? { reason: "must be an id" } : readNamed(given),
  });
  if (!read || raw.items === undefined) return read;
  const items = parseItems(raw.items, `${where}.items`, refuse);
  if (!items) return undefined;
  if (entry.items === "categories" && filterOf(items))
    return refuse(`${where}.items`, `must be categories: ${did} has no products`);
  return { ...read, items };
}

/** Adds each part that is given, read by its reader. */
function readParts<R extends object>(
  rule: R,
  raw: Raw,
  where: string,
  refuse: Refuse,
  readers: { [K in keyof R]?: (given: unknown) => Parsed<NonNullable<R[K]>> },
): R | undefined {
  const read = { ...rule };
  for (const key of Object.keys(readers) as (keyof R & string)[]) {
    if (raw[key] === undefined) continue;
    const parsed = readers[key]!(raw[key]);
    if ("reason" in parsed) return refuse(`${where}.${key}`, parsed.reason);
    read[key] = parsed.value;
  }
  return read;
}

function readNamed(raw: unknown): Parsed<Named> {
  const [how, text] = isRecord(raw) ? (onlyEntry(raw) ?? []) : ["is", raw];
  if (how !== "is" && how !== "contains" && how !== "startsWith")
    return { reason: "must be text, { contains } or { startsWith }" };
  if (typeof text !== "string" || text.length > 200 || fold(text) === "")
    return { reason: "must be text of 1 to 200 characters" };
  return { value: how === "is" ? text : ({ [how]: text } as unknown as Named) };
}

function readTimes(raw: unknown): Parsed<Times> {
  const [key, n] = (isRecord(raw) && onlyEntry(raw)) || [];
  return COMPARED_TIMES.includes(key as "exactly") && isWhole(n, MAX_TIMES)
    ? { value: { [key as string]: n } as unknown as Times }
    : { reason: "must be { atLeast }, { atMost } or { exactly } with a whole number from 0" };
}

function readSum(raw: unknown): Parsed<Sum> {
  if (!isRecord(raw) || !MEASURES.includes(raw.of as Measure))
    return { reason: `must have of, one of ${MEASURES.join(", ")}` };
  const { of, ...compare } = raw;
  const [key, given] = onlyEntry(compare) ?? [];
  if (!COMPARED_SUM.includes(key as "between"))
    return { reason: `must have one of ${COMPARED_SUM.join(", ")}` };
  const isNumber = of === "amount" ? (n: unknown) => isWhole(n, MAX_SUM) : isQuantity;
  const numbers =
    of === "amount" ? "whole number from 0 in minor units" : "number from 0 with at most three decimals";
  if (key !== "between")
    return isNumber(given)
      ? { value: { of, [key as string]: given } as unknown as Sum }
      : { reason: `must have a ${numbers} for ${key}` };
  return Array.isArray(given) && given.length === 2 && given.every(isNumber) && given[0] <= given[1]
    ? { value: { of, between: given } as unknown as Sum }
    : { reason: `must have two numbers for between, the smaller one first, each a ${numbers}` };
}

const readWhich = (raw: unknown): Parsed<"first" | "last"> =>
  raw === "first" || raw === "last" ? { value: raw } : { reason: "must be first or last" };

function readWithin(raw: unknown): Parsed<[number, ElapsedUnit]> {
  const right =
    Array.isArray(raw) &&
    raw.length === 2 &&
    isWhole(raw[0], MAX_WITHIN) &&
    raw[0] > 0 &&
    ELAPSED_UNITS.includes(raw[1]);
  return right
    ? { value: [raw[0], raw[1]] }
    : {
        reason: `must be [number, unit] with a whole number from 1 to ${MAX_WITHIN} and a unit of ${ELAPSED_UNITS.join(", ")}`,
      };
}

const onlyEntry = (raw: Raw): [string, unknown] | undefined => {
  const entries = Object.entries(raw);
  return entries.length === 1 ? entries[0] : undefined;
};
const isRecord = (raw: unknown): raw is Raw => typeof raw === "object" && raw !== null && !Array.isArray(raw);
const isWhole = (n: unknown, max: number): n is number =>
  Number.isInteger(n) && (n as number) >= 0 && (n as number) <= max;
const isQuantity = (n: unknown): boolean =>
  typeof n === "number" && n >= 0 && n <= MAX_TIMES && thousandths(n) / 1000 === n;
