/** A visit or a command at work on a profile: what is done at once, and again after a crash. */
import { applySignals } from "../../core/profiles/apply-signals";
import { applyCommands, type Command } from "../../core/profiles/commands";
import { setConsent } from "../../core/profiles/consent";
import { foldHistory } from "../../core/profiles/fold-history";
import { evaluateProfile, type MembershipChange } from "../../core/profiles/memberships";
import type { Profile } from "../../core/profiles/profile";
import { type Effects, noEffects } from "../../core/profiles/step";
import { tellGroup } from "../../core/profiles/told";
import { VISIT_GAP } from "../../core/rules/this-visit";
import { readSignal, type Signal } from "../../core/signals/catalogue";
import type { Problem } from "../../core/signals/fields";
import type { VisitRequest } from "../../core/signals/wire";
import type { OutboxEntry } from "./outbox";
import { deviceAttributes, placeAttributes } from "./place";
import type { VisitLogged } from "./shard-log";
import type { CompiledSnapshot } from "./snapshot";

type Cause = MembershipChange["cause"];

/** Commands as they travel and as the log keeps them. */
export interface Batch {
  commands: Command[];
  cause: Cause;
}

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
  { received, place, agent, proved }: Omit<VisitLogged, "body">,
  compiled: CompiledSnapshot,
): Taken {
  const { snapshot, segments } = compiled;
  const effects = noEffects();
  const arrived = isNew || received - profile.visit.lastAt > VISIT_GAP;
  if (arrived && place !== "") tellSurroundings(profile, place, agent, received);
  takeConsent(profile, isNew, request, received);
  applySignals(
    profile,
    signalsOf(request, effects.problems),
    {
      received,
      sent: request.sent,
      queue: request.queue,
      attributes: compiled.attributes,
      clock: compiled.clock,
      currency: snapshot.shop.currency,
      attribution: snapshot.shop,
      message: compiled.message,
      page: request.page,
      ...(proved && { proved: new Set(proved.split("\n")) }),
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
  return {
    left: settle(profile, effects, compiled, received, counted ? "signal" : "time"),
    counted,
    problems,
    arrived,
  };
}

/** Applies what others than its browsers tell of a profile, and evaluates the segments. */
export function takeCommands(
  profile: Profile,
  commands: readonly Command[],
  cause: Cause,
  received: number,
  compiled: CompiledSnapshot,
): { left: OutboxEntry; problems: Problem[] } {
  const { snapshot, attributes, clock } = compiled;
  const effects = noEffects();
  const { currency } = snapshot.shop;
  const context = { received, attributes, clock, currency, attribution: snapshot.shop };
  applyCommands(profile, commands, context, effects);
  return { left: settle(profile, effects, compiled, received, cause), problems: effects.problems };
}

/** The changed profile's new version, and what it leaves for D1. */
export function settle(
  profile: Profile,
  effects: Effects,
  { segments, isStatic, clock }: CompiledSnapshot,
  now: number,
  cause: Cause,
): OutboxEntry {
  foldHistory(profile, effects, clock, now);
  const { activities, retracted, orders, products, messageEvents, members, proved, forgot, rows } = effects;
  profile.version++;
  const { version } = profile;
  const changes = [
    ...members.map((member) => ({ ...member, version, cause })),
    ...evaluateProfile(profile, segments, isStatic, now, cause).changes,
  ];
  const left = { activities, retracted, orders, products, messageEvents, proved, forgot, changes };
  return rows ? { ...left, rows } : left;
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

function tellSurroundings(profile: Profile, place: string, agent: string, at: number): void {
  tellGroup(profile, "$place", placeAttributes(place), at);
  tellGroup(profile, "$device", deviceAttributes(agent), at);
}

function takeConsent(profile: Profile, isNew: boolean, { consent }: VisitRequest, at: number): void {
  const { analytics, marketing } = profile.consent;
  if (isNew || analytics !== consent.analytics || marketing !== consent.marketing)
    setConsent(profile, consent, at);
}
