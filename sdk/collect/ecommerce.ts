/** What events of ecommerce say, by their names and data in GA4; other vocabularies are translated into these. */
import type { Line, ProductSeen } from "../../core/signals/catalogue";
import type { Cart } from "./cart";
import type { Findings } from "./collector";
import { currencyOf, minorUnits } from "./money";
import { searchKey } from "./page";
import { plain } from "./product";

export type Json = Record<string, unknown>;

/** The items of an event, their prices in minor units; both as products and as lines of a cart. */
export function readItems(data: Json): (Line & ProductSeen)[] {
  const items = Array.isArray(data.items) ? data.items.slice(0, 200) : [];
  return items.flatMap((item: Json | null) => {
    const id = plain(item?.item_id ?? item?.item_name);
    if (!item || !id) return [];
    const currency = currencyOf(item.currency ?? data.currency);
    return {
      id,
      product: id,
      name: plain(item.item_name),
      brand: plain(item.item_brand),
      category: plain(
        ["", 2, 3, 4, 5]
          .map((level) => item[`item_category${level}`])
          .filter(Boolean)
          .join(" > "),
      ),
      variant: plain(item.item_variant),
      price: minorUnits(item.price, currency),
      currency,
      quantity: Number(item.quantity ?? 1) || 0,
    };
  });
}

/** What an event says about the page and the cart. */
export function tell(event: string, told: Json, findings: Findings): void {
  const { page, once, viewProduct, order, cart, setCart } = findings;
  // Some name the currency once, or never.
  const data: Json = { ...told, currency: told.currency ?? cart().currency };
  const items = readItems(data);
  const [item] = items;
  const currency = item?.currency ?? currencyOf(data.currency);
  switch (event) {
    case "view_item":
      if (item) viewProduct(item);
      break;
    case "view_item_list": {
      const category = plain(data.item_list_name) ?? item?.category;
      // Lists stand on all kinds of pages, as recommendations, also on a category's own.
      if (!category || page().category || !/category|other/.test(page().type ?? "other")) break;
      page().type = "category";
      page().category = category;
      once({ type: "category_view", category }, category);
      break;
    }
    case "add_to_cart":
      setCart(changed(cart(), items, 1), currency);
      break;
    case "remove_from_cart":
      setCart(changed(cart(), items, -1), currency);
      break;
    case "begin_checkout":
      page().type = "checkout";
      once({ type: "checkout" });
      if (data.items) setCart(items, currency);
      break;
    case "view_cart":
      if (data.items) setCart(items, currency);
      break;
    case "purchase": {
      const id = plain(data.transaction_id);
      const total = minorUnits(data.value, currency);
      if (id && currency && total !== undefined)
        order({ id, total, currency, lines: items, coupon: plain(data.coupon) });
      break;
    }
    case "search":
    case "view_search_results": {
      const term = plain(data.search_term);
      if (term) once({ type: "search", query: term }, searchKey(term));
    }
  }
}

/** The cart's lines with others added, or with -1 taken away. */
export function changed({ lines }: Cart, change: Line[], sign: number): Line[] {
  for (const line of change) {
    const same = ({ product }: Line) => product === line.product;
    const before = lines.find(same);
    const now = { ...line, quantity: (before?.quantity ?? 0) + sign * line.quantity };
    lines = before ? lines.map((other) => (same(other) ? now : other)) : [...lines, now];
  }
  return lines.filter(({ quantity }) => quantity > 0);
}
