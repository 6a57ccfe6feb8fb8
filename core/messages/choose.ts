/**
 * Choosing: which messages a visitor may get on this page, in the order of priority, each with what the page has
 * still to decide. Pure; the page finishes it (rule, trigger, frequency between its tabs) and draws.
 */
import { fingerprint } from "../hash";
import type { MessageHistory, Profile } from "../profiles/profile";
import type { Program } from "../rules/compile";
import type { LiveFacts } from "../rules/live";
import type { AllRule, Rule } from "../rules/rule";
import { type Split, splitter } from "../rules/split";
import type { Candidate, PageContext } from "../signals/wire";
import { allows } from "./frequency";
import {
  type Audience,
  CONTROL,
  interrupts,
  type MessageDesign,
  type PageMatch,
  type PublishedMessage,
} from "./message";
import { variantOf } from "./variant";

/** The most candidates that an answer carries: the page shows the first that fits, so the rest would only weigh. */
export const MAX_CANDIDATES = 10;

export interface Chooser {
  /**
   * For the person that the program loaded last: a list of candidates, as JSON. `kept` names versions of contents
   * that the browser has.
   */
  choose(profile: Profile, page: PageContext, now: number, kept?: string): string;
}

export function compileMessages(program: Program, messages: readonly PublishedMessage[]): Chooser {
  const ready = messages
    .map((message) => ({
      ...message,
      split: splitter(program, targetRule(message.design)),
      written: fixedParts(message),
    }))
    .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  return {
    choose(profile, page, now, kept = "") {
      program.see(liveFactsOf(page, profile));
      let candidates = "";
      let found = 0;
      for (const { id, design, split, written } of ready) {
        if (!runs(design, now)) continue;
        const history = profile.messages[id];
        if (!allows(design.frequency, history, profile.visit.number, now)) continue;
        const left = split();
        if (left === false) continue;
        const variant = variantOf(id, design, profile.id, history?.variant);
        // Texts are only tied together here: they are copied once, when the answer leaves.
        if (found > 0) candidates += ",";
        const { version, whole, bare } = written.get(variant)!;
        candidates += version !== "" && kept.includes(version) ? bare : whole;
        candidates += changingPart(left, history, profile.visit.number);
        if (++found === MAX_CANDIDATES) break;
      }
      return `[${candidates}]`;
    },
  };
}

/** Audience, pages and condition as one rule: the same readers decide them, and *why* explains them. */
export const targetRule = (design: MessageDesign): Rule => ({
  all: [...audienceRule(design).all, ...pagesRule(design).all, design.condition],
});

export function audienceRule({ audience }: Pick<MessageDesign, "audience">): AllRule {
  const all: Rule[] = [];
  if (audience.include !== "everyone") all.push({ any: audience.include.map((segment) => ({ segment })) });
  if (audience.exclude.length) all.push({ not: { any: audience.exclude.map((segment) => ({ segment })) } });
  return { all };
}

export function pagesRule({ pages }: Pick<MessageDesign, "pages">): AllRule {
  const all: Rule[] = [];
  if (pages.include !== "everywhere") all.push({ any: pages.include.map(pageRule) });
  if (pages.exclude.length) all.push({ not: { any: pages.exclude.map(pageRule) } });
  return { all };
}

/** Whether a message looks at nothing of the person, so that it may be shown to somebody of whom we know nothing. */
export function isUntargeted({ audience, condition }: { audience: Audience; condition: Rule }): boolean {
  return audience.include === "everyone" && audience.exclude.length === 0 && !readsPerson(condition);
}

/** What the request settles of the page, and the cart as last told. */
export function liveFactsOf(page: PageContext, profile: Profile): LiveFacts {
  return {
    page_url: page.url,
    page_type: page.type ?? "other",
    ...(page.product !== undefined && { page_product: page.product }),
    ...(page.category !== undefined && { page_category: page.category }),
    visit_pages: profile.visit.pages,
  };
}

type Fixed = Omit<Candidate, "seen" | "rule">;

/** A variant as JSON, open at its end, with its content and without. The control arm has neither content nor version. */
interface Written {
  version: string;
  whole: string;
  bare: string;
}

/**
 * What every person gets of each variant, written once per version of the configuration: most of an answer's bytes.
 * In ASCII, because texts of one byte a character are handed on at half the cost.
 */
function fixedParts({ id, design }: PublishedMessage): Map<string, Written> {
  const { kind, trigger, frequency, variants } = design;
  const write = (variant: string, content?: Candidate["content"]): [string, Written] => {
    const fixed: Fixed = {
      message: id,
      variant,
      kind,
      interrupts: interrupts(kind),
      trigger,
      frequency,
      ...(design.quiet === false && { quiet: false }),
    };
    const open = (candidate: Fixed) => ascii(JSON.stringify(candidate)).slice(0, -1);
    if (!content) return [variant, { version: "", whole: open(fixed), bare: open(fixed) }];
    const version = fingerprint(JSON.stringify(content));
    const bare = { ...fixed, version };
    return [variant, { version, whole: open({ ...bare, content }), bare: open(bare) }];
  };
  return new Map([...variants.map(({ id, content }) => write(id, content)), write(CONTROL)]);
}

function changingPart(left: Split, history: MessageHistory | undefined, visit: number): string {
  const rule = left === true ? "" : `,"rule":${ascii(JSON.stringify(left))}`;
  if (!history) return `,"seen":{"person":0,"visit":0}${rule}}`;
  const inVisit = history.visit === visit ? history.inVisit : 0;
  return `,"seen":{"person":${history.exposed},"visit":${inVisit},"lastAt":${history.lastExposedAt}}${rule}}`;
}

const ascii = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

const runs = ({ schedule }: MessageDesign, now: number): boolean =>
  now >= (schedule.from ?? -Infinity) && now < (schedule.until ?? Infinity);

function pageRule(page: PageMatch): Rule {
  if ("type" in page) return { live: "page_type", is: "equals", value: page.type };
  if ("urlContains" in page) return { live: "page_url", is: "contains", value: page.urlContains };
  if ("urlIs" in page) return { live: "page_url", is: "equals", value: page.urlIs };
  if ("product" in page) return { live: "page_product", is: "equals", value: page.product };
  return { live: "page_category", is: "equals", value: page.category };
}

function readsPerson(rule: Rule): boolean {
  if ("all" in rule) return rule.all.some(readsPerson);
  if ("any" in rule) return rule.any.some(readsPerson);
  if ("not" in rule) return readsPerson(rule.not);
  return !("live" in rule);
}
