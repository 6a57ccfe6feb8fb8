/**
 * Reads a rule that somebody wrote: the rule, or every place where it is wrong, with its path and a reason.
 * `parse(JSON of a rule)` is the same rule; nothing unknown passes, so that no reader meets it later.
 */
import type { Attribute, Attributes } from "../attributes/attribute";
import { attributeTypes } from "../attributes/types";
import type { Problem } from "../signals/fields";
import { type ActivityKind, activities, activityEntry } from "./activities";
import { type LiveKey, liveSignals } from "./live";
import { isOperator, MAX_LIST, operatorOf, operatorsFor } from "./operators";
import { parseRankSize, type RankRule } from "./ranks";
import { isReference, parseReference } from "./reference";
import type { DidRule, Items, Rule, Times } from "./rule";
import { parseTimeframe } from "./timeframes";

export const LIMITS = { depth: 16, conditions: 150, behaviours: 30, bytes: 64 * 1024 } as const;

export interface ParseContext {
  attributes: Attributes;
  /** Whether a segment exists. */
  hasSegment(id: string): boolean;
  /** Live conditions stand in conditions of messages only. */
  live: boolean;
}

export type ParsedRule = { rule: Rule } | { problems: Problem[] };

export function parseRule(input: unknown, context: ParseContext, path = "rule"): ParsedRule {
  const problems: Problem[] = [];
  const count = { conditions: 0, behaviours: 0 };
  const refuse = (where: string, reason: string): undefined => {
    // One wrong rule can be wrong in thousands of places; the first hundred say enough.
    if (problems.length < 100) problems.push({ path: where, reason });
    return undefined;
  };

  const size = JSON.stringify(input)?.length ?? 0;
  if (size > LIMITS.bytes)
    return { problems: [{ path, reason: `must have at most ${LIMITS.bytes} bytes of JSON` }] };

  const read = (raw: unknown, where: string, depth: number): Rule | undefined => {
    if (!isRecord(raw)) return refuse(where, "must be an object");
    if (depth > LIMITS.depth) return refuse(where, `must be nested at most ${LIMITS.depth} deep`);
    const form = Object.keys(FORMS).find((key) => Object.hasOwn(raw, key)) as keyof typeof FORMS | undefined;
    if (!form) return refuse(where, `must have one of ${Object.keys(FORMS).join(", ")}`);
    const extra = Object.keys(raw).find((key) => key !== form && !FORMS[form].includes(key));
    if (extra !== undefined)
      return refuse(`${where}.${extra.slice(0, 64)}`, `does not belong to a condition with ${form}`);
    if (form === "all" || form === "any") {
      const parts = raw[form];
      if (!Array.isArray(parts)) return refuse(`${where}.${form}`, "must be a list of rules");
      const rules = parts.map((part, i) => read(part, `${where}.${form}[${i}]`, depth + 1));
      return rules.includes(undefined) ? undefined : ({ [form]: rules } as unknown as Rule);
    }
    if (form === "not") {
      const rule = read(raw.not, `${where}.not`, depth + 1);
      return rule && { not: rule };
    }
    if (++count.conditions > LIMITS.conditions)
      return refuse(where, `is more than ${LIMITS.conditions} conditions`);
    if (form === "attribute") return readAttribute(raw, where);
    if (form === "live") return readLive(raw, where);
    if (form === "segment") return readSegment(raw, where);
    if (form === "rank") return readRank(raw, where);
    if (form === "interestedIn") return readInterest(raw, where);
    if (++count.behaviours > LIMITS.behaviours)
      return refuse(where, `is more than ${LIMITS.behaviours} behaviours`);
    return readDid(raw, where);
  };

  const readAttribute = (raw: Record<string, unknown>, where: string): Rule | undefined => {
    const attribute = typeof raw.attribute === "string" ? context.attributes.get(raw.attribute) : undefined;
    if (!attribute) return refuse(`${where}.attribute`, "must be the key of an attribute of this shop");
    const compared = isReference(raw.value)
      ? readReference(raw, raw.value, where, attribute)
      : readComparison(raw, where, attributeTypes[attribute.type].fact);
    return compared && { attribute: attribute.key, ...compared };
  };

  /** The value is another attribute. */
  const readReference = (
    raw: Record<string, unknown>,
    value: Parameters<typeof parseReference>[0],
    where: string,
    attribute: Attribute,
  ) => {
    const comparing = operatorsFor(attributeTypes[attribute.type].fact).filter(
      (name) => operatorOf(name).compares,
    );
    if (!isOperator(raw.is) || !comparing.includes(raw.is))
      return comparing.length > 0
        ? refuse(`${where}.is`, `must be one of ${comparing.join(", ")} to compare with another attribute`)
        : refuse(`${where}.value`, "must not be another attribute here");
    const parsed = parseReference(value, attribute, context.attributes);
    if ("reason" in parsed) return refuse(`${where}.value`, parsed.reason);
    return { is: raw.is, value: parsed.value };
  };

  const readSegment = (raw: Record<string, unknown>, where: string): Rule | undefined => {
    const isSegment = (id: unknown): id is string => typeof id === "string" && context.hasSegment(id);
    const { segment, notIn } = raw;
    if (!isSegment(segment)) return refuse(`${where}.segment`, "must be the id of a segment of this shop");
    if (notIn === undefined) return { segment };
    if (!Array.isArray(notIn) || notIn.length === 0 || notIn.length > MAX_NOT_IN || !notIn.every(isSegment))
      return refuse(`${where}.notIn`, `must be a list of 1 to ${MAX_NOT_IN} ids of segments of this shop`);
    if (notIn.includes(segment)) return refuse(`${where}.notIn`, "must not name the segment itself");
    return { segment, notIn: [...new Set(notIn)] };
  };

  const readRank = (raw: Record<string, unknown>, where: string): Rule | undefined => {
    const attribute = typeof raw.rank === "string" ? context.attributes.get(raw.rank) : undefined;
    if (!attribute || attributeTypes[attribute.type].fact !== "number")
      return refuse(`${where}.rank`, "must be the key of an attribute of this shop that is a number");
    const [end, other] = Object.keys(raw).filter((key) => key !== "rank");
    if ((end !== "top" && end !== "bottom") || other) return refuse(where, "must have either top or bottom");
    const size = parseRankSize(raw[end]);
    if ("reason" in size) return refuse(`${where}.${end}`, size.reason);
    return { rank: attribute.key, [end]: size.value } as unknown as RankRule;
  };

  const readInterest = (raw: Record<string, unknown>, where: string): Rule | undefined => {
    const items = readItems(raw.interestedIn);
    if (!items)
      return refuse(
        `${where}.interestedIn`,
        `must be { ids } or { categories }, a list of 1 to ${MAX_LIST} texts`,
      );
    const { atLeast } = raw;
    if (typeof atLeast !== "number" || !(atLeast > 0 && atLeast <= 1))
      return refuse(`${where}.atLeast`, "must be a probability above 0 and up to 1");
    return { interestedIn: items, atLeast };
  };

  const readLive = (raw: Record<string, unknown>, where: string): Rule | undefined => {
    if (!context.live)
      return refuse(
        where,
        "is known in the page only: save it as the condition of a message, not of a segment",
      );
    if (typeof raw.live !== "string" || !Object.hasOwn(liveSignals, raw.live))
      return refuse(`${where}.live`, `must be one of ${Object.keys(liveSignals).join(", ")}`);
    const key = raw.live as LiveKey;
    const compared = readComparison(raw, where, liveSignals[key].type);
    return compared && { live: key, ...compared };
  };

  const readComparison = (
    raw: Record<string, unknown>,
    where: string,
    type: Parameters<typeof operatorsFor>[0],
  ) => {
    if (!isOperator(raw.is) || !operatorOf(raw.is).on.includes(type))
      return refuse(`${where}.is`, `must be one of ${operatorsFor(type).join(", ")}`);
    const parsed = operatorOf(raw.is).parse(raw.value, type);
    if ("reason" in parsed) return refuse(`${where}.value`, parsed.reason);
    return parsed.value === undefined ? { is: raw.is } : { is: raw.is, value: parsed.value };
  };

  const readDid = (raw: Record<string, unknown>, where: string): Rule | undefined => {
    if (typeof raw.did !== "string" || !Object.hasOwn(activities, raw.did))
      return refuse(`${where}.did`, `must be one of ${Object.keys(activities).join(", ")}`);
    const kind = raw.did as ActivityKind;
    const entry = activityEntry(kind);
    const rule: DidRule = { did: kind };
    if (raw.named !== undefined) {
      if (!entry.named) return refuse(`${where}.named`, `does not belong to ${kind}`);
      if (typeof raw.named !== "string" || raw.named === "" || raw.named.length > 200)
        return refuse(`${where}.named`, "must be text of 1 to 200 characters");
      rule.named = raw.named;
    }
    if (raw.items !== undefined) {
      if (!entry.items) return refuse(`${where}.items`, `does not belong to ${kind}`);
      const items = readItems(raw.items);
      if (!items)
        return refuse(
          `${where}.items`,
          `must be { ids } or { categories }, a list of 1 to ${MAX_LIST} texts`,
        );
      rule.items = items;
    }
    if (raw.times !== undefined) {
      const times = readTimes(raw.times);
      if (!times)
        return refuse(
          `${where}.times`,
          "must be { atLeast }, { atMost } or { exactly } with a whole number from 0",
        );
      rule.times = times;
    }
    if (raw.during !== undefined) {
      const parsed = parseTimeframe(raw.during);
      if ("reason" in parsed) return refuse(`${where}.during`, parsed.reason);
      rule.during = parsed.value;
    }
    return rule;
  };

  const rule = read(input, path, 1);
  return rule && problems.length === 0 ? { rule } : { problems };
}

