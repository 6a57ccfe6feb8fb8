/**
 * A message: what it looks like (variants of content), who sees it (audience, pages, condition), when (trigger,
 * schedule) and how often (frequency, priority). Promotions are messages whose blocks hold an offer.
 */
import type { Rule } from "../rules/rule";
import type { Block } from "./blocks";

export const MESSAGE_KINDS = ["popup", "bar"] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** Kinds that interrupt compete for the one place; bars do not. */
export const interrupts = (kind: MessageKind): boolean => kind === "popup";

export type Trigger =
  | { on: "load" }
  /** Seconds after the page was shown. */
  | { on: "delay"; seconds: number }
  /** Percent of the page that was scrolled. */
  | { on: "scroll"; percent: number }
  | { on: "exit" };

export interface Frequency {
  /** At most this many times in one visit, and to one person ever. Absent: no limit. */
  perVisit?: number;
  perPerson?: number;
  /** Hours before it may be shown again. */
  coolDownHours?: number;
  /** What ends it for good. */
  stopAfter: ("closed" | "clicked" | "submitted" | "converted")[];
}

export interface Theme {
  /** Colours as #rrggbb. */
  background: string;
  text: string;
  accent: string;
  accentText: string;
  /** Corner radius in px. */
  radius: number;
  /** CSS font family; "inherit" takes the shop's. */
  font: string;
  /** For bars: top or bottom. */
  position?: "top" | "bottom";
}

/** What the renderer draws. */
export interface Content {
  theme: Theme;
  blocks: Block[];
  /** The dialog's accessible name, when no heading gives it. */
  label?: string;
}

export interface Variant {
  id: string;
  name: string;
  /** Share among the variants, relative. */
  weight: number;
  content: Content;
}

/** Who: everyone, or people in at least one of the included segments; never those in an excluded one. */
export interface Audience {
  include: "everyone" | string[];
  exclude: string[];
}

export type PageMatch =
  | { type: string }
  | { urlContains: string }
  | { urlIs: string }
  | { product: string }
  | { category: string };

export interface MessageDesign {
  kind: MessageKind;
  audience: Audience;
  /** On any of these pages ("everywhere" for all), on none of the excluded. */
  pages: { include: "everywhere" | PageMatch[]; exclude: PageMatch[] };
  /** Further conditions; the only place where live signals may stand. */
  condition: Rule;
  trigger: Trigger;
  frequency: Frequency;
  /** False: it may interrupt though another did in this visit, and within a page's first seconds. */
  quiet?: boolean;
  /** Instants (ms) between which it runs; absent: from publishing on, until paused. */
  schedule: { from?: number; until?: number };
  /** Share of people (0 to 0.5) who are held back and see nothing, so that uplift can be told. */
  control: number;
  variants: Variant[];
}

/** A message as published: the part of a shop's snapshot that the edge chooses from. */
export interface PublishedMessage {
  id: string;
  /** Higher goes first. */
  priority: number;
  design: MessageDesign;
}

export const CONTROL = "control";
