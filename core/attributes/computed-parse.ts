/** Reads how an attribute is computed, as somebody wrote it: all of it, or every place that is wrong with a reason. */
import { leavesOf } from "../rules/leaves";
import { LIMITS, type ParseContext, parseRule } from "../rules/parse";
import type { Rule } from "../rules/rule";
import type { Problem } from "../signals/fields";
import {
  type Computed,
  type Deed,
  type FieldName,
  fieldsFor,
  kindsFor,
  type MeasureName,
  measureEntry,
  measureNames,
  type ScorePart,
} from "./computed";

export const MAX_PARTS = 20;
export const MAX_POINTS = 10_000;

export type ParsedComputed = { computed: Computed } | { problems: Problem[] };

/** Attributes and segments of the shop; nothing of the page, which no owner of a profile sees. */
export type ComputedContext = Omit<ParseContext, "live">;

export function parseComputed(raw: unknown, context: ComputedContext, path = "computed"): ParsedComputed {
  const problems: Problem[] = [];
  const refuse = (where: string, reason: string): undefined => {
    problems.push({ path: where, reason });
    return undefined;
  };
  const readRule = (given: unknown, where: string): Rule | undefined => {
    const parsed = parseRule(given, { ...context, live: false }, where);
    if ("rule" in parsed) return parsed.rule;
    problems.push(...parsed.problems);
    return undefined;
  };
  const read = (): Computed | undefined => {
    if (!isRecord(raw)) return refuse(path, "must be an object with measure or score");
    if ("score" in raw) return readScore(raw);
    if ("measure" in raw) return readMeasured(raw);
    return refuse(path, "must have measure or score");
  };

  const readMeasured = (given: Raw): Computed | undefined => {
    refuseStrays(given, ["measure", "of", "value"], path, refuse);
    const { measure: name, value } = given;
    if (!measureNames.includes(name as MeasureName))
      return refuse(`${path}.measure`, `must be one of ${measureNames.join(", ")}`);
    const measure = name as MeasureName;
    const of = readDeed(given.of);
    if (!of) return undefined;
    if (measureEntry(measure).looksAt.length === 0)
      return value === undefined
        ? { measure, of }
        : refuse(`${path}.value`, `does not belong to ${measure}: it looks at no part of an entry`);
    const offered = fieldsFor(measure, of.did);
    if (offered.length === 0)
      return refuse(`${path}.of.did`, `must be one of ${kindsFor(measure).join(", ")} for ${measure}`);
    if (!offered.includes(value as FieldName))
      return refuse(`${path}.value`, `must be one of ${offered.join(", ")}`);
    return { measure, of, value: value as FieldName };
  };

  const readDeed = (given: unknown): Deed | undefined => {
    const where = `${path}.of`;
    if (!isRecord(given) || !("did" in given)) return refuse(where, "must be an object with did");
    const stray = ["which", "times", "sum"].find((key) => key in given);
    if (stray) return refuse(`${where}.${stray}`, "belongs to conditions: the measure says what is taken");
    return readRule(given, where) as Deed | undefined;
  };

  const readScore = (given: Raw): Computed | undefined => {
    refuseStrays(given, ["score"], path, refuse);
    const where = `${path}.score`;
    if (!Array.isArray(given.score) || given.score.length === 0 || given.score.length > MAX_PARTS)
      return refuse(where, `must be a list of 1 to ${MAX_PARTS} rules with their points`);
    const parts = given.score.map((part, i) => readPart(part, `${where}[${i}]`));
    const whole = parts.filter((part) => part !== undefined);
    if (whole.length < parts.length) return undefined;
    const leaves = whole.flatMap(({ when }) => [...leavesOf(when)]);
    if (leaves.length > LIMITS.conditions)
      return refuse(where, `has more than ${LIMITS.conditions} conditions`);
    if (leaves.filter((leaf) => "did" in leaf).length > LIMITS.behaviours)
      return refuse(where, `has more than ${LIMITS.behaviours} behaviours`);
    return { score: whole };
  };

  const readPart = (given: unknown, where: string): ScorePart | undefined => {
    if (!isRecord(given)) return refuse(where, "must be an object with when and points");
    refuseStrays(given, ["when", "points"], where, refuse);
    const { points } = given;
    const when = readRule(given.when, `${where}.when`);
    if (!Number.isInteger(points) || points === 0 || Math.abs(points as number) > MAX_POINTS)
      return refuse(
        `${where}.points`,
        `must be a whole number from -${MAX_POINTS} to ${MAX_POINTS}, and not 0`,
      );
    if (when && leavesOf(when).next().done) return refuse(`${where}.when`, "must have a condition");
    return when && { when, points: points as number };
  };

  const computed = read();
  return computed && problems.length === 0 ? { computed } : { problems };
}

type Raw = Record<string, unknown>;

function refuseStrays(
  given: Raw,
  known: readonly string[],
  path: string,
  refuse: (where: string, reason: string) => undefined,
): void {
  const stray = Object.keys(given).find((key) => !known.includes(key));
  if (stray !== undefined) refuse(`${path}.${stray.slice(0, 64)}`, "is not known here");
}

const isRecord = (raw: unknown): raw is Raw => typeof raw === "object" && raw !== null && !Array.isArray(raw);
