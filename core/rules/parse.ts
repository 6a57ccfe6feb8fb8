/**
 * Reads a rule that somebody wrote: the rule, or every place where it is wrong, with its path and a reason.
 * `parse(JSON of a rule)` is the same rule; nothing unknown passes, so that no reader meets it later.
 */
import type { Attribute, Attributes } from "../attributes/attribute";
import { attributeTypes } from "../attributes/types";
import type { Problem } from "../signals/fields";
import { DID_FIELDS, readDid } from "./did-parse";
import { HAS_FIELDS, readHas } from "./has-parse";
import { parseInterest } from "./interest";
import { type LiveKey, liveSignals } from "./live";
import { isOperator, operatorOf, operatorsFor } from "./operators";
import { parseRankSize, type RankRule } from "./ranks";
import { isReference, parseReference } from "./reference";
import type { Rule } from "./rule";

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
  const refuse = (where: string, reason: string, hint?: string): undefined => {
    // One wrong rule can be wrong in thousands of places; the first hundred say enough.
    if (problems.length < 100) problems.push({ path: where, reason, ...(hint && { hint }) });
    return undefined;
  };

  // Nothing is read of what nests without end: printing it would overflow the stack.
  if (isDeeperThan(input, MAX_NESTING))
    return { problems: [{ path, reason: `must be nested at most ${LIMITS.depth} deep` }] };
  if (bytesOf(input) > LIMITS.bytes)
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
    if (form === "interestedIn") return parseInterest(raw, where, refuse);
    if (++count.behaviours > LIMITS.behaviours)
      return refuse(where, `is more than ${LIMITS.behaviours} behaviours`);
    if (form === "has") return readHas(raw, where, refuse, context.attributes.tables);
    return readDid(raw, where, refuse);
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

  const readLive = (raw: Record<string, unknown>, where: string): Rule | undefined => {
    if (!context.live)
      return refuse(
        where,
        "is known in the page only, at this instant, so no segment can have it",
        "Save it as the condition of a message",
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

  const rule = read(input, path, 1);
  return rule && problems.length === 0 ? { rule } : { problems };
}

/** Most segments that one may be compared with. */
const MAX_NOT_IN = 100;

type Form =
  | "all"
  | "any"
  | "not"
  | "attribute"
  | "rank"
  | "did"
  | "has"
  | "interestedIn"
  | "segment"
  | "live";
const FORMS: Record<Form, readonly string[]> = {
  all: [],
  any: [],
  not: [],
  attribute: ["is", "value"],
  did: DID_FIELDS,
  has: HAS_FIELDS,
  rank: ["top", "bottom"],
  interestedIn: ["likelihood", "atLeast", "of"],
  segment: ["notIn"],
  live: ["is", "value"],
};

/** Each level of a rule is two of JSON, and conditions have some more inside. */
const MAX_NESTING = 2 * LIMITS.depth + 16;

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

const isRecord = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw);
