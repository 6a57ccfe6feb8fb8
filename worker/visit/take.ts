/** One request at work on a profile: what a visit does, and what is done again after a crash. */
import { applySignals } from "../../core/profiles/apply-signals";
import { updateMemberships } from "../../core/profiles/memberships";
import type { Profile } from "../../core/profiles/profile";
import { noEffects } from "../../core/profiles/step";
import { VISIT_GAP } from "../../core/rules/this-visit";
import { readSignal, type Signal } from "../../core/signals/catalogue";
import type { Problem } from "../../core/signals/fields";
import type { VisitRequest } from "../../core/signals/wire";
import { deviceAttributes, placeAttributes } from "./place";
import type { Logged, OutboxEntry } from "./shard-store";
import type { CompiledSnapshot } from "./snapshot";

export interface Taken {
  /** What the change leaves for D1; undefined when nothing changed. */
  left: OutboxEntry | undefined;
  /** Signals were counted, so that the request must be kept. */
  counted: boolean;
  /** Parts that were refused. */
  problems: Problem[];
  /** A visit began with it: its place and device were looked at. */
  arrived: boolean;
}

/** Applies a request and evaluates the segments. The profile's person stays loaded in the compiled rules. */
export function take(
  profile: Profile,
  isNew: boolean,
  request: VisitRequest,
  { received, place, agent }: Omit<Logged, "body">,
  compiled: CompiledSnapshot,
): Taken {
  const { snapshot, segments } = compiled;
  const effects = noEffects();
  const arrived = isNew || received - profile.visit.lastAt > VISIT_GAP;
  if (arrived) Object.assign(profile.attributes, placeAttributes(place), deviceAttributes(agent));
  takeConsent(profile, isNew, request, received);
  applySignals(
    profile,
    signalsOf(request, effects.problems),
    {
      received,
      sent: request.sent,
      queue: request.queue,
      attributes: compiled.attributes,
      currency: snapshot.shop.currency,
      attribution: snapshot.shop,
      message: compiled.message,
      page: request.page,
    },
    effects,
  );
  const { problems } = effects;
  const counted = isNew || effects.counted > 0;
  // A request that only repeats changes nothing, but time may have: its memberships are looked at all the same.
  const due = profile.nextChangeAt !== undefined && profile.nextChangeAt <= received;
  if (!counted && !due) {
    if (request.decide !== false)
      segments.program.load(profile, received, (segment) => segment in profile.memberships);
    return { left: undefined, counted, problems, arrived };
  }
  profile.version++;
  const changes = updateMemberships(
    profile,
    segments,
    compiled.isStatic,
    received,
    counted ? "signal" : "time",
  );
  const { activities, orders, products, messageEvents } = effects;
  return { left: { activities, orders, products, messageEvents, changes }, counted, problems, arrived };
}

function signalsOf({ signals }: VisitRequest, problems: Problem[]): { signal: Signal; path: string }[] {
  const read: { signal: Signal; path: string }[] = [];
  for (let i = 0; i < signals.length; i++) {
    const path = `signals[${i}]`;
    const signal = readSignal(signals[i], path, problems);
    if (signal) read.push({ signal, path });
  }
  return read;
}

function takeConsent(profile: Profile, isNew: boolean, { consent }: VisitRequest, at: number): void {
  const { analytics, marketing } = profile.consent;
  if (isNew || analytics !== consent.analytics || marketing !== consent.marketing)
    profile.consent = { analytics: consent.analytics, marketing: consent.marketing, at };
}
