/** What a route answers with: the part of the document that differs from page to page. */
import type { Html } from "./html";
import type { JsonLd } from "./structured-data";

export type PageType =
  | "home"
  | "category"
  | "product"
  | "search"
  | "cart"
  | "checkout"
  | "order"
  | "account"
  | "privacy"
  | "not-found";

export interface Page {
  type: PageType;
  status: 200 | 404;
  title: string;
  description: string;
  /** Path and what of the query belongs to the page's identity. */
  canonical: string;
  main: Html;
  jsonLd?: readonly JsonLd[];
  /** Path of the picture for Open Graph. */
  image?: string;
  /** Pages of one visitor alone stay out of search engines. */
  noIndex?: boolean;
}
