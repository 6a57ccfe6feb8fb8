/** Why: for one person and a segment or a message, each condition with its answer, its fact and a plain sentence. */
import { and, eq } from "drizzle-orm";
import type { Attribute } from "../../core/attributes/attribute";
import { attributeTypes, type FactType, isCalendar } from "../../core/attributes/types";
import { audienceRule, pagesRule, targetRule } from "../../core/messages/choose";
import { allows } from "../../core/messages/frequency";
import { CONTROL } from "../../core/messages/message";
import { variantOf } from "../../core/messages/variant";
import type { Profile } from "../../core/profiles/profile";
import { describe, describeLeaf, describeNeed, type Names, subjectOf } from "../../core/rules/describe";
import { liveEntry } from "../../core/rules/live";
import { isRank } from "../../core/rules/ranks";
import type { Leaf, Rule, Value } from "../../core/rules/rule";
import { type Why, why } from "../../core/rules/why";
import { dbOf } from "../db/client";
import { messages } from "../db/schema";
import type { Env } from "../env";
import { notFound } from "../http/errors";
import { type Role, seesPersonalData } from "../members/roles";
import { namesOf } from "../segments/names";
import { readContext } from "../segments/read-context";
import { type ShopContext, shopContext } from "../shops/context";
import { currentProfile } from "../visit/current";
import { masked } from "./page";

/** The rule's tree. A condition says in words what it asks, and the fact that decided it. */
export interface WhyNode {
  type: "all" | "any" | "not" | "condition";
  holds: boolean;
  parts: WhyNode[];
  sentence: string | null;
  /** The attribute's value, how many times it was done, or the membership; null when not known. */
  fact: Value | null;
  /** When it was done last: in the timeframe, or ever when it was not done in it. */
  lastAt: number | null;
  /** Known only in the page, at this instant: cannot be told here. */
  live: boolean;
  /** What the condition looks at; null for groups. */
  about: WhyAbout | null;
  /** What it asks of that, to follow "needs": "at least 2". */
  needs: string | null;
}

export interface WhyAbout {
  kind: "attribute" | "did" | "rows" | "interest" | "segment" | "live";
  /** "Orders", "viewed a product in the last 14 days", a segment's name. */
  label: string;
  /** Of the fact; how often or how much was done is a number, when it was first or last done a date, a membership a boolean. */
  type: FactType;
  unit: "amount" | "seconds" | "percent" | "count" | null;
  calendar: boolean;
  /** The attribute's or table's key or the segment's id. */
  id: string | null;
}

export async function whySegment(env: Env, shop: string, id: string, segment: string, role: Role) {
  const [profile, context] = await Promise.all([currentProfile(env, shop, id), shopContext(env, shop)]);
  if (!profile) throw notFound("profile");
  const known = context.segments.get(segment);
  if (!known) throw notFound("segment");
  const since = profile.memberships[segment] ?? null;
  const isStatic = known.kind === "static";
  const explained = await explain(env, shop, known.rule, profile, context, role);
  return {
    segment: { id: segment, name: known.name, kind: known.kind },
    member: since !== null,
    since,
    holds: isStatic ? since !== null : explained.why.holds,
    sentence: isStatic ? "is on this fixed list" : explained.sentence,
    why: explained.why,
  };
}

