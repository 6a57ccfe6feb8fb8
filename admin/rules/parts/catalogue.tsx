// Products and categories, chosen from the catalogue by the API's search.

import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { answer, api } from "../../api";
import { resource } from "../../models/resource";
import { currentShop, shopParam } from "../../models/session";
import { format, text } from "../../texts/index";
import { useEditing } from "../context";
import { productName, rememberProducts } from "../vocabulary";
import { Choose } from "./choose";

export interface CatalogueProps {
  label: string;
  values: readonly string[];
  onValues: (values: string[]) => void;
  single?: boolean;
  invalid?: boolean;
}

const PAUSE = 150;

export function Products(props: CatalogueProps) {
  const query = useSignal<string | null>(null);
  const found = useMemo(
    () =>
      resource(
        () => query.value,
        async (q, signal) => {
          await new Promise((resolve) => setTimeout(resolve, q ? PAUSE : 0));
          if (signal.aborted) return [];
          const { items } = await answer(
            api.shops[":shop"].products.$get({ param: shopParam(), query: { q } }, { init: { signal } }),
          );
          rememberProducts(items);
          return items;
        },
      ),
    [],
  );
  useEffect(() => found.dispose, []);
  const { currency } = currentShop();
  const options = (found.data.value ?? []).map(({ id, name, brand, categories, price }) => ({
    value: id,
    label: name,
    detail: [brand, categories[0], price === null ? null : format.money(price, currency)]
      .filter(Boolean)
      .join(" · "),
  }));
  return (
    <Choose
      {...props}
      add={text.rules.addProduct}
      options={options}
      nameOf={productName}
      onQuery={(typed) => {
        query.value = typed;
      }}
      searching={found.loading.value}
      placeholder={text.rules.searchProducts}
    />
  );
}

export function Categories(props: CatalogueProps) {
  const { categories } = useEditing().vocabulary;
  return (
    <Choose
      {...props}
      add={text.rules.addCategory}
      options={categories.map(({ name, products }) => ({
        value: name,
        label: name,
        detail: text.rules.productsIn(products),
      }))}
      placeholder={text.rules.searchCategories}
    />
  );
}