/** Most segments that one may be compared with. */
const MAX_NOT_IN = 100;

type Form = "all" | "any" | "not" | "attribute" | "rank" | "did" | "interestedIn" | "segment" | "live";
const FORMS: Record<Form, readonly string[]> = {
  all: [],
  any: [],
  not: [],
  attribute: ["is", "value"],
  did: ["named", "items", "times", "during"],
  rank: ["top", "bottom"],
  interestedIn: ["atLeast"],
  segment: ["notIn"],
  live: ["is", "value"],
};

function readItems(raw: unknown): Items | undefined {
  if (!isRecord(raw)) return undefined;
  const [key, extra] = Object.keys(raw);
  if (extra || (key !== "ids" && key !== "categories")) return undefined;
  const list = raw[key];
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_LIST) return undefined;
  if (!list.every((item) => typeof item === "string" && item !== "" && item.length <= 200)) return undefined;
  return { [key]: list } as unknown as Items;
}

function readTimes(raw: unknown): Times | undefined {
  if (!isRecord(raw)) return undefined;
  const [key, extra] = Object.keys(raw);
  if (extra || (key !== "atLeast" && key !== "atMost" && key !== "exactly")) return undefined;
  const n = raw[key];
  return Number.isInteger(n) && (n as number) >= 0 && (n as number) <= 1e6
    ? ({ [key]: n } as unknown as Times)
    : undefined;
}

const isRecord = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw);
