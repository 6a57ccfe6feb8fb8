/** Consent by Shopify's Customer Privacy API. Until Shopify has loaded it, it is no. */
import { listen, safe } from "../safe";
import type { Sources } from "./collector";

interface Privacy {
  analyticsProcessingAllowed(): boolean;
  marketingAllowed(): boolean;
}
interface Shopify {
  customerPrivacy?: Privacy;
  loadFeatures?(features: { name: string; version: string }[], loaded: (error?: unknown) => void): void;
}

export const watch = (allow: Sources["allow"]) => {
  let asked = false;
  const shopify = () => (window as { Shopify?: Shopify }).Shopify;

  const hear = safe((stated: boolean) => {
    const privacy = shopify()?.customerPrivacy;
    if (!privacy) return;
    const analytics = privacy.analyticsProcessingAllowed();
    allow({ analytics, marketing: analytics && privacy.marketingAllowed() }, stated);
  });

  return () => {
    const loadFeatures = shopify()?.loadFeatures;
    if (asked || typeof loadFeatures !== "function") return;
    asked = true;
    allow({ analytics: false, marketing: false }, false);
    listen(document, "visitorConsentCollected", () => hear(true));
    loadFeatures([{ name: "consent-tracking-api", version: "0.1" }], () => hear(false));
  };
};
