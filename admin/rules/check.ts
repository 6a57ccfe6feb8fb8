// What a rule still lacks before it can be sent, by the rule language's own parser; and the part that is ready.
import { activities } from "../../core/rules/activities";
import { liveSignals } from "../../core/rules/live";
import { isOperator } from "../../core/rules/operators";
import { type ParseContext, parseRule } from "../../core/rules/parse";
import type { Rule } from "../../core/rules/rule";
import type { ProblemAt } from "../models/problem";
import { at, isGroup, type Path, partsOf, pathText, peel, prune, walk } from "./tree";

export interface Fault extends ProblemAt {
  /** Nothing is filled in there yet; otherwise what stands there is wrong. */
  blank: boolean;
}

export const EMPTY_GROUP = "empty group";

/** Places that are blank or wrong, with paths from `rule`. */
export function faultsIn(rule: Rule, context: ParseContext): Fault[] {
  const parsed = parseRule(rule, context);
  const problems = "problems" in parsed ? parsed.problems : [];
  return [
    ...problems.map(({ path, reason, hint }) => ({
      path,
      message: reason,
      hint,
      blank: isBlank(rule, path),
    })),
    ...emptyGroups(rule).map((path) => ({ path, message: EMPTY_GROUP, blank: true })),
  ];
}

/** The rule without what is not ready. Nothing ready: everyone. */
export const readyPart = (rule: Rule, faults: readonly Fault[]): Rule =>
  prune(rule, isFaulty(rule, faults)) ?? { all: [] };

/** For `prune`: the conditions that have a fault. */
export const isFaulty = (rule: Rule, faults: readonly Fault[]) => (path: Path) =>
  !isGroup(peel(at(rule, path)).inner) && faultsAt(pathText(path), faults).length > 0;

/** Faults of exactly this part, or of a field of it. */
export function faultsAt<P extends ProblemAt>(path: string, faults: readonly P[]): P[] {
  return faults.filter(
    (fault) =>
      fault.path === path || (/^[.[]/.test(fault.path.slice(path.length)) && fault.path.startsWith(path)),
  );
}

/** Whether the editor can show it: made of forms, activities, signals and operators that it knows. */
export function isEditable(raw: unknown): raw is Rule {
  if (typeof raw !== "object" || raw === null) return false;
  const { all, any, not, did, has, interestedIn, live, is, attribute, segment, rank } = raw as Record<
    string,
    unknown
  >;
  if (all !== undefined) return Array.isArray(all) && all.every(isEditable);
  if (any !== undefined) return Array.isArray(any) && any.every(isEditable);
  if (not !== undefined) return isEditable(not);
  if (did !== undefined) return typeof did === "string" && Object.hasOwn(activities, did);
  if (has !== undefined) return typeof has === "string" && areCells((raw as { where?: unknown }).where);
  if (interestedIn !== undefined) return typeof interestedIn === "object" && interestedIn !== null;
  if (segment !== undefined) return typeof segment === "string";
  if (rank !== undefined) return typeof rank === "string" && ("top" in raw || "bottom" in raw);
  if (live !== undefined)
    return typeof live === "string" && Object.hasOwn(liveSignals, live) && isOperator(is);
  return typeof attribute === "string" && isOperator(is);
}

const areCells = (where: unknown): boolean =>
  where === undefined ||
  (Array.isArray(where) && where.every((cell) => isOperator((cell as { is?: unknown } | null)?.is)));

/** Groups without parts, except for the root. */
function emptyGroups(rule: Rule): string[] {
  return [...walk(rule)]
    .filter(({ rule, path }) => path.length > 0 && isGroup(rule) && partsOf(rule).length === 0)
    .map(({ path }) => pathText(path));
}

function isBlank(rule: Rule, path: string): boolean {
  const steps = path.match(/[^.[\]]+/g)?.slice(1) ?? [];
  let found: unknown = rule;
  for (const step of steps) found = (found as Record<string, unknown> | undefined)?.[step];
  return holdsNothing(found);
}

/** `{ inTheLast: [null, "days"] }` has a place that waits for its number; NaN is written as null. */
function holdsNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0 || value.some(holdsNothing);
  if (typeof value !== "object") return false;
  const values = Object.values(value);
  return values.length === 0 || values.some(holdsNothing);
}
