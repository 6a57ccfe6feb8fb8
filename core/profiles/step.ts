/**
 * One signal at work on a profile: what it may read, and the ways in which it leaves something behind.
 * Shared by all that signals do (`apply-signals.ts`, `visit.ts`, `order.ts`, `message-events.ts`).
 */
import type { Attributes } from "../attributes/attribute";
import { readAttribute } from "../attributes/types";
import type { PublishedMessage } from "../messages/message";
import type { ActivityKind } from "../rules/activities";
import { fold } from "../rules/fold";
import type { Activity } from "../rules/rule";
import type { Line, MessageEvent, ProductSeen } from "../signals/catalogue";
import type { Problem } from "../signals/fields";
import type { PageContext } from "../signals/wire";
import type { Clock } from "../time/zone";
import { addIdentity, readEmail } from "./identity";
import type { OrderTold } from "./order";
import { activityAt, type Identity, type Profile } from "./profile";
import { forget, remember } from "./remember";
import { tell } from "./told";

export interface SignalContext {
  /** When the request came in (ms), and the browser's clock when it was sent. */
  received: number;
  sent: number;
  queue: string;
  attributes: Attributes;
  /** Of the shop's zone, for dates that pages give. */
  clock: Clock;
  currency: string;
  /** Days after a click or a view in which an order counts as a message's conversion. */
  attribution: { clickDays: number; viewDays: number };
  message(id: string): PublishedMessage | undefined;
  /** Identities that this browser has proof of, as `kind value`; of links that it opened, `confirmed email`. */
  proved?: ReadonlySet<string>;
  page?: PageContext;
}

/** What a batch of signals leaves to be written beside the profile. */
export interface Effects {
  activities: { kind: ActivityKind; activity: Activity }[];
  /** Activities that were taken back. */
  retracted: { kind: ActivityKind; at: number; id: string }[];
  orders: OrderSeen[];
  products: ProductSeen[];
  messageEvents: MessageRow[];
  /** Static segments that they were put into or taken out of. */
  members: { segment: string; entered: boolean; at: number }[];
  /** Identities that were proven: somebody else may own them, who is then the same person. */
  proved: Pick<Identity, "kind" | "value" | "at">[];
  /** Identities that are no longer theirs. */
  forgot: Pick<Identity, "kind" | "value">[];
  /** Rows of the shop's own tables that were told, or removed. Most changes have none. */
  rows?: { table: string; row: string }[];
  problems: Problem[];
  /** Signals that were counted; repeated ones are not. */
  counted: number;
}

/** A version of an order, to be kept where it is the newest. */
export interface OrderSeen extends OrderTold {
  at: number;
  updatedAt: number;
}

export interface MessageRow {
  id: string;
  message: string;
  variant: string;
  /** An order that no longer counts takes its conversions back. */
  event: MessageEvent | "converted" | "unconverted";
  at: number;
  order?: string;
  revenue?: number;
}

export const noEffects = (): Effects => ({
  activities: [],
  retracted: [],
  orders: [],
  products: [],
  messageEvents: [],
  members: [],
  proved: [],
  forgot: [],
  problems: [],
  counted: 0,
});

/** One signal at work: the profile, the signal's own corrected time, and ways to leave something behind. */
export interface Step {
  profile: Profile;
  context: SignalContext;
  effects: Effects;
  at: number;
  /** Unique within the profile and the same at every repetition. */
  id: string;
  path: string;
  did(kind: ActivityKind, fields?: Partial<Activity>): void;
  /** Takes an activity back. */
  undid(kind: ActivityKind, entry: Activity): void;
  refuse(path: string, reason: string): void;
}

const NOTHING: Partial<Activity> = {};

/** One step for all that a request or a batch tells, one after the other. */
export function stepOn(profile: Profile, context: SignalContext, effects: Effects) {
  let part = 0;
  const step: Step & { begin(at: number, id: string, path: string): void } = {
    profile,
    context,
    effects,
    at: 0,
    id: "",
    path: "",
    begin(at, id, path) {
      part = 0;
      step.at = at;
      step.id = id;
      step.path = path;
    },
    did(kind, fields = NOTHING) {
      const { at, id } = step;
      // An activity that names itself (an order) counts once, whoever reports it.
      const entry = activityAt(fields.at ?? at, part++ ? `${id}.${part}` : id, fields);
      if (remember(profile, kind, entry)) effects.activities.push({ kind, activity: entry });
    },
    undid(kind, { at, id }) {
      forget(profile, kind, id);
      const told = effects.activities.findIndex(({ activity }) => activity.id === id && activity.at === at);
      if (told >= 0) effects.activities.splice(told, 1);
      else effects.retracted.push({ kind, at, id });
    },
    refuse: (where, reason) => effects.problems.push({ path: `${step.path}.${where}`, reason }),
  };
  return step;
}

/** Sets what the browser may set and what fits its type; the rest is reported, each with its reason. Null clears. */
export function setAttributes(step: Step, given: Record<string, unknown>, where: string): void {
  for (const [key, raw] of Object.entries(given)) {
    const attribute = step.context.attributes.get(key);
    if (!attribute) step.refuse(`${where}.${key}`, "is not an attribute of this shop");
    else if (attribute.computed) step.refuse(`${where}.${key}`, "is computed and cannot be set");
    else if (!attribute.browser) step.refuse(`${where}.${key}`, "may not be set by a page");
    else if (raw === null) tell(step.profile, key, undefined, step.at);
    else {
      const read = readAttribute(attribute, raw, step.context.clock);
      if ("reason" in read) step.refuse(`${where}.${key}`, read.reason);
      else tell(step.profile, key, read.value, step.at);
    }
  }
}

export function addEmail(step: Step, raw: string, where: string): boolean {
  const email = readEmail(raw);
  if (!email) step.refuse(where, "must be an email address");
  else identify(step, { kind: "email", ...email });
  return email !== undefined;
}

/** An identity that a page claims, or has proof of. */
export function identify(step: Step, { kind, value, written }: Pick<Identity, "kind" | "value" | "written">) {
  const { profile, context, effects, at } = step;
  const verified = context.proved?.has(`${kind} ${value}`) ?? false;
  if (addIdentity(profile, kind, value, written, at, verified)) effects.proved.push({ kind, value, at });
}

/**
 * A link that was mailed to an address was opened in this browser: proves the address where this browser had claimed
 * it before, and tells it to no other.
 */
export function proveClaimed({ profile, context, effects, at }: Step): void {
  for (const { kind, value, written, verified } of profile.identities)
    if (!verified && kind === "email" && context.proved?.has(confirmedMark(value))) {
      addIdentity(profile, kind, value, written, at, true);
      effects.proved.push({ kind, value, at });
    }
}

/** How `proved` says that a link to this address was opened. */
export const confirmedMark = (email: string): string => `confirmed ${email}`;

export function increase({ attributes }: Profile, key: string, by = 1): number {
  const value = numberOf(attributes[key]) + by;
  attributes[key] = value;
  return value;
}

export const numberOf = (value: unknown, otherwise = 0): number =>
  typeof value === "number" ? value : otherwise;

export const categoryOf = ({ category }: { category?: string }) =>
  category ? { category: fold(category) } : {};

/** So many pieces of a line, and what they cost together. */
export const lineActivity = (line: Line, quantity: number): Partial<Activity> => ({
  product: line.product,
  ...categoryOf(line),
  quantity,
  amount: line.price === undefined ? undefined : Math.round(line.price * quantity),
});
