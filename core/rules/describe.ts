/** A rule as a plain sentence: "bought at least 2 times in the last 60 days, and country is DE". */
import type { Attribute, Attributes } from "../attributes/attribute";
import { activityEntry } from "./activities";
import { liveEntry } from "./live";
import { operatorOf } from "./operators";
import { isAll, isAny, isNot, type Leaf, type Rule, type Times } from "./rule";
import { describeTimeframe } from "./timeframes";

export interface Names {
  attributes: Attributes;
  segment(id: string): string;
  product(id: string): string;
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
  if ("did" in leaf) {
    const { label } = activityEntry(leaf.did);
    const named = leaf.named === undefined ? "" : ` “${leaf.named}”`;
    const items = leaf.items
      ? ` (${("ids" in leaf.items ? leaf.items.ids.map(names.product) : leaf.items.categories).join(", ")})`
      : "";
    const during = leaf.during ? ` ${describeTimeframe(leaf.during)}` : "";
    return `${label}${named}${items}${describeTimes(leaf.times)}${during}`;
  }
  const subject: Pick<Attribute, "label" | "unit"> =
    "attribute" in leaf
      ? (names.attributes.get(leaf.attribute) ?? { label: leaf.attribute })
      : (liveEntry(leaf.live) as { label: string; unit?: Attribute["unit"] });
  const show = (value: unknown): string =>
    Array.isArray(value)
      ? value.map(show).join(", ")
      : subject.unit === "amount" && typeof value === "number"
        ? names.amount(value)
        : String(value);
  return `${subject.label} ${operatorOf(leaf.is).describe(leaf.value, show)}`;
}

function describeTimes(times: Times | undefined): string {
  if (!times) return "";
  const [word, n] = Object.entries(times)[0] as [keyof (Times & object) | string, number];
  if (n === 0 && word !== "atLeast") return " never";
  const count = n === 1 ? "once" : `${n} times`;
  return ` ${word === "atLeast" ? "at least " : word === "atMost" ? "at most " : "exactly "}${count}`;
}
