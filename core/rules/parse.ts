/**
 * Reads a rule that somebody wrote: the rule, or every place where it is wrong, with its path and a reason.
 * `parse(JSON of a rule)` is the same rule; nothing unknown passes, so that no reader meets it later.
 */
import type { Attributes } from "../attributes/attribute";
import { attributeTypes } from "../attributes/types";
import type { Problem } from "../signals/fields";
import { type ActivityKind, activities, activityEntry } from "./activities";
import { parseInterest } from "./interest";
import { filterOf, parseItems } from "./items";
import { type LiveKey, liveSignals } from "./live";
import { isOperator, operatorOf, operatorsFor } from "./operators";
import type { DidRule, Rule, Times } from "./rule";
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
    if (form === "segment") {
      if (typeof raw.segment !== "string" || !context.hasSegment(raw.segment))
        return refuse(`${where}.segment`, "must be the id of a segment of this shop");
      return { segment: raw.segment };
    }
    if (++count.behaviours > LIMITS.behaviours)
      return refuse(where, `is more than ${LIMITS.behaviours} behaviours`);
    return form === "interestedIn" ? parseInterest(raw, where, refuse) : readDid(raw, where);
  };

  const readAttribute = (raw: Record<string, unknown>, where: string): Rule | undefined => {
    const attribute = typeof raw.attribute === "string" ? context.attributes.get(raw.attribute) : undefined;
    if (!attribute) return refuse(`${where}.attribute`, "must be the key of an attribute of this shop");
    const compared = readComparison(raw, where, attributeTypes[attribute.type].fact);
    return compared && { attribute: attribute.key, ...compared };
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
      const items = parseItems(raw.items, `${where}.items`, refuse);
      if (!items) return undefined;
      if (entry.items === "categories" && filterOf(items))
        return refuse(`${where}.items`, `must be categories: ${kind} has no products`);
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

const FORMS: Record<
  "all" | "any" | "not" | "attribute" | "did" | "interestedIn" | "segment" | "live",
  readonly string[]
> = {
  all: [],
  any: [],
  not: [],
  attribute: ["is", "value"],
  did: ["named", "items", "times", "during"],
  interestedIn: ["likelihood", "atLeast", "of"],
  segment: [],
  live: ["is", "value"],
};

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
