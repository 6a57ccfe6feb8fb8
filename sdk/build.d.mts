export type Part =
  | "renderer"
  | "onsite"
  | "collect"
  | "vitrine"
  | "shopify"
  | "woocommerce"
  | "magento"
  | "prestashop"
  | "bigcommerce"
  | "legacy"
  | "segment"
  | "markup"
  | "shopify-pixel"
  | "acts";
export function buildSdk(options?: { outDir?: string; minify?: boolean }): Promise<{
  files: Record<Part, string>;
  sizes: Record<Part, number>;
}>;
