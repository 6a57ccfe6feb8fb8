/**
 * What a person was told to be: attributes of which the latest word counts, in whatever order the words arrive.
 * `times` keeps when each was told, also for those that were cleared since.
 */
import type { Value } from "../rules/rule";
import type { Profile } from "./profile";

/**
 * Facts that come together are told together, under one time: where the network is, which device, which cart.
 * The keys are names of their own in `times`.
 */
export const TOGETHER = {
  $place: [
    "country",
    "region",
    "region_code",
    "city",
    "postal_code",
    "place",
    "continent",
    "time_zone",
    "eu",
  ],
  $device: ["device", "browser", "os"],
  $consent: ["marketing_consent"],
  $cart: ["cart_total", "cart_quantity", "cart_lines", "cart_updated_at"],
  $first_source: sourceKeys("first"),
  $last_source: sourceKeys("last"),
} as const;
export type Group = keyof typeof TOGETHER;

/** Whether a word of this instant is the latest on the matter; remembers it. Of the same instant the last to arrive counts. */
export function isLatest({ times }: Profile, what: string, at: number): boolean {
  if (times[what]! > at) return false;
  times[what] = at;
  return true;
}

/** Sets an attribute, or clears it (undefined), unless something later was told of it. */
export function tell(profile: Profile, key: string, value: Value | undefined, at: number): boolean {
  if (!isLatest(profile, key, at)) return false;
  put(profile, key, value);
  return true;
}

export function put(
  { attributes }: Pick<Profile, "attributes">,
  key: string,
  value: Value | undefined,
): void {
  if (value === undefined) delete attributes[key];
  else attributes[key] = value;
}

/** Sets what of a group is known; the rest of it stays. */
export function tellGroup(profile: Profile, group: Group, facts: Record<string, Value>, at: number): void {
  if (isLatest(profile, group, at)) Object.assign(profile.attributes, facts);
}

function sourceKeys(which: "first" | "last") {
  return [
    "channel",
    "referrer",
    "landing_page",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
    "click_id",
  ].map((name) => `${which}_${name}`);
}
