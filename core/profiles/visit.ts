/**
 * Visits: which one a signal belongs to, and where it came from. A visit is a browser's: its signals, in whatever
 * order they arrive, with no silence of half an hour between them.
 */
import { VISIT_GAP } from "../rules/this-visit";
import type { Signal } from "../signals/catalogue";
import { type PageContext, SIGNAL_LIFETIME } from "../signals/wire";
import { sourceOf } from "./channel";
import type { BrowserVisit, Profile } from "./profile";
import { settleShoppingHour } from "./shopping-hour";
import { increase, numberOf, type Step } from "./step";
import { isLatest, put } from "./told";

export function continueVisit(step: Step, signal: Signal): void {
  const { profile, at, context } = step;
  const { attributes } = profile;
  const queue = profile.queues[context.queue]!;
  queue.visits ??= [];
  const { visits } = queue;
  const newest = visits.at(-1);
  // Nearly always: the one that lasts.
  const visit = newest && at >= newest.from && at - newest.to <= VISIT_GAP ? newest : findVisit(step, visits);
  visit.to = Math.max(visit.to, at);
  profile.visit.lastAt = Math.max(profile.visit.lastAt, at);
  attributes.first_seen_at = Math.min(numberOf(attributes.first_seen_at, at), at);
  attributes.last_seen_at = Math.max(numberOf(attributes.last_seen_at, at), at);
  if (signal.type === "page_view" && !(visit.page! <= at)) {
    setSource(profile, signal.page, at, visit.page);
    visit.page = at;
  }
}

/** The visit that a signal out of order belongs to; it may make two into one, or be a new one. */
function findVisit(step: Step, visits: BrowserVisit[]): BrowserVisit {
  const { at } = step;
  const near = visits.filter(({ from, to }) => at >= from - VISIT_GAP && at <= to + VISIT_GAP);
  const [first, second] = near;
  if (!first) return begin(step, visits);
  if (second) {
    first.to = second.to;
    if (first.page === undefined && second.page !== undefined) first.page = second.page;
    visits.splice(visits.indexOf(second), 1);
    end(step, second.from);
  }
  if (at < first.from) {
    end(step, first.from);
    first.from = at;
    count(step);
  }
  return first;
}

function begin(step: Step, visits: BrowserVisit[]): BrowserVisit {
  const { profile, at, context } = step;
  const visit = { from: at, to: at };
  // No living signal can belong to what is older.
  const forgotten = context.received - SIGNAL_LIFETIME - VISIT_GAP;
  while (visits[0] && visits[0].to < forgotten) visits.shift();
  const after = visits.findIndex(({ from }) => from > at);
  visits.splice(after < 0 ? visits.length : after, 0, visit);
  if (at > profile.visit.lastAt) {
    profile.visit.number++;
    profile.visit.startedAt = at;
    profile.visit.pages = 0;
  }
  count(step);
  return visit;
}

function count(step: Step): void {
  increase(step.profile, "visits");
  step.did("visited");
  setStarted(step);
}

/** What was counted as a visit of its own is part of another. */
function end(step: Step, from: number): void {
  const { profile, context } = step;
  const entry = profile.history.visited?.find(({ at, id }) => at === from && id.startsWith(context.queue));
  if (!entry) return;
  increase(profile, "visits", -1);
  step.undid("visited", entry);
  setStarted(step);
}

/** The latest visit of all browsers, and when they mostly come. */
function setStarted({ profile, context }: Step): void {
  const { attributes, history } = profile;
  const started = history.visited?.at(-1)?.at;
  if (started !== undefined) attributes.visit_started_at = started;
  settleShoppingHour(profile, context.clock);
}

/**
 * The source of a visit is that of its first page: the first source of all is kept, the last is followed. `before`:
 * the page that was held to be the visit's first until now.
 */
function setSource(profile: Profile, page: PageContext, at: number, before: number | undefined): void {
  const { times } = profile;
  const isFirst = !(times.$first_source! <= at);
  const isLast = isLatest(profile, "$last_source", at) || times.$last_source === before;
  if (!isFirst && !isLast) return;
  if (isLast) times.$last_source = at;
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
  if (isFirst) times.$first_source = at;
  for (const [name, value] of Object.entries(found)) {
    if (isLast) put(profile, `last_${name}`, value);
    if (isFirst) put(profile, `first_${name}`, value);
  }
}
