/**
 * Segments and computed attributes that refer to one another: in which order they are worked out, and which of them go
 * in a circle. Each is a node: a segment by its id, a computed attribute by `attributeNode`.
 */
import type { Attributes } from "../attributes/attribute";
import { rulesIn } from "../attributes/computed";
import { attributesOf, leavesOf } from "./leaves";
import { isAll, isAny, isNot, type Rule } from "./rule";

export interface SegmentDefinition {
  id: string;
  rule: Rule;
}

const ATTRIBUTE = "attribute ";
export const attributeNode = (key: string): string => ATTRIBUTE + key;
/** The attribute's key; undefined for a segment. */
export const attributeOfNode = (node: string): string | undefined =>
  node.startsWith(ATTRIBUTE) ? node.slice(ATTRIBUTE.length) : undefined;

/** Ids of the segments that a rule names. */
export function segmentsIn(rule: Rule, found = new Set<string>()): Set<string> {
  if (isAll(rule)) for (const part of rule.all) segmentsIn(part, found);
  else if (isAny(rule)) for (const part of rule.any) segmentsIn(part, found);
  else if (isNot(rule)) segmentsIn(rule.not, found);
  else if ("segment" in rule) for (const id of [rule.segment, ...(rule.notIn ?? [])]) found.add(id);
  return found;
}

/** The segments and computed attributes that a rule names. */
export const nodesIn = (rule: Rule, attributes: Attributes): string[] => [
  ...segmentsIn(rule),
  ...[...new Set([...leavesOf(rule)].flatMap(attributesOf))]
    .filter((key) => attributes.get(key)?.computed)
    .map(attributeNode),
];

/** The first circle, as the path of nodes that ends where it began. */
export function cycleAmong(
  segments: readonly SegmentDefinition[],
  attributes: Attributes = new Map(),
): string[] | undefined {
  const nodes = nodesOf(segments, attributes);
  const done = new Set<string>();
  const walk = (node: string, path: string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    const rules = nodes.get(node);
    if (!rules || done.has(node)) return undefined;
    for (const rule of rules)
      for (const next of nodesIn(rule, attributes)) {
        const cycle = walk(next, [...path, node]);
        if (cycle) return cycle;
      }
    done.add(node);
    return undefined;
  };
  for (const node of nodes.keys()) {
    const cycle = walk(node, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Keys of all computed attributes, each after those that it is worked out from. There must be no circle. */
export const computedInOrder = (segments: readonly SegmentDefinition[], attributes: Attributes): string[] => {
  const nodes = nodesOf(segments, attributes);
  return inOrder(nodes.keys(), nodes, attributes);
};

/** Of those that a rule reads, and what they are worked out from; segments apart. */
export const computedBehind = (rule: Rule, attributes: Attributes): string[] =>
  inOrder(nodesIn(rule, attributes), nodesOf([], attributes), attributes);

function inOrder(
  from: Iterable<string>,
  nodes: ReadonlyMap<string, readonly Rule[]>,
  attributes: Attributes,
): string[] {
  const ordered = new Set<string>();
  const add = (node: string): void => {
    const rules = nodes.get(node);
    if (!rules || ordered.has(node)) return;
    for (const rule of rules) for (const next of nodesIn(rule, attributes)) add(next);
    ordered.add(node);
  };
  for (const node of from) add(node);
  return [...ordered].flatMap((node) => attributeOfNode(node) ?? []);
}

const nodesOf = (segments: readonly SegmentDefinition[], attributes: Attributes): Map<string, Rule[]> =>
  new Map([
    ...segments.map(({ id, rule }): [string, Rule[]] => [id, [rule]]),
    ...[...attributes.values()].flatMap(({ key, computed }): [string, Rule[]][] =>
      computed ? [[attributeNode(key), rulesIn(computed)]] : [],
    ),
  ]);
