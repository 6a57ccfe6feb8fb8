// The ways in which an attribute may come to its values, and how each begins.
import { type Computed, isScore } from "../../../../../core/attributes/computed";

export const kinds = ["told", "behaviour", "score"] as const;
export type Kind = (typeof kinds)[number];

export const kindOf = (computed: Computed | null): Kind =>
  computed === null ? "told" : isScore(computed) ? "score" : "behaviour";

export const begin: Record<Kind, Computed | null> = {
  told: null,
  behaviour: { measure: "count", of: { did: "viewed_product", during: { inTheLast: [30, "days"] } } },
  score: { score: [{ when: { all: [] }, points: 10 }] },
};
