/** Payloads of WooCommerce's webhooks (REST API v3: Order, Customer, Product, Coupon). Dates `…_gmt` have no zone. */
import type { Command } from "../profiles/commands";
import type { OrderLine } from "../profiles/order";
import {
  currencyOf,
  identitiesIn,
  idOf,
  instantOf,
  type Json,
  known,
  listOf,
  minorUnits,
  numberOf,
  objectOf,
  textOf,
} from "./json";
import type { PlatformOrder, PlatformPerson, PlatformProduct, Unreadable } from "./platform";

const gmt = (raw: unknown) => instantOf(raw, "Z");

/** Not placed yet: a checkout under way, or one that waits for its payment. */
const NOT_YET = new Set(["pending", "checkout-draft", "auto-draft", "draft"]);
const NO_MORE = new Set(["cancelled", "failed", "trash"]);

export const isPlaced = ({ status }: Json): boolean => !NOT_YET.has(String(status));

export function readOrder(raw: Json): PlatformOrder | Unreadable {
  const id = idOf(raw.id);
  const currency = currencyOf(raw.currency);
  const at = gmt(raw.date_created_gmt);
  if (!id || !currency || at === undefined) return { reason: "an order without id, currency or date" };
  const money = (amount: unknown) => minorUnits(amount, currency);
  const total = money(raw.total);
  if (total === undefined) return { reason: `order ${id} has no total` };
  const updatedAt = gmt(raw.date_modified_gmt) ?? at;
  const billing = objectOf(raw.billing);
  const [coupon, ...coupons] = listOf(raw.coupon_lines).flatMap(({ code }) => textOf(code, 100) ?? []);
  const discount = (money(raw.discount_total) ?? 0) + (money(raw.discount_tax) ?? 0);
  // An order says of a refund only how much: when, is when the order changed.
  const refunds = listOf(raw.refunds).map((refund, i) => ({
    id: idOf(refund.id) ?? String(i),
    at: updatedAt,
    amount: Math.abs(money(refund.total) ?? 0),
    lines: [],
  }));
  return {
    at,
    identities: identitiesIn({ customer: raw.customer_id, email: billing.email, phone: billing.phone }),
    about: names(billing, at),
    order: {
      ...{ id, source: "server", currency, total: Math.max(0, total), updatedAt, refunds },
      status: NO_MORE.has(String(raw.status)) ? "cancelled" : "placed",
      lines: listOf(raw.line_items).map((line) => readLine(line, money)),
      ...known({ coupon, channel: channelOf(raw), discount: discount > 0 ? discount : undefined }),
      ...(coupons.length > 0 && { coupons }),
    },
  };
}

/** On the web it is the visit's own, such as email or social. */
function channelOf({ created_via }: Json): string | undefined {
  const name = textOf(created_via, 50);
  if (name === "checkout" || name === "store-api") return undefined;
  return name === "pos-rest-api" ? "pos" : name;
}

/** Who bought as a guest is told of nowhere else. */
function names(billing: Json, at: number): Command[] {
  const attributes = known({ first_name: textOf(billing.first_name), last_name: textOf(billing.last_name) });
  return Object.keys(attributes).length > 0 ? [{ do: "set", at, attributes }] : [];
}

/** Totals of lines are after discounts and without tax. */
function readLine(raw: Json, money: (amount: unknown) => number | undefined): OrderLine {
  const quantity = numberOf(raw.quantity) ?? 1;
  const total = (money(raw.total) ?? 0) + (money(raw.total_tax) ?? 0);
  const before = (money(raw.subtotal) ?? 0) + (money(raw.subtotal_tax) ?? 0);
  return {
    product: idOf(raw.product_id) ?? textOf(raw.sku, 200) ?? textOf(raw.name, 200) ?? "custom",
    quantity,
    price: quantity > 0 ? Math.round(total / quantity) : total,
    ...known({
      name: textOf(raw.name),
      variant: idOf(raw.variation_id),
      discount: before > total ? before - total : undefined,
    }),
  };
}

export function readCustomer(raw: Json): PlatformPerson | Unreadable {
  const billing = objectOf(raw.billing);
  const at = gmt(raw.date_modified_gmt) ?? gmt(raw.date_created_gmt);
  const identities = identitiesIn({
    customer: raw.id,
    email: textOf(raw.email) ?? billing.email,
    phone: billing.phone,
  });
  if (at === undefined || identities.length === 0) return { reason: "a customer without id or date" };
  return {
    ...{ identities, at, tags: [], consents: [] },
    attributes: known({
      first_name: textOf(raw.first_name) ?? textOf(billing.first_name),
      last_name: textOf(raw.last_name) ?? textOf(billing.last_name),
    }),
  };
}

/** Undefined for a variation: its product speaks for it. */
export function readProduct(raw: Json, currency: string): PlatformProduct | Unreadable | undefined {
  if (raw.type === "variation" || idOf(raw.parent_id)) return undefined;
  const id = idOf(raw.id);
  const name = textOf(raw.name);
  if (!id || !name) return { reason: "a product without id or name" };
  const texts = (list: unknown, field: string, most: number) =>
    listOf(list).flatMap((one) => textOf(one[field], most) ?? []);
  const [price, regular] = [minorUnits(raw.price, currency), minorUnits(raw.regular_price, currency)];
  return {
    ...{ id, name, updatedAt: gmt(raw.date_modified_gmt), price: price ?? null },
    brand: texts(raw.brands, "name", 200)[0] ?? null,
    categories: texts(raw.categories, "name", 200).slice(0, 10),
    tags: texts(raw.tags, "name", 100).slice(0, 50),
    compareAt: regular !== undefined && price !== undefined && regular > price ? regular : null,
    stock:
      raw.manage_stock === true
        ? Math.max(0, Math.trunc(numberOf(raw.stock_quantity) ?? 0))
        : raw.stock_status === "outofstock"
          ? 0
          : null,
    url: textOf(raw.permalink, 2000) ?? null,
    image: texts(raw.images, "src", 2000)[0] ?? null,
    active: raw.status === "publish",
  };
}

export interface Coupon {
  id: string;
  updatedAt: number | undefined;
  name: string;
  code: string;
  startsAt: number | null;
  endsAt: number | null;
  products: string[];
}

export function readCoupon(raw: Json): Coupon | Unreadable {
  const id = idOf(raw.id);
  const code = textOf(raw.code, 100);
  if (!id || !code) return { reason: "a coupon without id or code" };
  const [startsAt, endsAt] = [gmt(raw.date_created_gmt) ?? null, gmt(raw.date_expires_gmt) ?? null];
  return {
    ...{
      id,
      code,
      updatedAt: gmt(raw.date_modified_gmt),
      name: textOf(raw.description, 200) ?? code,
      endsAt,
    },
    startsAt: startsAt !== null && endsAt !== null && startsAt >= endsAt ? null : startsAt,
    products: (Array.isArray(raw.product_ids) ? raw.product_ids : []).flatMap(
      (product) => idOf(product) ?? [],
    ),
  };
}
