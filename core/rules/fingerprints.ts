/**
 * What decides who is in a segment, as a short text: its rule, the rules that it refers to, where ranks draw their
 * lines and what filters found. As long as it stays the same, nobody enters or leaves by a new configuration.
 */
import type { Attribute, Attributes } from "../attributes/attribute";
import { fnv1a } from "../hash";
import type { Table } from "../tables/table";
import { type ItemSets, itemFiltersIn } from "./items";
import { attributesOf, leavesOf, tablesIn } from "./leaves";
import { type Cutoffs, ranksIn } from "./ranks";
import { type SegmentDefinition, segmentsIn } from "./segments";

export interface Decisive {
  segments: readonly SegmentDefinition[];
  attributes: Attributes;
  cutoffs: Cutoffs;
  itemSets: ItemSets;
  timeZone: string;
}

export type Fingerprints = [segment: string, fingerprint: string][];

/** One that is referred to stands before those that refer to it. */
export function fingerprintsOf(decisive: Decisive): Fingerprints {
  const { segments, attributes, cutoffs, itemSets, timeZone } = decisive;
  const rules = new Map(segments.map(({ id, rule }) => [id, rule]));
  const found = new Map<string, string>();
  const add = (id: string): string | undefined => {
    const rule = rules.get(id);
    // Not evaluated: who is in it is told to the profile.
    if (!rule) return undefined;
    const known = found.get(id);
    if (known !== undefined) return known;
    const fingerprint = short(
      JSON.stringify([
        rule,
        timeZone,
        [...segmentsIn(rule)].map(add),
        [...new Set([...leavesOf(rule)].flatMap(attributesOf))].map((key) => typesOf(attributes.get(key))),
        [...tablesIn(rule)].map((key) => kindOf(attributes.tables?.get(key))),
        [...ranksIn(rule).keys()].map((rank) => cutoffs.get(rank)),
        [...itemFiltersIn(rule).keys()].map((filter) => itemSets[filter]),
      ]),
    );
    found.set(id, fingerprint);
    return fingerprint;
  };
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
