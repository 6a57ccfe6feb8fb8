/**
 * What a language gives, so that rules are read in it: one table each (`en.ts`). The tables make the sentences of
 * single conditions; what is said (names, negation, groups) is found out once, in `describe.ts`.
 */
import type { ActivityKind } from "../activities";
import type { Comparison } from "../did";
import type { InterestRule } from "../interest";
import type { OperatorName } from "../operators";
import type { RankRule } from "../ranks";
import type { After, Measure } from "../rule";
import type { Timeframe } from "../timeframes";

/** An activity and on what, by name. */
export interface Deed {
  did: ActivityKind;
  named?: { how: "is" | "contains" | "startsWith"; text: string };
  items?: Things;
}

/** Products or categories by their names; or what a filter asks, one phrase for each part. */
export interface Things {
  kind: "products" | "categories" | "filter";
  names: readonly string[];
}

/** A comparison of how often or how much: the numbers as people write them. */
export interface Asked {
  of: Measure | "times";
  is: Comparison;
  /** For the form of the word that follows. */
  count: number;
  value: string;
  to: string;
}

export interface Behaviour extends Deed {
  which?: After["which"];
  after?: Deed & Pick<After, "which" | "within">;
  /** Absent: at least once. */
  asked?: Asked;
  during?: Timeframe;
}

/** Rows of a table by its name, narrowed by what their cells are and when they were. */
export interface AskedRows {
  table: string;
  where: { column: string; predicate: string }[];
  date?: { column: string; during: Timeframe };
  /** Absent: at least one. With a column, that column's sum. */
  asked?: Omit<Asked, "of"> & { column?: string };
}

/** How likely (per cent), and how many of how many. */
export type Likely = Pick<InterestRule, "likelihood" | "atLeast" | "of">;

export interface Words {
  everyone: string;
  nobody: string;
  /** Sentences joined: each of them holds, or one of them does. */
  all(sentences: readonly string[]): string;
  any(sentences: readonly string[]): string;
  /** A group within another, so that nobody reads it otherwise. */
  within(sentence: string): string;
  /** The name of an attribute in the middle of a sentence; a shop's own stays as it is written. */
  attribute(label: string, own: boolean): string;
  /** In a segment and in none of the others. */
  membership(segment: string, isIn: boolean, others: readonly string[]): string;
  audience(segment: string, others: readonly string[]): string;
  rank(rule: RankRule, attribute: string, isIn: boolean): string;
  /** Likely to buy some of these; and without saying how many. */
  likely(things: Things, likely: Likely, negated: boolean): string;
  interest(things: Things, likely: Likely): string;
  /** "is more than 5": `show` writes one value. */
  predicate(is: OperatorName, value: unknown, show: (one: unknown) => string, negated: boolean): string;
  /** Another fact of the same person, so many times. */
  otherFact(attribute: string, times: number | undefined): string;
  unit(unit: "seconds" | "percent", value: string): string;
  did(behaviour: Behaviour, negated: boolean): string;
  rows(rows: AskedRows, negated: boolean): string;
  /** What a condition looks at, without what it asks of that; and what it asks, to follow "needs". */
  subject(behaviour: Behaviour): string;
  rowsSubject(rows: AskedRows): string;
  needed: {
    membership(alone: boolean): string;
    rank(rule: RankRule): string;
    interest(likely: Likely): string;
    did(behaviour: Behaviour): string;
    rows(rows: AskedRows): string;
    fact(is: OperatorName, value: unknown, show: (one: unknown) => string): string;
  };
}
