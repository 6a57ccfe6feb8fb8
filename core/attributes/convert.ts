/**
 * Attributes whose type or options changed. What people have stays as it was written; whoever reads it takes it as the
 * type that the attribute has now (decision 10). A value that does not fit reads as missing, and comes back with the
 * type that it fits.
 */
import { fold } from "../rules/fold";
import type { Value } from "../rules/rule";
import { type Clock, DAY } from "../time/zone";
import type { Attribute } from "./attribute";
import { type AttributeType, attributeTypes, type FactType, readAttribute } from "./types";

/** What an attribute is and was: the types that its kept values may have been written under. */
export type Kept = Pick<Attribute, "type" | "options" | "formerly">;

/** How a kept value reads now; undefined when it does not fit. Never throws, whatever was kept. */
export function convert(kept: unknown, attribute: Kept, clock: Clock): Value | undefined {
  if (!isValue(kept)) return undefined;
  return conversions[attributeTypes[attribute.type].fact](kept, attribute, clock);
}

/** What reads a kept value; undefined for an attribute that is what it always was, whose values are as they are kept. */
export const converterOf = (
  attribute: Kept,
  clock: Clock,
): ((kept: unknown) => Value | undefined) | undefined =>
  attribute.formerly?.length ? (kept) => convert(kept, attribute, clock) : undefined;

/** A person's value as the attribute reads now. */
export function factIn(
  facts: { readonly [key: string]: Value | undefined },
  attribute: Kept & { key: string },
  clock: Clock,
): Value | undefined {
  const kept = facts[attribute.key];
  return attribute.formerly?.length ? convert(kept, attribute, clock) : kept;
}

/** The name of its values in D1: another one with each change, so that values of two types never mix. */
export const storedName = ({ key, formerly = [] }: Pick<Attribute, "key" | "formerly">): string =>
  formerly.length === 0 ? key : `${key}@${formerly.length}`;

/** The name under which D1 has those whose value does not fit. Keys have neither character. */
export const misfitName = (attribute: Pick<Attribute, "key" | "formerly">): string =>
  `${storedName(attribute)}?`;

/** All names that the values of a changed attribute may still have from earlier. */
export function earlierNames({ key, formerly = [] }: Pick<Attribute, "key" | "formerly">): string[] {
  return formerly.flatMap((_, i) => {
    const then = { key, formerly: formerly.slice(0, i) };
    return i === 0 ? [storedName(then)] : [storedName(then), misfitName(then)];
  });
}

/** Dates are kept as numbers: where an attribute was the one and becomes the other, nobody could tell which a value is. */
export function isAmbiguous(types: readonly AttributeType[]): boolean {
  const facts = new Set<FactType>(types.map((type) => attributeTypes[type].fact));
  return facts.has("number") && facts.has("date");
}

/** Whether values that people have may read otherwise after this change. More options alone change nothing. */
export function changesReading(before: Kept, after: Kept): boolean {
  if (before.type !== after.type) return true;
  const options = new Set(after.options);
  const removed = (before.options ?? []).some((option) => !options.has(option));
  return removed || (!!before.formerly?.length && (after.options ?? []).length !== before.options?.length);
}

const conversions: Record<FactType, (kept: Value, attribute: Kept, clock: Clock) => Value | undefined> = {
  number: (kept, attribute, clock) => {
    if (typeof kept === "number") return wasDate(attribute) ? undefined : kept;
    return readAs("number", single(kept), clock);
  },
  date: (kept, { type }, clock) => readAs(type, single(kept), clock),
  text: (kept, attribute, clock) => {
    const text = textOf(kept, attribute);
    if (text === undefined) return undefined;
    const { options = [] } = attribute;
    if (!attributeTypes[attribute.type].options || options.length === 0)
      return readAs(attribute.type, text, clock);
    return optionFor(Array.isArray(kept) ? single(kept) : text, options);
  },
  list: (kept, attribute) => {
    const { options = [] } = attribute;
    const known = Array.isArray(kept)
      ? // Options that are gone leave the rest.
        kept.flatMap((item) => optionFor(item, options) ?? [])
      : listed(textOf(kept, attribute), options);
    return known && known.length > 0 ? [...new Set(known)] : undefined;
  },
  place: (kept, _, clock) => (typeof kept === "string" ? readAs("place", kept, clock) : undefined),
  boolean: (kept, _, clock) => {
    if (typeof kept === "boolean") return kept;
    const only = single(kept);
    return typeof only === "string" ? readAs("yesNo", fold(only), clock) : undefined;
  },
};

function readAs(type: AttributeType, raw: unknown, clock: Clock): Value | undefined {
  const read = readAttribute({ type }, raw, clock);
  return "value" in read ? read.value : undefined;
}

/** The only item of a list, or what is no list. */
const single = (kept: Value): Value | undefined =>
  Array.isArray(kept) ? (kept.length === 1 ? kept[0] : undefined) : kept;

function textOf(kept: Value, attribute: Kept): string | undefined {
  if (Array.isArray(kept)) return kept.join(", ");
  if (typeof kept === "boolean") return kept ? "yes" : "no";
  if (typeof kept === "string") return kept;
  return wasDate(attribute) ? dateText(kept, attribute) : String(kept);
}

/** Calendar dates are midnights in UTC: only what may be an instant needs to say its time. */
function dateText(at: number, { formerly = [] }: Kept): string | undefined {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return undefined;
  const isDay = at % DAY === 0 && !formerly.includes("dateTime");
  return isDay ? date.toISOString().slice(0, -14) : date.toISOString();
}

/** The option that a text means, without regard to case and accents; any text where there are no options. */
function optionFor(text: unknown, options: readonly string[]): string | undefined {
  if (typeof text !== "string" || text.trim() === "") return undefined;
  if (options.length === 0 || options.includes(text)) return text;
  const folded = fold(text);
  return options.find((option) => fold(option) === folded);
}

/** One option, or several with commas between them: all of them, or it is no list. */
function listed(text: string | undefined, options: readonly string[]): string[] | undefined {
  if (text === undefined) return undefined;
  const whole = optionFor(text, options);
  if (whole !== undefined && options.length > 0) return [whole];
  const items = text.split(",").map((item) => optionFor(item.trim(), options));
  return items.every((item) => item !== undefined) ? items : undefined;
}

const wasDate = ({ type, formerly = [] }: Kept): boolean =>
  [type, ...formerly].some((one) => attributeTypes[one].fact === "date");

const isValue = (kept: unknown): kept is Value =>
  typeof kept === "string" ||
  typeof kept === "boolean" ||
  (typeof kept === "number" && Number.isFinite(kept)) ||
  (Array.isArray(kept) && kept.every((item) => typeof item === "string"));
