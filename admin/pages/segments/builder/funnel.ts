// How a rule is counted: as a funnel when it is a list of conditions that must all hold, else as one number.
import { isAll, type Rule } from "../../../../core/rules/rule";
import type { ProblemAt } from "../../../models/problem";
import { type Fault, faultsAt, isFaulty } from "../../../rules/check";
import { prune } from "../../../rules/tree";

/** The API counts at most so many steps at once. */
const MAX_STEPS = 10;

export interface Funnel {
  question: { rule: Rule } | { steps: Rule[] };
  /** The conditions that each count follows; the last holds all that are left when there are too many. */
  steps: readonly (readonly Rule[])[];
}

export function funnelOf(ready: Rule): Funnel {
  if (!isAll(ready) || ready.all.length === 0) return { question: { rule: ready }, steps: [] };
  const each = ready.all.length > MAX_STEPS ? ready.all.slice(0, MAX_STEPS - 1) : ready.all;
  const rest = ready.all.slice(each.length);
  const steps = [...each.map((part) => [part]), ...(rest.length > 0 ? [rest] : [])];
  return {
    question: { steps: steps.map((parts) => (parts.length === 1 ? parts[0]! : { all: [...parts] })) },
    steps,
  };
}

/** Problems of what was counted, at the places of the rule that is edited: unfinished conditions were left out of it. */
export function problemsInRule(
  problems: readonly ProblemAt[],
  rule: Rule,
  faults: readonly Fault[],
): ProblemAt[] {
  if (!isAll(rule)) return faults.length > 0 ? [] : [...problems];
  // The conditions that were sent, by their number in the whole rule.
  const sent = rule.all.flatMap((part, i) => (prune(part, isFaulty(rule, faults), ["all", i]) ? [i] : []));
  return problems.flatMap((problem) => {
    const [, step, inRest, rest = ""] = /^steps\[(\d+)\](?:\.all\[(\d+)\])?(.*)$/.exec(problem.path) ?? [];
    if (step === undefined) return problem;
    const isRest = Number(step) === MAX_STEPS - 1 && sent.length > MAX_STEPS;
    const index = sent[Number(step) + (isRest ? Number(inRest ?? 0) : 0)];
    if (index === undefined) return [];
    const within = isRest || inRest === undefined ? rest : `.all[${inRest}]${rest}`;
    const place = `rule.all[${index}]`;
    // Of a group that was sent in part, only the group is sure.
    return { ...problem, path: faultsAt(place, faults).length > 0 ? place : place + within };
  });
}
