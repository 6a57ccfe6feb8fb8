/** What others than the page itself tell, where they are there: each is watched, and none disturbs another. */
import { safe } from "../safe";
import type { Collector } from "./collector";
import { watch as watchGa4 } from "./ga4";
import { watch as watchShopifyConsent } from "./shopify-consent";
import { watch as watchShopifyPixel } from "./shopify-pixel";
import { watch as watchTcf } from "./tcf";
import { watch as watchTicket } from "./ticket";

export const watch: Collector = (findings) => {
  // Consent first: all else hangs on it.
  const looks = [watchTcf, watchShopifyConsent, watchGa4, watchTicket, watchShopifyPixel].map((begin) =>
    safe(begin(findings)),
  );
  return () => {
    for (const look of looks) look();
  };
};
