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
import type { Profile } from "./profile";

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
  page?: PageContext;
}

/** What a batch of signals leaves to be written beside the profile. */
export interface Effects {
  activities: { kind: ActivityKind; activity: Activity }[];
  orders: OrderSeen[];
  products: ProductSeen[];
  messageEvents: MessageRow[];
  problems: Problem[];
  /** Signals that were counted; repeated ones are not. */
  counted: number;
}

export interface OrderSeen {
  id: string;
  at: number;
  total: number;
  currency: string;
  coupon?: string;
  lines: Line[];
}

export interface MessageRow {
  id: string;
  message: string;
  variant: string;
  event: MessageEvent | "converted";
  at: number;
  order?: string;
  revenue?: number;
}

export const noEffects = (): Effects => ({
  activities: [],
  orders: [],
  products: [],
  messageEvents: [],
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
  refuse(path: string, reason: string): void;
}

/** Sets what the browser may set and what fits its type; the rest is reported, each with its reason. Null clears. */
export function setAttributes(step: Step, given: Record<string, unknown>, where: string): void {
  for (const [key, raw] of Object.entries(given)) {
    const attribute = step.context.attributes.get(key);
    if (!attribute) step.refuse(`${where}.${key}`, "is not an attribute of this shop");
    else if (!attribute.browser) step.refuse(`${where}.${key}`, "may not be set by a page");
    else if (raw === null) delete step.profile.attributes[key];
    else {
      const read = readAttribute(attribute, raw, step.context.clock);
      if ("reason" in read) step.refuse(`${where}.${key}`, read.reason);
      else step.profile.attributes[key] = read.value;
    }
  }
}

export function addEmail(step: Step, raw: string, where: string): boolean {
  const email = readEmail(raw);
  if (!email) step.refuse(where, "must be an email address");
  else addIdentity(step.profile, "email", email.value, email.written, step.at);
  return email !== undefined;
}

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
