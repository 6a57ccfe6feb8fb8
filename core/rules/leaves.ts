/** The conditions of a rule, and what they name. */
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

/** Ids of the products that a condition names. */
export function productsOf(leaf: Leaf): string[] {
  const items = [
    "interestedIn" in leaf ? leaf.interestedIn : undefined,
    ...("did" in leaf ? [leaf.items, leaf.after?.items] : []),
  ];
  const named = items.flatMap((some) => (some && "ids" in some ? (some.ids ?? []) : []));
  if (!("live" in leaf) || liveHolds[leaf.live] !== "products" || leaf.value === undefined) return named;
  return (Array.isArray(leaf.value) ? leaf.value : [leaf.value]).map(String);
}
