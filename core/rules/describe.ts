/**
 * A rule as a plain sentence: "ordered at least 2 times, country is DE or AT, and did not view a product in Tents".
 * "Not" is brought down to the conditions, which say it in their own words; groups of the same kind become one.
 */
import type { Attribute, Attributes } from "../attributes/attribute";
import { standardAttributes } from "../attributes/standard";
import { columnOf } from "../tables/table";
import { activityEntry } from "./activities";
import { filterOf, filterPhrases, type Items } from "./items";
import { comparesProducts } from "./leaves";
import { liveEntry } from "./live";
import type { OperatorName } from "./operators";
import { isPageType, pageTypes } from "./page-types";
import { isRank } from "./ranks";
import { isReference } from "./reference";
import {
  type After,
  type DidRule,
  type HasRule,
  isAll,
  isAny,
  isNot,
  type Leaf,
  type Rule,
  type SegmentRule,
} from "./rule";
import type { Asked, AskedRows, Behaviour, Deed, Things, Words } from "./words/words";

export interface Names {
  /** The language. */
  words: Words;
  attributes: Attributes;
  segment(id: string): string;
  product(id: string): string;
  message(id: string): string;
  /** A discount by its name; without it, ids are told. */
  discount?(id: string): string;
  /** Amounts (minor units) as people write them. */
  amount(minorUnits: number): string;
}

export function describe(rule: Rule, names: Names): string {
  const { words } = names;
  const say = (part: Plain): string => {
    if ("leaf" in part) return sentence(part.leaf, part.negated, names);
    if (part.parts.length === 0) return part.kind === "all" ? words.everyone : words.nobody;
    return words[part.kind](
      part.parts.map((inner) => (sentences(inner) > 1 ? words.within(say(inner)) : say(inner))),
    );
  };
  return say(plain(rule, false));
}

export const describeLeaf = (leaf: Leaf, names: Names): string => sentence(leaf, false, names);

/** What a condition looks at: "Orders", "viewed a product in the last 14 days", a segment's name. */
export function subjectOf(leaf: Leaf, names: Names): string {
  const { words } = names;
  if ("segment" in leaf) return words.audience(names.segment(leaf.segment), othersOf(leaf, names));
  if (isRank(leaf)) return factOf(leaf.rank, names).label;
  if ("interestedIn" in leaf) return words.interest(things(leaf.interestedIn, names), leaf);
  if ("did" in leaf) return words.subject(behaviourOf(leaf, names));
  if ("has" in leaf) return words.rowsSubject(rowsOf(leaf, names));
  return factOf(leaf, names).label;
}

/** What a condition asks of its subject, to follow "needs": "at least 2", "to be known". */
export function describeNeed(leaf: Leaf, names: Names): string {
  const { needed } = names.words;
  if ("segment" in leaf) return needed.membership(leaf.notIn !== undefined);
  if (isRank(leaf)) return needed.rank(leaf);
  if ("interestedIn" in leaf) return needed.interest(leaf);
  if ("did" in leaf) return needed.did(behaviourOf(leaf, names));
  if ("has" in leaf) return needed.rows(rowsOf(leaf, names));
  return needed.fact(leaf.is, leaf.value, shower(leaf, names));
}

/** A rule without "not" above its conditions, nor groups within groups of their kind. */
type Plain = { leaf: Leaf; negated: boolean } | { kind: "all" | "any"; parts: Plain[] };

function plain(rule: Rule, negated: boolean): Plain {
  if (isNot(rule)) return plain(rule.not, !negated);
  if (!isAll(rule) && !isAny(rule)) return { leaf: rule, negated };
  const kind = isAll(rule) === negated ? "any" : "all";
  const parts = (isAll(rule) ? rule.all : rule.any)
    .map((part) => plain(part, negated))
    .flatMap((part) => ("kind" in part && part.kind === kind ? part.parts : [part]));
  return parts.length === 1 ? parts[0]! : { kind, parts };
}

const sentences = (part: Plain): number => ("parts" in part ? part.parts.length : 1);

function sentence(leaf: Leaf, negated: boolean, names: Names): string {
  const { words } = names;
  if ("segment" in leaf)
    return words.membership(names.segment(leaf.segment), !negated, othersOf(leaf, names));
  if ("did" in leaf) return didSentence(leaf, negated, names);
  if ("has" in leaf) return rowsSentence(leaf, negated, names);
  if (isRank(leaf)) {
    const { label, own } = factOf(leaf.rank, names);
    return words.rank(leaf, words.attribute(label, own), !negated);
  }
  if ("interestedIn" in leaf) return words.likely(things(leaf.interestedIn, names), leaf, negated);
  const { label, own } = factOf(leaf, names);
  const opposite = negated ? OPPOSITES[leaf.is] : undefined;
  const predicate = words.predicate(
    opposite ?? leaf.is,
    leaf.value,
    shower(leaf, names),
    negated && !opposite,
  );
  return `${words.attribute(label, own)} ${predicate}`;
}

/** Each says of every fact, also of one that is not known, the other's opposite. */
const OPPOSITES: { [is in OperatorName]?: OperatorName } = {
  equals: "differs",
  differs: "equals",
  oneOf: "noneOf",
  noneOf: "oneOf",
  hasAny: "hasNone",
  hasNone: "hasAny",
  isTrue: "isFalse",
  isFalse: "isTrue",
  known: "unknown",
  unknown: "known",
};

