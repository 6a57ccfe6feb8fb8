/**
 * Items of a rule: products by id, categories as activities tell them, or a filter over the catalogue. Readers of
 * rules never ask the catalogue: whoever publishes or counts resolves each filter into an item set, once, and all
 * readers look it up by the filter's id.
 */
import { fnv1a } from "../hash";
import {
  type FilterNames,
  type ItemFilter,
  type ItemFilterKey,
  itemFilterKeys,
  itemFilters,
} from "./item-filters";
import { leavesOf } from "./leaves";
import { normaliseFact } from "./normalise";
import type { Leaf, Rule } from "./rule";
import { raw, type Sql, type SqlTag, sql } from "./sql-text";
import type { Span } from "./timeframes";

export type Items = { ids: string[] } | { categories: string[] } | ItemFilter;

/** The products that a filter found, by id and in order, and the span to which it narrows what was done with them. */
export interface ItemSet {
  products: readonly string[];
  during?: Span;
}
/** By the filter's id. */
export type ItemSets = { readonly [id: string]: ItemSet | undefined };

/** What an activity has to be of. */
export interface Narrowing {
  field: "product" | "category";
  wanted: readonly string[];
  during?: Span;
}

const FORMS = ["categories", ...itemFilterKeys] as const;

/** Reads items that somebody wrote. Undefined when `refuse` was told why not. */
export function parseItems(
  raw: unknown,
  where: string,
  refuse: (where: string, reason: string) => undefined,
): Items | undefined {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw) || Object.keys(raw).length === 0)
    return refuse(where, `must be an object with some of ${FORMS.join(", ")}`);
  const entries = Object.entries(raw);
  const stray = entries.find(([key]) => !(FORMS as readonly string[]).includes(key));
  if (stray) return refuse(`${where}.${stray[0].slice(0, 64)}`, `must be one of ${FORMS.join(", ")}`);
  if ("categories" in raw && entries.length > 1)
    return refuse(`${where}.categories`, "stands alone: inCategory goes together with other filters");
  const values = entries.map(([key, given]) => {
    const parsed =
      key === "categories" ? itemFilters.brand.parse(given) : entryOf(key as ItemFilterKey).parse(given);
    return "reason" in parsed ? refuse(`${where}.${key}`, parsed.reason) : [key, parsed.value];
  });
  return values.includes(undefined)
    ? undefined
    : (Object.fromEntries(values as [string, unknown][]) as Items);
}

export function narrowedTo(items: Items, sets: ItemSets): Narrowing {
  if ("categories" in items)
    return {
      field: "category",
      wanted: [...new Set(normaliseFact("list", items.categories) as string[])],
    };
  const filter = filterOf(items);
  if (!filter) return { field: "product", wanted: [...new Set(items.ids)] };
  const set = setOf(filter, sets);
  return { field: "product", wanted: set.products, ...(set.during && { during: set.during }) };
}

/** Conditions on the activity `as`. */
export function itemsSql(items: Items, as: string, sets: ItemSets): Sql[] {
  const { field, wanted, during } = narrowedTo(items, sets);
  const which = sql`${raw(`${as}.${field}`)} IN (SELECT value FROM json_each(${wanted}))`;
  if (!during) return [which];
  const at = raw(`${as}.at`);
  return [which, sql`${at} >= ${during.from} AND ${at} < ${during.to}`];
}

/** What follows "bought anything", one phrase for each part: "of brand Skarv", "under 100 €". */
export const filterPhrases = (filter: ItemFilter, names: FilterNames): string[] =>
  given(filter).map(([key, value]) => entryOf(key).describe(value, names));

/** Filters that a rule names, by their ids. */
export function itemFiltersIn(rule: Rule, found = new Map<string, ItemFilter>()): Map<string, ItemFilter> {
  for (const leaf of leavesOf(rule))
    for (const items of itemsOf(leaf)) {
      const filter = filterOf(items);
      if (filter) found.set(setIdOf(filter), filter);
    }
  return found;
}

/** All that a condition names, of what came before it too. */
export function itemsOf(leaf: Leaf): Items[] {
  if ("interestedIn" in leaf) return [leaf.interestedIn];
  return "did" in leaf ? [leaf.items, leaf.after?.items].filter((items) => items !== undefined) : [];
}

/** What has to be looked up in the catalogue; undefined for items that say all themselves. */
export function filterOf(items: Items): ItemFilter | undefined {
  const keys = Object.keys(items);
  return "categories" in items || (keys.length === 1 && keys[0] === "ids") ? undefined : items;
}

/** Filters that ask for the same have the same form, in whatever order and case they were written. */
export const canonical = (filter: ItemFilter): ItemFilter =>
  Object.fromEntries(given(filter).map(([key, value]) => [key, entryOf(key).canonical(value)]));

/** 64 bits of the canonical form: the same filter in two rules is one set. */
export function setIdOf(filter: ItemFilter): string {
  const text = JSON.stringify(canonical(filter));
  return fnv1a(text).toString(36).padStart(7, "0") + fnv1a(`items ${text}`).toString(36).padStart(7, "0");
}

/** The condition on the product `p` for a whole filter. */
export function filterSql(filter: ItemFilter, asked: { shop: string; now: number }): Sql {
  return given(canonical(filter))
    .map(([key, value]) => entryOf(key).sql(sql, value, asked))
    .reduce((all, one) => sql`${all} AND ${one}`);
}

function setOf(filter: ItemFilter, sets: ItemSets): ItemSet {
  const set = sets[setIdOf(filter)];
  if (!set) throw new Error(`items were not resolved: ${JSON.stringify(filter)}`);
  return set;
}

/** What the filter asks, in the registry's order. */
const given = (filter: ItemFilter): [ItemFilterKey, unknown][] =>
  itemFilterKeys.flatMap((key) =>
    filter[key] === undefined ? [] : [[key, filter[key]] as [ItemFilterKey, unknown]],
  );

interface AnyFilter {
  parse(raw: unknown): { value: unknown } | { reason: string };
  canonical(value: unknown): unknown;
  sql(sql: SqlTag, value: unknown, asked: { shop: string; now: number }): Sql;
  describe(value: unknown, names: FilterNames): string;
}
/** Of an entry whose value's type is not known here. */
const entryOf = (key: ItemFilterKey): AnyFilter => itemFilters[key] as unknown as AnyFilter;
