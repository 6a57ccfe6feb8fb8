/** A value that is another fact of the same person: `{ attribute: "average_days_between_orders", times: 2 }`. */
import type { Attribute, Attributes } from "../attributes/attribute";
import { attributeTypes, isCalendar } from "../attributes/types";
import type { Parsed } from "./timeframes";

export interface Reference {
  attribute: string;
  /** Of numbers: by how much it is multiplied. */
  times?: number;
}

export const isReference = (value: unknown): value is Reference =>
  typeof value === "object" && value !== null && "attribute" in value;

/** An attribute that can be compared with `attribute`, or why it cannot. */
export function parseReference(
  { attribute: key, times, ...rest }: Reference,
  attribute: Attribute,
  attributes: Attributes,
): Parsed<Reference> {
  const other = typeof key === "string" ? attributes.get(key) : undefined;
  if (!other) return { reason: "must name an attribute of this shop" };
  const { fact } = attributeTypes[attribute.type];
  if (attributeTypes[other.type].fact !== fact)
    return { reason: `must name an attribute that is a ${fact} too` };
  if (isCalendar(attribute) !== isCalendar(other))
    return { reason: "must name a date of the same kind, with or without a time of day" };
  if (Object.keys(rest).length > 0) return { reason: "must be { attribute } or { attribute, times }" };
  if (times === undefined) return { value: { attribute: other.key } };
  if (fact !== "number") return { reason: "must have no times: only numbers are multiplied" };
  if (!(Number.isFinite(times) && times > 0 && times <= 1e6))
    return { reason: "must have times as a number above 0, at most 1000000" };
  return { value: { attribute: other.key, times } };
}
