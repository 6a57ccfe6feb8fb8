/**
 * A profile: one person, as the shard keeps it and as D1's copy shows it. Plain JSON; instants are UTC milliseconds,
 * amounts minor currency units. Secrets (visitor ids) are not part of it.
 */

import type { ActivityKind } from "../rules/activities";

import type { Activity, Value } from "../rules/rule";
import type { Line } from "../signals/catalogue";
import type { Rows } from "../tables/rows";
import type { Folded } from "./fold-history";
import type { OrderKnown } from "./order";

export interface Profile {
  id: string;
  /** Grows by one with each change that is stored. */
  version: number;
  createdAt: number;
  attributes: Record<string, Value>;
  /** When what was told of them was told (`told.ts`). */
  times: Record<string, number>;
  /** What they did, oldest first in each kind. */
  history: { [kind in ActivityKind]?: Activity[] };
  /** Up to when that is totals. */
  folded?: Folded;
  /** Predicted, by product: the likelihood of buying it, from 0 to 1. Absent until there are predictions. */
  interests?: Record<string, number>;
  /** Of the shop's own tables. */
  rows?: Rows;
  identities: Identity[];
  /** Identities that are not theirs, by kind and hash: since when, and when they were told first. */
  forgotten?: Record<string, { at: number; first?: number }>;
  consent: { analytics: boolean; marketing: boolean; at: number };
  /** Consents given with a text, such as to receive emails: the proof. */
  consents: ConsentProof[];
  cart: Line[];
  visit: Visit;
  /** Segment → since when. */
  memberships: Record<string, number>;
  /** Message → what this person saw and did of it. */
  messages: Record<string, MessageHistory>;
  /** What an import said of the time before we counted; contained in the attributes of the same names. */
  starts?: Record<string, { value: number; at: number }>;
  /** Of each order, cancelled ones too, the version that counts. */
  orders?: Record<string, OrderKnown>;
  /** Browser queue → which of its signals were counted. */
  queues: Record<string, Queue>;
  /** When time alone may next change a membership; absent when it cannot. */
  nextChangeAt?: number;
}

export interface Identity {
  kind: "email" | "phone" | "customer";
  /** As compared: trimmed, lower case. */
  value: string;
  /** As written, for sending. */
  written: string;
  /** Claimed by the page until proven (`architecture.md`). */
  verified: boolean;
  /** When it was told first, and last where that differs. */
  at: number;
  lastAt?: number;
  /** When it was proven last, where that was not at first. */
  provenAt?: number;
  /** Chosen in the panel as the one to send to. */
  chosen?: boolean;
}

export const CHANNELS = ["email", "sms", "push"] as const;
export type Channel = (typeof CHANNELS)[number];

export interface ConsentProof {
  channel: Channel;
  /** Absent: given. */
  given?: false;
  /** What they agreed to, and where. */
  text: string;
  version: string;
  page: string;
  at: number;
  /** Double opt-in: when the link was made that they opened at `at`. */
  askedAt?: number;
}

export interface Visit {
  number: number;
  startedAt: number;
  lastAt: number;
  pages: number;
}

export interface MessageHistory {
  /** First assigned and kept. */
  variant: string;
  /** Came together from two people who were in different arms: left out of the report. */
  mixed?: boolean;
  /** Displays, or would-be displays in the control group; and those of the visit with this number. */
  exposed: number;
  visit: number;
  inVisit: number;
  firstExposedAt: number;
  lastExposedAt: number;
  shownAt?: number;
  clickedAt?: number;
  closedAt?: number;
  submittedAt?: number;
  convertedAt?: number;
}

/** Highest number counted, and which of the 64 up to it: bit i of the first half stands for `top - i`, of the second for `top - 32 - i`. */
export interface Queue {
  top: number;
  seen: [number, number];
  at: number;
  /** The browser's visits that a late signal may still belong to, oldest first. */
  visits?: BrowserVisit[];
}

export interface BrowserVisit {
  from: number;
  to: number;
  /** When its first page was looked at, which tells where the visit came from. */
  page?: number;
}

export function newProfile(id: string, now: number): Profile {
  return {
    id,
    version: 0,
    createdAt: now,
    attributes: {},
    times: {},
    history: {},
    identities: [],
    consent: { analytics: true, marketing: false, at: now },
    consents: [],
    cart: [],
    visit: { number: 0, startedAt: 0, lastAt: 0, pages: 0 },
    memberships: {},
    messages: {},
    queues: {},
  };
}

export const activity = (fields: Partial<Activity> & { at: number; id: string }): Activity =>
  activityAt(fields.at, fields.id, fields);

/** All activities get the same shape in the same order: V8 then reads them at the speed of a struct. */
export function activityAt(at: number, id: string, fields: Partial<Activity>): Activity {
  return {
    at,
    times: fields.times ?? 1,
    product: fields.product,
    category: fields.category,
    name: fields.name,
    quantity: fields.quantity,
    amount: fields.amount,
    brand: fields.brand,
    channel: fields.channel,
    id: fields.id ?? id,
  };
}

/** A stored document, its activities in their one shape again. */
export function readProfile(json: string): Profile {
  const profile = JSON.parse(json) as Profile;
  for (const kind of Object.keys(profile.history) as ActivityKind[])
    profile.history[kind] = profile.history[kind]!.map(activity);
  return profile;
}
