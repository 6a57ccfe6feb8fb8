/** Packages that shops use for the same, each with the few lines that its manual gives to start it. */
export interface Peer {
  name: string;
  /** Whether it can show a message on the page by itself. */
  messages: boolean;
  code: string;
  /** Files that it loads later, before it can show a message, as paths in its package. */
  later?: string[];
}

export const peers: readonly Peer[] = [
  {
    name: "Braze (with in-app messages)",
    messages: true,
    code: `import { automaticallyShowInAppMessages, initialize, openSession } from "@braze/web-sdk";
      initialize("00000000-0000-0000-0000-000000000000", { baseUrl: "sdk.invalid" });
      automaticallyShowInAppMessages(); openSession();`,
  },
  {
    name: "CleverTap",
    messages: true,
    code: `import clevertap from "clevertap-web-sdk";
      clevertap.privacy.push({ optOut: false }); clevertap.init("TEST-000-000-0000"); clevertap.event.push("viewed");`,
  },
  {
    name: "PostHog (with surveys)",
    messages: true,
    code: `import posthog from "posthog-js"; posthog.init("phc_000", { api_host: "https://sdk.invalid" });`,
    later: ["posthog-js/dist/surveys.js"],
  },
  {
    name: "GrowthBook (flags only)",
    messages: false,
    code: `import { GrowthBook } from "@growthbook/growthbook";
      new GrowthBook({ apiHost: "https://sdk.invalid", clientKey: "sdk-000" }).init();`,
  },
  {
    name: "Segment (tracker)",
    messages: false,
    code: `import { AnalyticsBrowser } from "@segment/analytics-next";
      AnalyticsBrowser.load({ writeKey: "000" }).page();`,
  },
  {
    name: "RudderStack (tracker)",
    messages: false,
    code: `import { RudderAnalytics } from "@rudderstack/analytics-js";
      const analytics = new RudderAnalytics(); analytics.load("000", "https://sdk.invalid"); analytics.page();`,
  },
  {
    name: "Mixpanel (tracker)",
    messages: false,
    code: `import mixpanel from "mixpanel-browser"; mixpanel.init("000", { track_pageview: true });`,
  },
  {
    name: "Plausible (tracker)",
    messages: false,
    code: `import { init } from "@plausible-analytics/tracker"; init({ domain: "shop.invalid" });`,
  },
];
