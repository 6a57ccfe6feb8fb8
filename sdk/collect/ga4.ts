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

/** Of what a shop with a plugin of ours tells Google, this alone counts: the rest has other ids. */
const BESIDE_A_PLUGIN = /search/;

/** Whether a plugin of ours speaks for the shop. */
export const hasPlugin = (): boolean => "vitrine_dataLayer" in window;

/**
 * Our plugins have a list of their own beside `dataLayer`, in the same shapes, which nobody else acts on: it says exactly
 * what the shop's server knows, under the shop's own ids.
 */
export const watch = ({ tell }: Ears, plugin: Ears, allow: Sources["allow"]) => {
  let choice: Choice = {};
  // What was consented to comes before all that hangs on it.
  const first = (entry: unknown) => (entry as Json | null)?.[0] === "consent";
  const hear = (exact: boolean) => (entry: unknown) => {
    const told = readEntry(entry);
    if (!told) return;
    const [name, data, isConsent] = told;
    if (isConsent) {
      choice = readConsent(choice, name, data);
      allow(choice, name === "update");
    } else if (exact) plugin.tell(name, data);
    else if (!hasPlugin() || BESIDE_A_PLUGIN.test(name)) tell(name, data);
  };
  const looks = [
    hearLayer("vitrine_dataLayer", hear(true), first),
    hearLayer("dataLayer", hear(false), first),
  ];
  return () => {
    for (const look of looks) look();
  };
};
