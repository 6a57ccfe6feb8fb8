/**
 * The collectors of platforms: files that lie beside the one that directs them; the build puts their names in. In the npm
 * module `module/collector-part.ts` stands in its place.
 */
export type CollectorName =
  | "shopify"
  | "woocommerce"
  | "magento"
  | "prestashop"
  | "bigcommerce"
  | "markup"
  | "legacy"
  | "segment"
  | "shopify-pixel"
  | "acts";

declare const COLLECTORS: Record<CollectorName, string>;

export const loadCollector = (name: CollectorName): Promise<unknown> =>
  import(new URL(COLLECTORS[name], import.meta.url).href);
