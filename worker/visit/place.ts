/** What a request tells of its place and device. No address is kept, nor the user agent's text. */
import Bowser from "bowser";
import type { Value } from "../../core/rules/rule";
import { remembered } from "./remembered";

/** The parts of Cloudflare's `request.cf` that become attributes. */
interface Place {
  country?: string;
  region?: string;
  city?: string;
  postalCode?: string;
  continent?: string;
  timezone?: string;
  isEUCountry?: string;
}

/** As text: that is how it travels to the shard, and how its log keeps it. */
export function placeOf(cf: Partial<IncomingRequestCfProperties> | undefined): string {
  if (!cf) return "{}";
  const { country, region, city, postalCode, continent, timezone, isEUCountry } = cf as Record<
    string,
    string
  >;
  return JSON.stringify({
    country,
    region,
    city,
    postalCode,
    continent,
    timezone,
    isEUCountry,
  } satisfies Place);
}

export function placeAttributes(text: string): Record<string, Value> {
  const place = JSON.parse(text) as Place;
  const found: Record<string, Value | undefined> = {
    country: place.country,
    region: place.region,
    city: place.city,
    postal_code: place.postalCode,
    continent: place.continent,
    time_zone: place.timezone,
    eu: place.country === undefined ? undefined : place.isEUCountry === "1",
  };
  return known(found);
}

/** Browsers are few: most are recognised by having been seen. */
export const deviceAttributes = remembered(1000, parseDevice);

function parseDevice(userAgent: string): Record<string, Value> {
  const parsed = Bowser.parse(userAgent || " ");
  const device = { mobile: "phone", tablet: "tablet", desktop: "desktop" }[parsed.platform.type ?? ""];
  return known({ device, browser: parsed.browser.name, os: parsed.os.name });
}

const known = (values: Record<string, Value | undefined>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, Value] => entry[1] !== undefined && entry[1] !== "",
    ),
  );
