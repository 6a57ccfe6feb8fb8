/** A rule as a plain sentence: "bought at least 2 times in the last 60 days, and country is DE". */
import type { Attribute, Attributes } from "../attributes/attribute";
import type { PageType } from "../signals/wire";
import { activityEntry } from "./activities";
import { type LiveKey, liveEntry, liveHolds } from "./live";
import { operatorOf } from "./operators";
import { pageTypes } from "./page-types";
import { type DidRule, isAll, isAny, isNot, type Leaf, type Rule, type Times } from "./rule";
import { describeTimeframe } from "./timeframes";

export interface Names {
  attributes: Attributes;
  segment(id: string): string;
  product(id: string): string;
  message(id: string): string;
  /** Amounts (minor units) as people write them. */
  amount(minorUnits: number): string;
}

export function describe(rule: Rule, names: Names): string {
  if (isAll(rule))
    return rule.all.length ? rule.all.map((part) => inner(part, names)).join(", and ") : "everyone";
  if (isAny(rule))
    return rule.any.length ? rule.any.map((part) => inner(part, names)).join(", or ") : "nobody";
  if (isNot(rule)) return `not (${describe(rule.not, names)})`;
  return describeLeaf(rule, names);
}

const inner = (rule: Rule, names: Names): string =>
  (isAll(rule) && rule.all.length > 1) || (isAny(rule) && rule.any.length > 1)
    ? `(${describe(rule, names)})`
    : describe(rule, names);

export function describeLeaf(leaf: Leaf, names: Names): string {
  if ("segment" in leaf) return `is in “${names.segment(leaf.segment)}”`;
  if ("did" in leaf) return `${what(leaf, names)}${describeTimes(leaf.times)}${when(leaf)}`;
  return `${subjectOf(leaf, names)} ${predicate(leaf, names)}`;
}

/** What a condition looks at: "Orders", "viewed a product in the last 14 days", a segment's name. */
export function subjectOf(leaf: Leaf, names: Names): string {
  if ("segment" in leaf) return names.segment(leaf.segment);
  if ("did" in leaf) return `${what(leaf, names)}${when(leaf)}`;
  return factOf(leaf, names).label;
}

/** What a condition asks of its subject, to follow "needs": "at least 2", "to be known". */
export function describeNeed(leaf: Leaf, names: Names): string {
  if ("segment" in leaf) return "to be in it";
  if ("did" in leaf) return describeTimes(leaf.times ?? { atLeast: 1 }).trim();
  const asked = predicate(leaf, names);
  if (leaf.is === "during" || leaf.is === "known") return asked.replace(/^is /, "to be ");
  if (leaf.is === "unknown") return "not to be known";
  return asked
    .replace(/^is not /, "anything but ")
    .replace(/^(is|has) /, "")
    .replace(/^(contain|start|end)s /, "to $1 ");
}

const what = ({ did, named, items }: DidRule, names: Names): string => {
  const { label } = activityEntry(did);
  const these = items && ("ids" in items ? items.ids.map(names.product) : items.categories).join(", ");
  const name = named !== undefined && activityEntry(did).named === "message" ? names.message(named) : named;
  return `${label}${name === undefined ? "" : ` “${name}”`}${these === undefined ? "" : ` (${these})`}`;
};

const when = ({ during }: DidRule): string => (during ? ` ${describeTimeframe(during)}` : "");

type FactLeaf = Extract<Leaf, { is: unknown }>;

const factOf = (leaf: FactLeaf, names: Names): Pick<Attribute, "label" | "unit"> =>
  "attribute" in leaf
    ? (names.attributes.get(leaf.attribute) ?? { label: leaf.attribute })
    : (liveEntry(leaf.live) as { label: string; unit?: Attribute["unit"] });

function predicate(leaf: FactLeaf, names: Names): string {
  const { unit } = factOf(leaf, names);
  const show = (value: unknown): string =>
    Array.isArray(value)
      ? value.map(show).join(", ")
      : unit === "amount" && typeof value === "number"
        ? names.amount(value)
        : "live" in leaf
          ? describeLive(leaf.live, String(value), names)
          : String(value);
  return operatorOf(leaf.is).describe(leaf.value, show);
}

/** Ids and keys by the names that people know. */
function describeLive(live: LiveKey, value: string, names: Names): string {
  if (liveHolds[live] === "products") return names.product(value);
  return live === "page_type" && Object.hasOwn(pageTypes, value) ? pageTypes[value as PageType] : value;
}

function describeTimes(times: Times | undefined): string {
  if (!times) return "";
  const [word, n] = Object.entries(times)[0] as [keyof (Times & object) | string, number];
  if (n === 0 && word !== "atLeast") return " never";
  const count = n === 1 ? "once" : `${n} times`;
  return ` ${word === "atLeast" ? "at least " : word === "atMost" ? "at most " : "exactly "}${count}`;
}
