// What rules of this shop can speak of, by name: its attributes, tables, segments, messages, categories and products. Loaded
// once for all editors and sentences of the panel.
import { signal } from "@preact/signals";
import type { Attributes } from "../../core/attributes/attribute";
import type { Computed } from "../../core/attributes/computed";
import { attributesOf } from "../../core/attributes/standard";
import { type KeyKind, stepsOf } from "../../core/products/product";
import { describe, type Names } from "../../core/rules/describe";
import { leavesOf, productsOf } from "../../core/rules/leaves";
import type { Rule } from "../../core/rules/rule";
import { english } from "../../core/rules/words/en";
import { answer, api } from "../api";
import { type Resource, resource } from "../models/resource";
import { currentShop, shopParam } from "../models/session";
import { format } from "../texts/index";

export interface Vocabulary {
  attributes: Attributes;
  segments: ReadonlyMap<string, { id: string; name: string; description: string; archived: boolean }>;
  messages: ReadonlyMap<string, string>;
  /** What pages call their categories: the last step of each path. Largest first. */
  categories: readonly Facet[];
  /** What the catalogue can be narrowed by; categories are paths. */
  facets: Readonly<Record<KeyKind, readonly Facet[]>>;
  discounts: ReadonlyMap<string, string>;
}

export interface Facet {
  name: string;
  products: number;
}

let kept: Resource<Vocabulary> | undefined;

/** The shop's vocabulary; reading its data subscribes. */
export function vocabulary(): Resource<Vocabulary> {
  kept ??= resource(
    () => currentShop().id,
    async (_, signal) => {
      const shop = api.shops[":shop"];
      const [{ attributes }, { tables }, { segments }, { messages }, facets, discounts] = await Promise.all([
        answer(shop.attributes.$get({ param: shopParam() }, { init: { signal } })),
        answer(shop.tables.$get({ param: shopParam() }, { init: { signal } })),
        answer(shop.segments.$get({ param: shopParam() }, { init: { signal } })),
        answer(shop.messages.$get({ param: shopParam() }, { init: { signal } })),
        answer(shop.products.facets.$get({ param: shopParam() }, { init: { signal } })),
        answer(shop.discounts.$get({ param: shopParam(), query: {} }, { init: { signal } })),
      ]);
      return {
        attributes: attributesOf(
          attributes
            .filter(({ standard }) => !standard)
            .map(({ unit, computed, derived: _, ...attribute }) => ({
              ...attribute,
              ...(unit && { unit }),
              ...(computed && { computed: computed as Computed }),
            })),
          tables.map(({ key, label, columns, id, date }) => ({
            ...{ key, label, columns, id },
            ...(date !== null && { date }),
          })),
        ),
        segments: new Map(
          segments.map(({ id, name, description, archivedAt }) => [
            id,
            { id, name, description, archived: archivedAt !== null },
          ]),
        ),
        messages: new Map(messages.map(({ id, name }) => [id, name])),
        categories: lastSteps(facets.category),
        facets,
        discounts: new Map(discounts.items.map(({ id, name }) => [id, name])),
      };
    },
  );
  return kept;
}

function lastSteps(paths: readonly Facet[]): Facet[] {
  const names = new Map<string, number>();
  for (const { name, products } of paths) {
    const last = stepsOf(name).at(-1) ?? name;
    names.set(last, Math.max(products, names.get(last) ?? 0));
  }
  return [...names].map(([name, products]) => ({ name, products }));
}

/** Names of products that were asked for, by id; one that is gone is called by its id. */
const productNames = signal<ReadonlyMap<string, string>>(new Map());
const asked = new Set<string>();
/** The address takes 20,000 characters of ids. */
const IDS_AT_ONCE = 100;

export const productName = (id: string): string => productNames.value.get(id) ?? id;

export function rememberProducts(products: readonly { id: string; name: string }[]): void {
  productNames.value = new Map([
    ...productNames.peek(),
    ...products.map(({ id, name }) => [id, name] as const),
  ]);
}

/** Asks for the names of products that are not known yet. A name that does not come is no reason to stop. */
export async function knowProducts(rules: readonly Rule[]): Promise<void> {
  const attributes: Attributes = kept?.data.peek()?.attributes ?? new Map();
  const named = rules.flatMap((rule) => [...leavesOf(rule)].flatMap((leaf) => productsOf(leaf, attributes)));
  const missing = [...new Set(named)].filter((id) => !asked.has(id));
  for (const id of missing) asked.add(id);
  for (let i = 0; i < missing.length; i += IDS_AT_ONCE) {
    const ids = missing.slice(i, i + IDS_AT_ONCE);
    try {
      const query = { ids: ids.map(encodeURIComponent).join(",") };
      const { items } = await answer(api.shops[":shop"].products.$get({ param: shopParam(), query }));
      rememberProducts(items);
    } catch {
      for (const id of ids) asked.delete(id);
    }
  }
}

/** The rule in words. Only for a rule that is ready: the rule language does not describe what is missing. */
export function sentenceOf(rule: Rule, words: Vocabulary): string {
  const sentence = describe(rule, namesFor(words));
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

export const namesFor = ({ attributes, segments, messages, discounts }: Vocabulary): Names => ({
  words: english,
  attributes,
  segment: (id) => segments.get(id)?.name ?? id,
  product: productName,
  message: (id) => messages.get(id) ?? id,
  discount: (id) => discounts.get(id) ?? id,
  amount: (minor) => format.money(minor, currentShop().currency),
});
