/** Payloads of Shopify's webhooks (Admin REST resources: Order, Refund, Customer, Product). */
import type { OrderLine, Refund } from "../profiles/order";
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

/** Large ids lose digits as numbers of JSON: the last part of `gid://shopify/Order/5940139491234` has them all. */
export const shopifyId = (raw: Json): string | undefined =>
  /\/(\d+)$/.exec(textOf(raw.admin_graphql_api_id) ?? "")?.[1] ?? idOf(raw.id);

export function readOrder(raw: Json): PlatformOrder | Unreadable {
  const id = shopifyId(raw);
  const currency = currencyOf(raw.currency);
  const at = instantOf(raw.processed_at) ?? instantOf(raw.created_at);
  if (!id || !currency || at === undefined) return { reason: "an order without id, currency or date" };
  const money = (amount: unknown) => minorUnits(amount, currency);
  const lines = listOf(raw.line_items);
  const refunds = listOf(raw.refunds).flatMap((refund) => readRefund(refund, currency, lines) ?? []);
  // What was edited later is in the current total alone; so is what was refunded, which counts on its own.
  const total = money(refunds.length > 0 ? raw.total_price : (raw.current_total_price ?? raw.total_price));
  if (total === undefined) return { reason: `order ${id} has no total` };
  const [coupon, ...coupons] = listOf(raw.discount_codes).flatMap(({ code }) => textOf(code, 100) ?? []);
  const customer = objectOf(raw.customer);
  return {
    at,
    identities: identitiesIn({
      customer: customer.id,
      email: customer.email ?? raw.email ?? raw.contact_email,
      phone: customer.phone ?? raw.phone,
    }),
    order: {
      ...{ id, source: "server", currency, total: Math.max(0, total), refunds },
      updatedAt: instantOf(raw.updated_at) ?? at,
      status: textOf(raw.cancelled_at) ? "cancelled" : "placed",
      lines: lines.map((line) => readLine(line, money)),
      ...known({ coupon, channel: channelOf(raw), discount: positive(money(raw.total_discounts)) }),
      ...(coupons.length > 0 && { coupons }),
    },
  };
}

/** On the web it is the visit's own, such as email or social. */
function channelOf({ source_name }: Json): string | undefined {
  const name = textOf(source_name, 50);
  return name === "web" ? undefined : name === "shopify_draft_order" ? "draft order" : name;
}

/** Orders of a bogus gateway, and the sample of "Send test notification". */
export const isTest = (raw: Json): boolean => raw.test === true;

function readLine(raw: Json, money: (amount: unknown) => number | undefined): OrderLine {
  const quantity = numberOf(raw.quantity) ?? 1;
  const discount = listOf(raw.discount_allocations).reduce(
    (sum, { amount }) => sum + (money(amount) ?? 0),
    0,
  );
  const price = money(raw.price);
  return {
    product: productOf(raw),
    quantity,
    ...known({
      name: textOf(raw.title),
      brand: textOf(raw.vendor, 200),
      variant: idOf(raw.variant_id),
      price:
        price === undefined || quantity <= 0 ? price : Math.max(0, Math.round(price - discount / quantity)),
      discount: positive(discount),
    }),
  };
}

/** A line that somebody typed is of no product. */
const productOf = (line: Json): string =>
  idOf(line.product_id) ?? textOf(line.sku, 200) ?? textOf(line.title, 200) ?? "custom";

const positive = (amount: number | undefined) => (amount && amount > 0 ? amount : undefined);

/** `refunds/create` sends one of an order; an order holds all of them. */
export function readRefund(raw: Json, currency: string, lines: readonly Json[] = []): Refund | undefined {
  const id = idOf(raw.id);
  const at = instantOf(raw.processed_at) ?? instantOf(raw.created_at);
  if (!id || at === undefined) return undefined;
  const money = (amount: unknown) => minorUnits(amount, currency) ?? 0;
  const returned = listOf(raw.refund_line_items).map((item) => {
    const line = lines.find((line) => line.id === item.line_item_id) ?? objectOf(item.line_item);
    return {
      product: productOf(line),
      quantity: numberOf(item.quantity) ?? 1,
      amount: money(item.subtotal) + money(item.total_tax),
    };
  });
  const paid = listOf(raw.transactions).filter(
    ({ kind, status, currency: of }) =>
      kind === "refund" && status === "success" && (currencyOf(of) ?? currency) === currency,
  );
  const amount =
    paid.length > 0
      ? paid.reduce((sum, transaction) => sum + money(transaction.amount), 0)
      : listOf(raw.transactions).length > 0
        ? returned.reduce((sum, line) => sum + line.amount, 0)
        : 0;
  return { id, at, amount, lines: returned };
}

