/** The collectors of platforms, as parts of the npm module: a shop's bundler makes chunks of them. */
import type { CollectorName } from "../collector-part";

const PARTS: Record<CollectorName, () => Promise<unknown>> = {
  shopify: () => import("../collect/shopify"),
  woocommerce: () => import("../collect/woocommerce"),
  magento: () => import("../collect/magento"),
  prestashop: () => import("../collect/prestashop"),
  bigcommerce: () => import("../collect/bigcommerce"),
  markup: () => import("../collect/markup"),
  legacy: () => import("../collect/legacy"),
  segment: () => import("../collect/segment"),
  "shopify-pixel": () => import("../collect/shopify-pixel"),
  acts: () => import("../collect/acts"),
};

export const loadCollector = (name: CollectorName): Promise<unknown> => PARTS[name]();
