/**
 * The third reader: what is left of a rule for the page to decide, once the edge has answered all that it knows.
 *
 * Derived, never written per operator: a leaf whose fact is known folds into its answer, the others stay. So the
 * law holds: `holds(split(rule, known), live) === evaluate(rule, known and live)`.
 */
import type { Program } from "./compile";
import { liveEntry } from "./live";
import { isAll, isAny, isNot, type Rule } from "./rule";

/** True or false when the edge can say, else the rule of live conditions that the page finishes. */
export type Split = boolean | Rule;

/** A rule made ready to be split again and again, for the person that the program loaded and the page that it sees. */
export function splitter(program: Program, rule: Rule): () => Split {
  // A branch that the page adds nothing to is one compiled answer.
  if (!waitsForPage(rule)) {
    return program.add(rule);
  }
  if (isNot(rule)) {
    const part = splitter(program, rule.not);
    return () => {
      const left = part();
      return typeof left === "boolean" ? !left : { not: left };
    };
  }
  if (isAll(rule)) return group(program, rule.all, false, (all) => ({ all }));
  if (isAny(rule)) return group(program, rule.any, true, (any) => ({ any }));
  return () => rule;
}

/** `settles` is the answer of one part that settles the whole group. */
function group(program: Program, rules: Rule[], settles: boolean, wrap: (rules: Rule[]) => Rule) {
  // What the edge can say comes first: it may spare the rest.
  const parts = [...rules].sort((a, b) => Number(waitsForPage(a)) - Number(waitsForPage(b)));
  const splitters = parts.map((part) => splitter(program, part));
  return (): Split => {
    const left: Rule[] = [];
    for (const split of splitters) {
      const answer = split();
      if (answer === settles) return settles;
      if (typeof answer !== "boolean") left.push(answer);
    }
    if (left.length === 0) return !settles;
    return left.length === 1 ? left[0]! : wrap(left);
  };
}

/** Whether a rule has a condition that only the page can answer. What the request itself settles does not count. */
export function waitsForPage(rule: Rule): boolean {
  if (isAll(rule)) return rule.all.some(waitsForPage);
  if (isAny(rule)) return rule.any.some(waitsForPage);
  if (isNot(rule)) return waitsForPage(rule.not);
  return "live" in rule && !liveEntry(rule.live).settledByRequest;
}
