/** What the page runs: a rule of live conditions only, as the edge left it. Small, because every shop loads it. */
import { fold } from "./fold";
import type { LiveFacts } from "./live";
import { operators } from "./operators";
import type { Rule } from "./rule";

/** Whether the rule holds for the page as it is now. Throws for an operator that this build does not know. */
export function holds(rule: Rule, live: LiveFacts): boolean {
  if ("all" in rule) return rule.all.every((part) => holds(part, live));
  if ("any" in rule) return rule.any.some((part) => holds(part, live));
  if ("not" in rule) return !holds(rule.not, live);
  const {
    live: key,
    is,
    value,
  } = rule as { live: keyof LiveFacts; is: keyof typeof operators; value: unknown };
  const { missing, test } = operators[is] as {
    missing: boolean;
    test(actual: unknown, value: unknown): boolean;
  };
  const actual = live[key];
  return actual === undefined ? missing : test(folded(actual), folded(value));
}

const folded = (value: unknown): unknown =>
  typeof value === "string" ? fold(value) : Array.isArray(value) ? value.map(folded) : value;
