/**
 * What decides who is in a segment, or what a computed attribute is, as a short text: its rules, what they refer to,
 * where ranks draw their lines and what filters found. As long as it stays the same, a new configuration changes
 * nobody in it.
 */
import type { Attribute, Attributes } from "../attributes/attribute";
import { rulesIn } from "../attributes/computed";
import { fnv1a } from "../hash";
import type { Table } from "../tables/table";
import { attributeNode, attributeOfNode, nodesIn, type SegmentDefinition } from "./dependencies";
import { type ItemSets, itemFiltersIn } from "./items";
import { attributesOf, leavesOf, tablesIn } from "./leaves";
import { type Cutoffs, ranksIn } from "./ranks";

export interface Decisive {
  segments: readonly SegmentDefinition[];
  attributes: Attributes;
  cutoffs: Cutoffs;
  itemSets: ItemSets;
  timeZone: string;
}

/** By node: segments, and computed attributes. */
export type Fingerprints = [node: string, fingerprint: string][];

/** One that is referred to stands before those that refer to it. */
export function fingerprintsOf(decisive: Decisive): Fingerprints {
  const { segments, attributes, cutoffs, itemSets, timeZone } = decisive;
  const rules = new Map(segments.map(({ id, rule }) => [id, rule]));
  const found = new Map<string, string>();
  const add = (node: string): string | undefined => {
    const computed = attributes.get(attributeOfNode(node) ?? "")?.computed;
    const rule = rules.get(node);
    const parts = computed ? rulesIn(computed) : rule ? [rule] : undefined;
    // Not evaluated: who is in it is told to the profile.
    if (!parts) return undefined;
    const known = found.get(node);
    if (known !== undefined) return known;
    const decides = parts.map((part) => [
      [...nodesIn(part, attributes)].map(add),
      [...new Set([...leavesOf(part)].flatMap(attributesOf))].map((key) => typesOf(attributes.get(key))),
      [...tablesIn(part)].map((key) => kindOf(attributes.tables?.get(key))),
      [...ranksIn(part).keys()].map((rank) => cutoffs.get(rank)),
      [...itemFiltersIn(part).keys()].map((filter) => itemSets[filter]),
    ]);
    const fingerprint = short(JSON.stringify([computed ?? rule, timeZone, decides]));
    found.set(node, fingerprint);
    return fingerprint;
  };
  for (const { key, computed } of attributes.values()) if (computed) add(attributeNode(key));
  for (const { id } of segments) add(id);
  return [...found];
}

/** What it was before decides how values that were written then are read. */
const typesOf = (attribute: Attribute | undefined) => attribute && [attribute.type, attribute.formerly];

/** How a table's rows are read. */
const kindOf = (table: Table | undefined) =>
  table && [table.date, table.columns.map(({ key, type }) => [key, type])];

/** 64 bits and the length. */
const short = (text: string): string =>
  [fnv1a(text), fnv1a(`\n${text}`), text.length].map((n) => n.toString(36)).join(".");
