/** Where all collectors report what a page is about: each fact counts once per page view, whoever saw it first. */
import type { ProductSeen, SignalBody } from "../../core/signals/catalogue";
import type { PageContext } from "../../core/signals/wire";
import { record } from "../transport";
import { addressOf, searchKey } from "./page";

/** The page as it is known by now. */
export let page: PageContext;
let seen: string[];

/** Another page; what is reported from now on belongs to it. */
export function startFacts(): void {
  page = { url: addressOf(location) };
  seen = [];
}

/** The page can be read now; what was reported about it meanwhile stays. */
export const arrive = (context: PageContext): void => {
  page = { ...context, ...page, url: context.url };
};

/** Reports a fact of this page, unless it was reported. */
export function once(body: SignalBody, key = ""): void {
  const fact = body.type + key;
  if (!seen.includes(fact)) record(body);
  seen.push(fact);
}

/** `described`: by the page's own markup, which counts when nobody else reports a product. */
export function viewProduct(product: ProductSeen | undefined, described?: boolean): void {
  if (!product || (described && page.product)) return;
  page.type = "product";
  page.product ??= product.id;
  once({ type: "product_view", product }, product.id);
}

export const search = (query: string): void => once({ type: "search", query }, searchKey(query));

export type Order = Omit<Extract<SignalBody, { type: "order" }>, "type">;

export function order(order: Order): void {
  page.type = "thank_you";
  once({ ...order, type: "order" }, order.id);
}
