// Whether a person gets a message now: what decides it, most final first.
import { type Standing, standing } from "../../models/why";
import type { WhyMessage } from "./why-model";

export type Verdict = "gets" | "perhaps" | "control" | "not";

export function verdictOf(why: WhyMessage): Verdict {
  const target = [why.audience, why.pages, why.condition].map(standing);
  if (!why.running || !why.frequency.allowed || target.includes("unmet")) return "not";
  if (why.arm.control) return "control";
  return target.includes("open" satisfies Standing) ? "perhaps" : "gets";
}