export const orderOfRefund = (raw: Json): string | undefined => idOf(raw.order_id);

export function readCustomer(raw: Json): PlatformPerson | Unreadable {
  const at = instantOf(raw.updated_at) ?? instantOf(raw.created_at);
  const identities = identitiesIn({ customer: shopifyId(raw), email: raw.email, phone: raw.phone });
  if (at === undefined || identities.length === 0) return { reason: "a customer without id or date" };
  const consent = (channel: "email" | "sms", told: Json) => {
    const state = textOf(told.state);
    if (state !== "subscribed" && state !== "unsubscribed") return [];
    const level = textOf(told.opt_in_level);
    const text = `${state === "subscribed" ? "Subscribed" : "Unsubscribed"} in Shopify${level ? ` (${level})` : ""}`;
    return [{ channel, given: state === "subscribed", at: instantOf(told.consent_updated_at) ?? at, text }];
  };
  return {
    ...{ identities, at, isRecord: true },
    attributes: known({ first_name: textOf(raw.first_name), last_name: textOf(raw.last_name) }),
    tags: commaList(raw.tags),
    consents: [
      ...consent("email", objectOf(raw.email_marketing_consent)),
      ...consent("sms", objectOf(raw.sms_marketing_consent)),
    ],
  };
}

export function readProduct(raw: Json, currency: string): PlatformProduct | Unreadable {
  const id = shopifyId(raw);
  const name = textOf(raw.title);
  if (!id || !name) return { reason: "a product without id or title" };
  const variants = listOf(raw.variants);
  const amounts = (field: string) =>
    variants.flatMap((variant) => minorUnits(variant[field], currency) ?? []);
  const prices = amounts("price");
  const price = prices.length > 0 ? Math.min(...prices) : null;
  const before = amounts("compare_at_price").filter((amount) => price !== null && amount > price);
  const counted = variants.filter((variant) => variant.inventory_management != null);
  const handle = textOf(raw.handle);
  const category = textOf(raw.product_type, 200) ?? textOf(objectOf(raw.category).full_name, 200);
  return {
    ...{ id, name, price, brand: textOf(raw.vendor, 200) ?? null, tags: commaList(raw.tags) },
    updatedAt: instantOf(raw.updated_at),
    categories: category ? [category] : [],
    compareAt: before.length > 0 ? Math.min(...before) : null,
    // One variant that nobody counts can always be bought.
    stock:
      counted.length > 0 && counted.length === variants.length
        ? counted.reduce((sum, variant) => sum + Math.max(0, numberOf(variant.inventory_quantity) ?? 0), 0)
        : null,
    url: handle ? `/products/${handle}` : null,
    image: textOf(objectOf(raw.image).src, 2000) ?? textOf(listOf(raw.images)[0]?.src, 2000) ?? null,
    active: (raw.status ?? "active") === "active" && raw.published_at != null,
  };
}

const commaList = (raw: unknown): string[] => {
  const parts = typeof raw === "string" ? raw.split(",") : Array.isArray(raw) ? raw : [];
  return [...new Set(parts.flatMap((part) => textOf(part, 100) ?? []))].slice(0, 50);
};

/** What the law lets customers ask for: whom it is about, and their orders. */
export function readPrivacyRequest(raw: Json) {
  const customer = objectOf(raw.customer);
  const orders = Array.isArray(raw.orders_to_redact) ? raw.orders_to_redact : raw.orders_requested;
  return {
    identities: identitiesIn({ customer: customer.id, email: customer.email, phone: customer.phone }),
    orders: (Array.isArray(orders) ? orders : []).flatMap((order) => idOf(order) ?? []),
  };
}
