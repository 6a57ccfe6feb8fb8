// Whether a person gets a message now: what decides it, most final first.
import { type Standing, standing } from "../../models/why";
import type { WhyMessage } from "./why-model";

export type Verdict = "gets" | "perhaps" | "control" | "not";

export type Step = "running" | "audience" | "pages" | "condition" | "frequency";

export function verdictOf(why: WhyMessage): Verdict {
  // For good, whatever else holds: it is why they never see it.
  if (why.arm.control) return "control";
  const steps = Object.values(stepsOf(why));
  if (steps.includes("unmet")) return "not";
  return steps.includes("open") ? "perhaps" : "gets";
}

/** How each step stands, in the order in which they are shown. */
export const stepsOf = (why: WhyMessage): Record<Step, Standing> => ({
  running: why.running ? "met" : "unmet",
  audience: standing(why.audience),
  pages: standing(why.pages),
  condition: standing(why.condition),
  frequency: why.frequency.allowed ? "met" : "unmet",
});

export function unmetSteps(why: WhyMessage): Step[] {
  const steps = stepsOf(why);
  return (Object.keys(steps) as Step[]).filter((step) => steps[step] === "unmet");
}