/** "Not at least 2 times" is "fewer than 2 times"; "exactly 0 times" is "did not". */
function didSentence(leaf: DidRule, negated: boolean, names: Names): string {
  const { words } = names;
  const { asked, ...rest } = behaviourOf(leaf, names);
  if (!asked) return words.did(rest, negated);
  const none = asked.count === 0 && (asked.is === "exactly" || asked.is === "atMost");
  const once = asked.count === 1 && asked.is === "atLeast";
  if (asked.of === "times" && (none || once)) return words.did(rest, negated !== none);
  const flipped = negated && !rest.which ? FLIPPED[asked.is] : undefined;
  return words.did({ ...rest, asked: { ...asked, is: flipped ?? asked.is } }, negated && !flipped);
}

const FLIPPED: { [is in Asked["is"]]?: Asked["is"] } = {
  atLeast: "lessThan",
  lessThan: "atLeast",
  atMost: "moreThan",
  moreThan: "atMost",
};

/** As with behaviour: "not at least 2" is "fewer than 2". */
function rowsSentence(leaf: HasRule, negated: boolean, names: Names): string {
  const { words } = names;
  const { asked, ...rest } = rowsOf(leaf, names);
  if (!asked) return words.rows(rest, negated);
  const none = asked.count === 0 && (asked.is === "exactly" || asked.is === "atMost");
  const one = asked.count === 1 && asked.is === "atLeast";
  if (asked.column === undefined && (none || one)) return words.rows(rest, negated !== none);
  const flipped = negated ? FLIPPED[asked.is] : undefined;
  return words.rows({ ...rest, asked: { ...asked, is: flipped ?? asked.is } }, negated && !flipped);
}

function rowsOf({ has, where = [], times, sum, during }: HasRule, names: Names): AskedRows {
  const table = names.attributes.tables?.get(has);
  const labelOf = (key: string | undefined) => (table && columnOf(table, key)?.label) ?? key ?? "";
  const rows: AskedRows = {
    table: table?.label ?? has,
    where: where.map(({ column, is, value }) => ({
      column: labelOf(column),
      predicate: names.words.predicate(is, value, plainly, false),
    })),
  };
  if (during) rows.date = { column: labelOf(table?.date), during };
  const { of, ...compared } = sum ?? { of: undefined, ...times };
  const [is, given] = Object.entries(compared)[0] ?? [];
  if (is === undefined) return rows;
  const [value, to] = (Array.isArray(given) ? given : [given, given]) as [number, number];
  rows.asked = {
    ...(of !== undefined && { column: labelOf(of) }),
    ...{ is: is as Asked["is"], count: value, value: String(value), to: String(to) },
  };
  return rows;
}

const plainly = (one: unknown): string => (Array.isArray(one) ? one.join(", ") : String(one));

function behaviourOf({ times, sum, after, which, during, ...deed }: DidRule, names: Names): Behaviour {
  const behaviour: Behaviour = { ...deedOf(deed, names), which, during };
  if (after) behaviour.after = { ...deedOf(after, names), which: after.which, within: after.within };
  const { of = "times", ...compared } = sum ?? { of: "times" as const, ...times };
  const [is, given] = Object.entries(compared)[0] ?? [];
  if (is === undefined) return behaviour;
  const [value, to] = (Array.isArray(given) ? given : [given, given]) as [number, number];
  const show = of === "amount" ? names.amount : String;
  behaviour.asked = { of, is: is as Asked["is"], count: value, value: show(value), to: show(to) };
  return behaviour;
}

function deedOf({ did, named, items }: Pick<After, "did" | "named" | "items">, names: Names): Deed {
  const deed: Deed = { did };
  if (typeof named === "string")
    deed.named = { how: "is", text: activityEntry(did).ids ? names.message(named) : named };
  else if (named)
    deed.named =
      "contains" in named
        ? { how: "contains", text: named.contains }
        : { how: "startsWith", text: named.startsWith };
  if (items) deed.items = things(items, names);
  return deed;
}

function things(items: Items, names: Names): Things {
  if ("categories" in items) return { kind: "categories", names: items.categories };
  const filter = filterOf(items);
  return filter
    ? { kind: "filter", names: filterPhrases(filter, names) }
    : { kind: "products", names: items.ids!.map(names.product) };
}

const othersOf = ({ notIn = [] }: SegmentRule, names: Names): string[] => notIn.map(names.segment);

type FactLeaf = Extract<Leaf, { is: unknown }>;

interface Fact {
  label: string;
  unit?: Attribute["unit"] | "percent";
  /** Named by the shop. */
  own: boolean;
}

const standard = new Set(standardAttributes.map(({ key }) => key));

/** Of a condition, or of an attribute. */
function factOf(leaf: FactLeaf | string, names: Names): Fact {
  if (typeof leaf === "object" && "live" in leaf) return { ...liveEntry(leaf.live), own: false };
  const key = typeof leaf === "string" ? leaf : leaf.attribute;
  const { label, unit } = names.attributes.get(key) ?? { label: key };
  return { label, unit, own: !standard.has(key) };
}

/** Writes one value of what a condition compares. */
function shower(leaf: FactLeaf, names: Names): (one: unknown) => string {
  const { unit } = factOf(leaf, names);
  const isProduct = comparesProducts(leaf, names.attributes);
  const show = (one: unknown): string => {
    if (Array.isArray(one)) return one.map(show).join(", ");
    if (isReference(one)) {
      const { label, own } = factOf(one.attribute, names);
      return names.words.otherFact(names.words.attribute(label, own), one.times);
    }
    if (isProduct) return names.product(String(one));
    if ("live" in leaf && leaf.live === "page_type" && isPageType(one)) return pageTypes[one];
    if (typeof one !== "number") return String(one);
    if (unit === "amount") return names.amount(one);
    return unit === "seconds" || unit === "percent" ? names.words.unit(unit, String(one)) : String(one);
  };
  return show;
}
