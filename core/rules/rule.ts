/**
 * The rule language: one tree in JSON that the builder edits, the edge evaluates, SQL counts and the page finishes.
 *
 * A rule is made of conditions (leaves) in groups. Every leaf answers true or false for every person, also when the
 * fact is not known (each operator says what a missing fact answers), so that `not` means not in every reader.
 * An empty `all` is true, an empty `any` is false.
 */
import type { ActivityKind } from "./activities";
import type { InterestRule } from "./interest";
import type { Items } from "./items";
import type { LiveKey } from "./live";
import type { OperatorName } from "./operators";
import type { Timeframe } from "./timeframes";

export type Rule =
  | AllRule
  | AnyRule
  | NotRule
  | AttributeRule
  | DidRule
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
/** A fact of the profile. `value` is what the operator compares with; operators without one leave it out. */
export interface AttributeRule {
  attribute: string;
  is: OperatorName;
  value?: unknown;
}
/** Behaviour: did something (at least once, if `times` is not given), on these items, in this timeframe. */
export interface DidRule {
  did: ActivityKind;
  /** For custom events: the event's name. */
  named?: string;
  items?: Items;
  times?: Times;
  during?: Timeframe;
}
/** Cross audience: is in another segment. */
export interface SegmentRule {
  segment: string;
}
/** Known only in the page, at this instant; stands in conditions of messages only. */
export interface LiveRule {
  live: LiveKey;
  is: OperatorName;
  value?: unknown;
}

export type Times = { atLeast: number } | { atMost: number } | { exactly: number };

export type Leaf = Exclude<Rule, AllRule | AnyRule | NotRule>;

/** One thing that somebody did, as rules see it. Times are UTC milliseconds, amounts minor currency units. */
export interface Activity {
  at: number;
  /** How many such things this entry stands for: 1, or more where older history was folded into daily totals. */
  times: number;
  product: string | undefined;
  category: string | undefined;
  /** The event's name, the searched text, the message's id. */
  name: string | undefined;
  quantity: number | undefined;
  amount: number | undefined;
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
}

export const isAll = (rule: Rule): rule is AllRule => "all" in rule;
export const isAny = (rule: Rule): rule is AnyRule => "any" in rule;
export const isNot = (rule: Rule): rule is NotRule => "not" in rule;
