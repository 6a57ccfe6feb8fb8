/** What the shop tells its analytics, in GA4's words (https://developers.google.com/analytics/devguides/collection/ga4/ecommerce). */
import { currency } from "../../catalogue/currency";
import { type Bill, billOf, type Line } from "../bill";
import { discountedPrice } from "../coupons";
import type { Item } from "../item";
import { majorUnits } from "../money";

declare global {
  interface Window {
    dataLayer: unknown[];
  }
}

interface ListPlace {
  id: string;
  name: string;
  index: number;
}

export interface GaItem {
  item_id: string;
  item_name: string;
  item_brand: string;
  item_category: string | undefined;
  item_category2: string | undefined;
  item_variant?: string;
  item_list_id?: string;
  item_list_name?: string;
  index?: number;
  /** Major units, after every discount; `discount` says how much was taken off. */
  price: number;
  discount?: number;
  quantity: number;
}

export interface Order {
  id: string;
  /** ISO 8601. */
  at: string;
  lines: Line[];
  coupon?: string;
  bill: Bill;
  tier: string;
  /** Whether `purchase` has been pushed. */
  reported: boolean;
}

export function reportItemList(items: readonly Item[], list: { id: string; name: string }): void {
  push("view_item_list", {
    item_list_id: list.id,
    item_list_name: list.name,
    items: items.map((item, index) => gaItem(item, { list: { ...list, index } })),
  });
}

export function reportSelection(item: Item, list: ListPlace): void {
  push("select_item", { item_list_id: list.id, item_list_name: list.name, items: [gaItem(item, { list })] });
}

export function reportItem(item: Item): void {
  push("view_item", { currency, value: majorUnits(item.price), items: [gaItem(item)] });
}

export function reportCartChange(
  event: "add_to_cart" | "remove_from_cart",
  item: Item,
  quantity: number,
): void {
  push(event, { currency, value: majorUnits(item.price * quantity), items: [gaItem(item, { quantity })] });
}

export function reportCart(
  event: "view_cart" | "begin_checkout" | "add_shipping_info" | "add_payment_info",
  lines: readonly Line[],
  coupon: string | undefined,
  more: { shipping_tier?: string; payment_type?: string } = {},
): void {
  push(event, {
    currency,
    value: majorUnits(billOf(lines, coupon).value),
    coupon,
    ...more,
    items: gaLines(lines, coupon),
  });
}

export function reportPurchase({ id, lines, coupon, bill }: Order): void {
  push("purchase", {
    transaction_id: id,
    currency,
    value: majorUnits(bill.value),
    shipping: majorUnits(bill.shipping),
    coupon,
    items: gaLines(lines, coupon),
  });
}

export function reportSearch(term: string): void {
  window.dataLayer.push({ event: "search", search_term: term });
}

function push(event: string, ecommerce: Record<string, unknown>): void {
  // GA4 merges objects: without the null, fields of the event before would stay.
  window.dataLayer.push({ ecommerce: null });
  window.dataLayer.push({ event, ecommerce: withoutUndefined(ecommerce) });
}

const gaLines = (lines: readonly Line[], coupon: string | undefined): GaItem[] =>
  lines.map((line) => gaItem(line, { quantity: line.quantity, coupon }));

function gaItem(
  item: Item,
  { list, quantity = 1, coupon }: { list?: ListPlace; quantity?: number; coupon?: string } = {},
): GaItem {
  const price = discountedPrice(item.price, coupon);
  const discount = (item.compareAtPrice ?? item.price) - price;
  return withoutUndefined({
    item_id: item.id,
    item_name: item.name,
    item_brand: item.brand,
    item_category: item.categories[0],
    item_category2: item.categories[1],
    item_variant: item.variant,
    item_list_id: list?.id,
    item_list_name: list?.name,
    index: list?.index,
    price: majorUnits(price),
    discount: discount > 0 ? majorUnits(discount) : undefined,
    quantity,
  });
}

function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
