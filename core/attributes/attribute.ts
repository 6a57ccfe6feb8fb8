/** An attribute: a typed fact of a profile. Standard ones are in `standard.ts`; a shop defines its own beside them. */
import type { Tables } from "../tables/table";
import type { Computed } from "./computed";
import type { Derived } from "./derived";
import type { AttributeType } from "./types";

export const ATTRIBUTE_GROUPS = [
  "Profile",
  "Source",
  "Location",
  "Communication",
  "Purchase",
  "Predicted",
  "Other",
] as const;
export type AttributeGroup = (typeof ATTRIBUTE_GROUPS)[number];

/** What is predicted is no shop's to define. */
export const OWN_GROUPS = ATTRIBUTE_GROUPS.filter((group) => group !== "Predicted");

export interface Attribute {
  /** The name in rules, in the API and in the database. */
  key: string;
  /** The name that marketers see; visitors never do. */
  label: string;
  group: AttributeGroup;
  type: AttributeType;
  notes?: string;
  /** Possible values, where the type has them. */
  options?: readonly string[];
  /** Types that it had before; one more with each change after which values may read otherwise (`convert.ts`). */
  formerly?: readonly AttributeType[];
  /** Whether a browser may write it by `set`, `identify` or a form. */
  browser?: boolean;
  /** Whether it is personal data: masked for analysts, part of export and erasure. */
  personal?: boolean;
  /** Unit of a number: an amount is an integer in the shop's currency's minor unit. */
  unit?: "amount" | "seconds" | "percent" | "count";
  /**
   * Standard attributes have a column of their own in D1: those that rules use most, and short ones, among the
   * `facts` that every count reads; long texts apart, in `details`. A shop's own attributes have none.
   */
  column?: "facts" | "details";
  /** Worked out when it is read, never stored. */
  derived?: Derived;
  /** Worked out by whoever owns the profile, and stored; of the shop's own only. */
  computed?: Computed;
}

/** By key. The shop's own tables go along: whoever reads a rule needs both. */
export interface Attributes extends ReadonlyMap<string, Attribute> {
  readonly tables?: Tables;
}
