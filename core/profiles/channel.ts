/**
 * Where a visit came from: campaign parameters, click ids and the referrer, grouped into channels after GA4's
 * published default channel definitions (support.google.com/analytics/answer/9756891), the ones a shop can have.
 */
export interface Source {
  channel: string;
  referrer?: string;
  landingPage: string;
  utm: Partial<Record<(typeof UTM)[number], string>>;
  /** Which kind of click id the address had. */
  clickId?: string;
}

const UTM = ["source", "medium", "campaign", "term", "content"] as const;
/** Those of paid search come first: an address may carry several. */
const AD_CLICK_IDS = ["gclid", "gbraid", "wbraid", "msclkid"];
const CLICK_IDS = [...AD_CLICK_IDS, "dclid", "fbclid", "ttclid", "li_fat_id", "twclid", "epik", "ScCid"];
const SEARCH = /(^|\.)(google|bing|duckduckgo|ecosia|yahoo|qwant|yandex|baidu|startpage|search\.brave)\./;
const SOCIAL =
  /(^|\.)(facebook|instagram|pinterest|tiktok|youtube|linkedin|reddit|twitter|threads|snapchat|vk)\.|^(t\.co|x\.com|lnkd\.in|fb\.me|youtu\.be|l\.messenger\.com)$/;
const SHOPPING = /(^|\.)(amazon|ebay|etsy|idealo|walmart|zalando|shopping\.google)\./;
const PAID = /^(.*cp.*|ppc|retargeting|paid.*)$/;

/** Of a landing page and the page before it. An own page as referrer is none. */
export function sourceOf(landing: string, referrer: string | undefined): Source {
  const page = parse(landing);
  const before = parse(referrer);
  const outside = before && before.host !== page?.host ? before.host : undefined;
  const query = page?.searchParams;
  const clickId = CLICK_IDS.find((id) => query?.has(id));
  const utm: Source["utm"] = {};
  for (const name of UTM) {
    const value = query?.get(`utm_${name}`)?.slice(0, 200);
    if (value) utm[name] = value;
  }
  return {
    channel: channelOf(utm, outside, hasAdClick(query)),
    ...(outside && { referrer: outside }),
    landingPage: page ? page.pathname.slice(0, 500) : landing.slice(0, 500),
    utm,
    ...(clickId && { clickId }),
  };
}

function channelOf(utm: Source["utm"], host: string | undefined, adClick: boolean): string {
  const source = (utm.source ?? host ?? "").toLowerCase();
  const medium = (utm.medium ?? "").toLowerCase();
  const name = `${source}.`;
  const paid = adClick || PAID.test(medium);
  const kind =
    SHOPPING.test(name) || /shop/.test(utm.campaign ?? "")
      ? "shopping"
      : SEARCH.test(name)
        ? "search"
        : isSocial(source)
          ? "social"
          : "";
  if (paid) return kind ? `paid ${kind}` : adClick ? "paid search" : "paid other";
  if (["display", "banner", "expandable", "interstitial", "cpm"].includes(medium)) return "display";
  if (/e-?mail|newsletter/.test(medium) || /e-?mail|newsletter/.test(source)) return "email";
  if (medium === "affiliate") return "affiliates";
  if (medium === "sms" || source === "sms") return "sms";
  if (
    medium === "push" ||
    medium.endsWith("push") ||
    medium.includes("mobile") ||
    medium.includes("notification")
  )
    return "mobile push";
  if (kind === "shopping") return "organic shopping";
  if (kind === "social" || ["social", "social-network", "social-media", "sm"].includes(medium))
    return "organic social";
  if (kind === "search" || medium === "organic") return "organic search";
  if (host || ["referral", "app", "link"].includes(medium)) return "referral";
  return utm.source || medium ? "unassigned" : "direct";
}

const isSocial = (source: string) => SOCIAL.test(`${source}.`) || SOCIAL.test(source);

const hasAdClick = (query: URLSearchParams | undefined): boolean =>
  query !== undefined && AD_CLICK_IDS.some((id) => query.has(id));

function parse(url: string | undefined): URL | undefined {
  if (!url) return undefined;
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
