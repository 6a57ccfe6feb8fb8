import { describe, expect, it } from "vitest";
import { sourceOf } from "./channel";

const SHOP = "https://shop.example/";

describe("where a visit came from", () => {
  it.each([
    ["", undefined, "direct"],
    ["", "https://shop.example/other", "direct"],
    ["", "https://www.google.de/search?q=tent", "organic search"],
    ["", "https://duckduckgo.com/", "organic search"],
    ["", "https://l.instagram.com/", "organic social"],
    ["", "https://t.co/abc", "organic social"],
    ["", "https://mountain-blog.example/tents", "referral"],
    ["?gclid=1", "https://www.google.com/", "paid search"],
    ["?utm_source=facebook&utm_medium=paid_social", undefined, "paid social"],
    ["?utm_source=google&utm_medium=cpc", undefined, "paid search"],
    ["?utm_source=partner&utm_medium=cpc", undefined, "paid other"],
    ["?utm_source=newsletter&utm_medium=email", undefined, "email"],
    ["?utm_source=partner&utm_medium=affiliate", undefined, "affiliates"],
    ["?utm_source=x&utm_medium=banner", undefined, "display"],
    ["?utm_source=flyer", undefined, "unassigned"],
  ])("%s after %s is %s", (query, referrer, channel) => {
    expect(sourceOf(SHOP + query, referrer).channel).toBe(channel);
  });

  it("tells which kind of click id there was, never the id", () => {
    const source = sourceOf(`${SHOP}?fbclid=abc123&utm_term=tent&utm_content=hero`, undefined);
    expect(source).toMatchObject({ clickId: "fbclid", utm: { term: "tent", content: "hero" } });
    expect(JSON.stringify(source)).not.toContain("abc123");
  });

  it("keeps host and path, never the query of another site", () => {
    expect(sourceOf(`${SHOP}p/tent?utm_campaign=may`, "https://www.google.de/search?q=private")).toEqual({
      channel: "organic search",
      referrer: "www.google.de",
      landingPage: "/p/tent",
      utm: { campaign: "may" },
    });
  });
});
