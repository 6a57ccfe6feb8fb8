/** The conditions of a rule, and what they name. */
import type { Attributes } from "../attributes/attribute";
import { holdsOf } from "../attributes/computed";
import { liveHolds } from "./live";
import { isRank } from "./ranks";
import { isReference } from "./reference";
import { isAll, isAny, isNot, type Leaf, type Rule } from "./rule";

export function* leavesOf(rule: Rule): Generator<Leaf> {
  if (isAll(rule)) for (const part of rule.all) yield* leavesOf(part);
  else if (isAny(rule)) for (const part of rule.any) yield* leavesOf(part);
  else if (isNot(rule)) yield* leavesOf(rule.not);
  else yield rule;
}

/** Keys of the attributes that a condition names. */
export function attributesOf(leaf: Leaf): string[] {
  if (isRank(leaf)) return [leaf.rank];
  if (!("attribute" in leaf)) return [];
  return isReference(leaf.value) ? [leaf.attribute, leaf.value.attribute] : [leaf.attribute];
}

/** Keys of the shop's own tables that a rule names. */
export function tablesIn(rule: Rule): Set<string> {
  return new Set([...leavesOf(rule)].flatMap((leaf) => ("has" in leaf ? [leaf.has] : [])));
}

/** Whether a condition compares with products. */
export function comparesProducts(leaf: Leaf, attributes: Attributes): boolean {
  if ("live" in leaf) return liveHolds[leaf.live] === "products";
  const attribute = "attribute" in leaf ? attributes.get(leaf.attribute) : undefined;
  return attribute !== undefined && holdsOf(attribute) === "products";
}

/** Ids of the products that a condition names. */
export function productsOf(leaf: Leaf, attributes: Attributes): string[] {
  const items = [
    "interestedIn" in leaf ? leaf.interestedIn : undefined,
    ...("did" in leaf ? [leaf.items, leaf.after?.items] : []),
  ];
  const named = items.flatMap((some) => (some && "ids" in some ? (some.ids ?? []) : []));
  if (!("is" in leaf) || !comparesProducts(leaf, attributes)) return named;
  if (leaf.value === undefined || isReference(leaf.value)) return named;
  return (Array.isArray(leaf.value) ? leaf.value : [leaf.value]).map(String);
}
