/**
 * The rule language: one tree in JSON that the builder edits, the edge evaluates, SQL counts and the page finishes.
 *
 * A rule is made of conditions (leaves) in groups. Every leaf answers true or false for every person, also when the
 * fact is not known (each operator says what a missing fact answers), so that `not` means not in every reader.
 * An empty `all` is true, an empty `any` is false.
 */

import type { Rows } from "../tables/rows";
import type { ActivityKind } from "./activities";
import type { InterestRule } from "./interest";
import type { Items } from "./items";
import type { LiveKey } from "./live";
import type { OperatorName } from "./operators";
import type { RankRule } from "./ranks";
import type { Timeframe } from "./timeframes";

export type Rule =
  | AllRule
  | AnyRule
  | NotRule
  | AttributeRule
  | RankRule
  | DidRule
  | HasRule
  | InterestRule
  | SegmentRule
  | LiveRule;

export interface AllRule {
  all: Rule[];
}
export interface AnyRule {
  any: Rule[];
}
export interface NotRule {
  not: Rule;
}
/**
 * A fact of the profile. `value` is what the operator compares with, another fact (`Reference`) among it; operators
 * without one leave it out.
 */
export interface AttributeRule {
  attribute: string;
  is: OperatorName;
  value?: unknown;
}
/**
 * Behaviour: did something, at least once if neither `times` nor `sum` is given. Read in this order: entries of the
 * activity that are narrowed by `named` and `items`; of these, those that came `after` another activity; of these, the
 * `which`; of these, those in the timeframe. They are counted, or summed.
 */
export interface DidRule {
  did: ActivityKind;
  named?: Named;
  items?: Items;
  after?: After;
  /** The first or last occurrence only: all entries of that instant, such as the products of one order. */
  which?: "first" | "last";
  times?: Times;
  /** Instead of `times`. Over no entries it is 0; what an entry lacks counts 0. */
  sum?: Sum;
  during?: Timeframe;
}
/**
 * Rows of one of the shop's own tables: those of which all of `where` holds and whose date is in the timeframe. They
 * are counted (at least one if neither `times` nor `sum` is given), or a column of numbers is summed.
 */
export interface HasRule {
  /** Key of the table. */
  has: string;
  where?: CellRule[];
  times?: Times;
  /** Instead of `times`. Over no rows it is 0; a row without the number counts 0. */
  sum?: ColumnSum;
  /** By the table's column of dates. */
  during?: Timeframe;
}
/** A cell of a row, compared as an attribute is. */
export interface CellRule {
  column: string;
  is: OperatorName;
  value?: unknown;
}
/** Cross audience: is in another segment, and in none of `notIn`. */
export interface SegmentRule {
  segment: string;
  notIn?: string[];
}
/** Known only in the page, at this instant; stands in conditions of messages only. */
export interface LiveRule {
  live: LiveKey;
  is: OperatorName;
  value?: unknown;
}

export type Times = { atLeast: number } | { atMost: number } | { exactly: number };

/** The searched text, the page's path, the event's name, the coupon's code: the whole of it, or a part. */
export type Named = string | { contains: string } | { startsWith: string };

/** What was summed: money in minor units, or pieces (to the thousandth). */
export type Measure = "amount" | "quantity";
export type Sum = { of: Measure } & Compared;
/** Of a column, by its key. */
export type ColumnSum = { of: string } & Compared;
export type Compared = Times | { moreThan: number } | { lessThan: number } | { between: [number, number] };

/** Later than some occurrence of another activity, or than its first or last; and no longer after it than this. */
export interface After {
  did: ActivityKind;
  named?: Named;
  items?: Items;
  which?: "first" | "last";
  within?: [number, ElapsedUnit];
}
/** Elapsed time: a day is 24 hours. */
export type ElapsedUnit = "minutes" | "hours" | "days";

export type Leaf = Exclude<Rule, AllRule | AnyRule | NotRule>;

/** One thing that somebody did, as rules see it. Times are UTC milliseconds, amounts minor currency units. */
export interface Activity {
  at: number;
  /** How many such things this entry stands for: 1, or more where older history was folded into daily totals. */
  times: number;
  product: string | undefined;
  category: string | undefined;
  /** The event's name, the searched text, the page's path, the coupon's code, the message's id. */
  name: string | undefined;
  /** Pieces and money of the whole entry: the amount is that of all its pieces, not the price of one. */
  quantity: number | undefined;
  amount: number | undefined;
  /** Of the product, where it was told; and through which channel an order came. Of the document only, not in D1. */
  brand: string | undefined;
  channel: string | undefined;
  /** Unique within the profile; makes a repeated flush harmless. */
  id: string;
}

export type Value = string | number | boolean | string[];

/** What rules read of a person. Entries of `history` are ordered by time, oldest first. */
export interface Person {
  attributes: { readonly [key: string]: Value | undefined };
  history: { readonly [kind: string]: readonly Activity[] | undefined };
  /** Predicted, by product: the likelihood of buying it, from 0 to 1. */
  interests?: { readonly [product: string]: number };
  /** Of the shop's own tables. */
  rows?: Rows;
}

export const isAll = (rule: Rule): rule is AllRule => "all" in rule;
export const isAny = (rule: Rule): rule is AnyRule => "any" in rule;
export const isNot = (rule: Rule): rule is NotRule => "not" in rule;
