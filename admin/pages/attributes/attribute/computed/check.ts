// What of how an attribute is computed is still blank or wrong, by the language's own parser.
import type { Computed } from "../../../../../core/attributes/computed";
import { parseComputed } from "../../../../../core/attributes/computed-parse";
import type { Vocabulary } from "../../../../rules/vocabulary";

/** Paths below `computed`. */
export function wrongIn(computed: Computed, { attributes, segments }: Vocabulary): string[] {
  const parsed = parseComputed(computed, {
    attributes,
    hasSegment: (id) => segments.get(id)?.archived === false,
  });
  return "problems" in parsed ? parsed.problems.map(({ path }) => path.replace(/^computed\.?/, "")) : [];
}
