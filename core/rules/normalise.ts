/** Facts and values as operators compare them: texts and the items of lists folded, places as points, all else as it is. */
import type { FactType } from "../attributes/types";
import { fold } from "./fold";
import { pointOf } from "./places";

export function normaliseFact(type: FactType, fact: unknown): unknown {
  if (type === "text") return typeof fact === "string" ? fold(fact) : fact;
  if (type === "list") return Array.isArray(fact) ? fact.map(fold) : fact;
  if (type === "place") return typeof fact === "string" ? pointOf(fact) : fact;
  return fact;
}

/** A condition's value has the fact's type, or is a list of such values. */
export function normaliseValue(type: FactType, value: unknown): unknown {
  if (type !== "text" && type !== "list") return value;
  return Array.isArray(value) ? value.map(fold) : typeof value === "string" ? fold(value) : value;
}
