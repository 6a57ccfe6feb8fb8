/** Reads what the shop tells Google: GA4 ecommerce events and Consent Mode in `dataLayer`. */
import type { Choice } from "../consent";
import type { Ears, Sources } from "./collector";
import type { Json } from "./ecommerce";
import { hearLayer } from "./layer";

/** An event with its data, or a `consent` command with its states. */
export type Told = [name: string, data: Json, consent?: true];

/** One entry of `dataLayer`: an object with `event`, or the `arguments` of a gtag() call. */
export function readEntry(entry: unknown): Told | undefined {
  const { 0: command, 1: name, 2: params, event, ecommerce } = (entry ?? {}) as Json;
  if (command === "consent") return [String(name), (params ?? {}) as Json, true];
  if (command === "event") return [String(name), (params ?? {}) as Json];
  return event ? [String(event), (ecommerce ?? entry) as Json] : undefined;
}

/**
 * `gtag("consent", command, states)` on top of what was said before. Where defaults disagree, or are for some regions,
 * no goes before yes: which of them is meant for this visitor, the page cannot know.
 */
export function readConsent(before: Choice, command: string, states: Json): Choice {
  const { region, analytics_storage, ad_user_data, ad_personalization = ad_user_data } = states;
  const hear = (known: boolean | undefined, state: unknown, too = state) =>
    state
      ? state === "granted" && too === state && (command === "update" || !(region || known === false))
      : known;
  return {
    analytics: hear(before.analytics, analytics_storage),
    marketing: hear(before.marketing, ad_personalization, ad_user_data),
  };
}

export const watch = ({ tell }: Ears, allow: Sources["allow"]) => {
  let choice: Choice = {};
  return hearLayer(
    (entry) => {
      const told = readEntry(entry);
      if (!told) return;
      const [name, data, isConsent] = told;
      if (isConsent) {
        choice = readConsent(choice, name, data);
        allow(choice, name === "update");
      } else tell(name, data);
    },
    // What was consented to comes before all that hangs on it.
    (entry) => (entry as Json | null)?.[0] === "consent",
  );
};