export async function whyMessage(env: Env, shop: string, id: string, message: string, role: Role) {
  const now = Date.now();
  const [profile, context, [row]] = await Promise.all([
    currentProfile(env, shop, id),
    shopContext(env, shop, now),
    dbOf(env)
      .select()
      .from(messages)
      .where(and(eq(messages.shop, shop), eq(messages.id, message))),
  ]);
  if (!profile) throw notFound("profile");
  if (!row) throw notFound("message");
  const design = row.published ?? row.draft;
  const history = profile.messages[message];
  const [explained, audience, pages, condition] = await Promise.all(
    [targetRule(design), audienceRule(design), pagesRule(design), design.condition].map((rule) =>
      explain(env, shop, rule, profile, context, role),
    ),
  );
  const { from, until } = design.schedule;
  const arm = variantOf(message, design, profile.id, history?.variant);
  return {
    message: { id: message, name: row.name, status: row.status },
    holds: explained!.why.holds,
    sentence: explained!.sentence,
    why: explained!.why,
    audience: audience!.why,
    pages: pages!.why,
    condition: condition!.why,
    schedule: { from: from ?? null, until: until ?? null },
    shopPaused: context.shop.paused,
    running: row.status === "live" && !context.shop.paused && now >= (from ?? 0) && now < (until ?? Infinity),
    frequency: {
      allowed: allows(design.frequency, history, profile.visit.number, now),
      ...design.frequency,
      exposed: history?.exposed ?? 0,
      inVisit: history?.visit === profile.visit.number ? history.inVisit : 0,
      lastExposedAt: history?.lastExposedAt ?? null,
      stoppedBy: design.frequency.stopAfter.find((event) => history?.[`${event}At`] !== undefined) ?? null,
    },
    arm: {
      id: arm,
      name: design.variants.find((variant) => variant.id === arm)?.name ?? null,
      control: arm === CONTROL,
    },
  };
}

async function explain(
  env: Env,
  shop: string,
  rule: Rule,
  profile: Profile,
  context: ShopContext,
  role: Role,
) {
  const [names, reading] = await Promise.all([
    namesOf(env.DB, shop, [rule], context),
    readContext(env.DB, context, [rule]),
  ]);
  const { attributes } = context;
  const answer = why(rule, profile, {
    ...reading,
    memberOf: (segment) => profile.memberships[segment] !== undefined,
  });
  const open = seesPersonalData(role);
  const node = (part: Why): WhyNode => {
    if ("all" in part) return group("all", part.holds, part.all.map(node));
    if ("any" in part) return group("any", part.holds, part.any.map(node));
    if ("not" in part) return group("not", part.holds, [node(part.not)]);
    const { condition, holds } = part;
    const fact = (part.fact ?? null) as Value | null;
    const key = isRank(condition)
      ? condition.rank
      : "attribute" in condition
        ? condition.attribute
        : undefined;
    const attribute = key === undefined ? undefined : attributes.get(key);
    return {
      type: "condition",
      holds,
      parts: [],
      sentence: describeLeaf(condition, names),
      fact: open || !attribute || fact === null ? fact : masked(attribute, fact),
      lastAt: part.lastAt ?? null,
      live: "live" in condition,
      about: aboutOf(condition, attribute, names),
      needs: describeNeed(condition, names),
    };
  };
  return { why: node(answer), sentence: describe(rule, names) };
}

function aboutOf(leaf: Leaf, attribute: Attribute | undefined, names: Names): WhyAbout {
  const about = { label: subjectOf(leaf, names), unit: null, calendar: false, id: null };
  if ("segment" in leaf) return { ...about, kind: "segment", type: "boolean", id: leaf.segment };
  if ("did" in leaf) {
    const isDate = leaf.which !== undefined && !leaf.sum;
    return {
      ...about,
      kind: "did",
      type: isDate ? "date" : "number",
      unit: leaf.sum?.of === "amount" ? "amount" : isDate || leaf.sum ? null : "count",
    };
  }
  if ("has" in leaf)
    return { ...about, kind: "rows", type: "number", unit: leaf.sum ? null : "count", id: leaf.has };
  if ("interestedIn" in leaf) return { ...about, kind: "interest", type: "number", unit: "count" };
  if ("live" in leaf) {
    const { type, unit = null } = liveEntry(leaf.live);
    return { ...about, kind: "live", type, unit };
  }
  if ("interestedIn" in leaf) return { ...about, kind: "interest", type: "number", unit: "percent" };
  return {
    ...about,
    kind: "attribute",
    type: attribute ? attributeTypes[attribute.type].fact : "text",
    unit: attribute?.unit ?? null,
    calendar: attribute !== undefined && isCalendar(attribute),
    id: isRank(leaf) ? leaf.rank : leaf.attribute,
  };
}

const group = (type: "all" | "any" | "not", holds: boolean, parts: WhyNode[]): WhyNode => ({
  type,
  holds,
  parts,
  sentence: null,
  fact: null,
  lastAt: null,
  live: false,
  about: null,
  needs: null,
});
