// What a rule still lacks before it can be sent, by the rule language's own parser; and the part that is ready.
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
    ...problems.map(({ path, reason }) => ({ path, message: reason, blank: isBlank(rule, path) })),
    ...emptyGroups(rule).map((path) => ({ path, message: EMPTY_GROUP, blank: true })),
  ];
}

/** The rule without what is not ready. Nothing ready: everyone. */
export function readyPart(rule: Rule, faults: readonly Fault[]): Rule {
  const leaves = (path: Path) => {
    const part = at(rule, path);
    return !isGroup(peel(part).inner) && faultsAt(pathText(path), faults).length > 0;
  };
  return prune(rule, leaves) ?? { all: [] };
}

/** Faults of exactly this part, or of a field of it. */
export function faultsAt<P extends ProblemAt>(path: string, faults: readonly P[]): P[] {
  return faults.filter(
    (fault) =>
      fault.path === path || (/^[.[]/.test(fault.path.slice(path.length)) && fault.path.startsWith(path)),
  );
}

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
  return typeof value === "object" && Object.values(value).some(holdsNothing);
}
