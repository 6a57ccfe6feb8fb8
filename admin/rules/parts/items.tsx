// "[these products] …", "[these categories] …", or "[products that are] [of brand] Skarv × [under] [100 €] …".

import {
  type ItemFilter,
  type ItemFilterKey,
  itemFilterKeys,
  itemFilters,
} from "../../../core/rules/item-filters";
import type { Items } from "../../../core/rules/items";
import { Plus, X } from "../../components/icons";
import { Picker } from "../../components/picker";
import { text } from "../../texts/index";
import { Categories, Products } from "./catalogue";
import { beginOf, type PartProps, partInputs } from "./item-parts";
import { ItemsFound } from "./items-found";
import { Word } from "./word";

export interface ItemsProps {
  items: Items | undefined;
  onItems: (items: Items | undefined) => void;
  /** Whether something is wrong with a part, or with the whole for "". */
  invalid: (part: string) => boolean;
  kinds?: readonly ItemsKind[] | undefined;
}

export type ItemsKind = "any" | "ids" | "categories" | "filter";
const KINDS: readonly ItemsKind[] = ["any", "ids", "categories", "filter"];
const begin: Record<ItemsKind, Items | undefined> = {
  any: undefined,
  ids: { ids: [] },
  categories: { categories: [] },
  filter: {},
};

export function ItemsWords({ items, onItems, invalid, kinds = KINDS }: ItemsProps) {
  const words = text.rules.items;
  const kind = kindOf(items);
  return (
    <>
      <Word
        label={text.rules.itemsLabel}
        value={kind}
        onValue={(next) => next !== kind && onItems(begin[next])}
        options={kinds.map((value) => ({ value, label: words[value] }))}
      />
      {kind === "ids" && (
        <Products
          label={words.ids}
          values={(items as ItemFilter).ids ?? []}
          invalid={invalid("ids")}
          onValues={(ids) => onItems({ ids })}
        />
      )}
      {items && "categories" in items && (
        <Categories
          label={words.categories}
          values={items.categories}
          invalid={invalid("categories")}
          onValues={(categories) => onItems({ categories })}
        />
      )}
      {kind === "filter" && <FilterWords filter={items as ItemFilter} onFilter={onItems} invalid={invalid} />}
    </>
  );
}

function kindOf(items: Items | undefined): ItemsKind {
  if (!items) return "any";
  if ("categories" in items) return "categories";
  const keys = Object.keys(items);
  return keys.length === 1 && keys[0] === "ids" ? "ids" : "filter";
}

interface FilterProps {
  filter: ItemFilter;
  onFilter: (filter: ItemFilter) => void;
  invalid: (part: string) => boolean;
}

/** Its parts, each with its control and a cross; then what can be added, and what the whole finds. */
function FilterWords({ filter, onFilter, invalid }: FilterProps) {
  const words = text.rules.itemParts;
  const parts = itemFilterKeys.filter((key) => filter[key] !== undefined);
  const set = (key: ItemFilterKey, value: unknown) => onFilter({ ...filter, [key]: value });
  const without = (key: ItemFilterKey) => {
    const { [key]: _, ...rest } = filter;
    onFilter(rest);
  };
  return (
    <>
      {parts.map((key) => {
        const Input = partInputs[key] as (props: PartProps<unknown>) => preact.JSX.Element;
        return (
          <span key={key} class="contents">
            <span>{words.names[key]}</span>
            <Input
              label={words.names[key]}
              value={filter[key]}
              invalid={invalid(key)}
              onValue={(value: unknown) => set(key, value)}
            />
            <button
              type="button"
              class="touch-target grid size-6 shrink-0 cursor-pointer place-items-center rounded-small text-muted hover:text-ink"
              aria-label={text.rules.take(words.names[key])}
              onClick={() => without(key)}
            >
              <X size={14} aria-hidden="true" />
            </button>
          </span>
        );
      })}
      {parts.length < itemFilterKeys.length && (
        <Picker
          label={words.add}
          class="inline-word text-accent"
          options={itemFilterKeys
            .filter((key) => filter[key] === undefined)
            .map((value) => ({ value, label: itemFilters[value].label }))}
          placeholder={words.search}
          invalid={invalid("")}
          onChoose={(key) => set(key, beginOf[key])}
        >
          <Plus size={14} aria-hidden="true" class="shrink-0" />
          {words.add}
        </Picker>
      )}
      <ItemsFound items={filter} />
    </>
  );
}
