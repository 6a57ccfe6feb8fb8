/** Visits: which one a signal belongs to, and where it came from. */
import { VISIT_GAP } from "../rules/this-visit";
import type { Signal } from "../signals/catalogue";
import type { PageContext } from "../signals/wire";
import { sourceOf } from "./channel";
import type { Profile } from "./profile";
import { increase, numberOf, type Step } from "./step";

/** Every signal belongs to a visit; a long silence before it begins a new one, whose source is its page's. */
export function continueVisit({ profile, at, did, context }: Step, signal: Signal): void {
  const { visit, attributes } = profile;
  if (visit.number === 0 || at - visit.lastAt > VISIT_GAP) {
    visit.number++;
    visit.startedAt = at;
    attributes.visit_started_at = at;
    visit.pages = 0;
    increase(profile, "visits");
    did("visited");
    const page = signal.type === "page_view" ? signal.page : context.page;
    if (page) setSource(profile, page);
  }
  visit.lastAt = Math.max(visit.lastAt, at);
  attributes.first_seen_at = Math.min(numberOf(attributes.first_seen_at, at), at);
  attributes.last_seen_at = Math.max(numberOf(attributes.last_seen_at, at), at);
}

function setSource({ attributes }: Profile, page: PageContext): void {
  const { channel, referrer, landingPage, utm, clickId } = sourceOf(page.url, page.referrer);
  const found = {
    channel,
    referrer,
    landing_page: landingPage,
    utm_source: utm.source,
    utm_medium: utm.medium,
    utm_campaign: utm.campaign,
    utm_term: utm.term,
    utm_content: utm.content,
    click_id: clickId,
  };
  const isFirst = attributes.first_channel === undefined;
  for (const [name, value] of Object.entries(found)) {
    if (value === undefined) delete attributes[`last_${name}`];
    else attributes[`last_${name}`] = value;
    if (isFirst && value !== undefined) attributes[`first_${name}`] = value;
  }
}
