/** How attributes are computed, as marketers write it: read by the language's own parser, and free of circles. */
import type { Attribute } from "../../core/attributes/attribute";
import { type Computed, isScore, shapeOf } from "../../core/attributes/computed";
import { parseComputed } from "../../core/attributes/computed-parse";
import { attributeTypes } from "../../core/attributes/types";
import { attributeNode } from "../../core/rules/dependencies";
import { invalid } from "../http/errors";
import { refuseCircle } from "../segments/circles";
import type { ShopContext } from "../shops/context";

export const MAX_COMPUTED = 50;

/** @throws Problem "invalid" with every place that is wrong */
export function readComputed(raw: unknown, { attributes, segments }: ShopContext): Computed {
  const parsed = parseComputed(raw, { attributes, hasSegment: (id) => segments.has(id) });
  if ("problems" in parsed) throw invalid(...parsed.problems);
  return parsed.computed;
}

/** @throws Problem "invalid" when it would be worked out from itself */
export function refuseCircular(
  attribute: Pick<Attribute, "key" | "label"> & { computed: Computed },
  context: ShopContext,
): void {
  const { key, computed } = attribute;
  const defined: Attribute = { group: "Other", ...attribute, ...shapeOf(computed) };
  refuseCircle(
    attributeNode(key),
    [...context.segments.values()],
    new Map([...context.attributes, [key, defined]]),
    context,
    isScore(computed) ? "computed.score" : "computed.of",
  );
}

/** What a rule compares stays what it is. @throws Problem "invalid" */
export function refuseOtherFact(before: Attribute, computed: Computed): void {
  const [was, is] = [before.type, shapeOf(computed).type].map((type) => attributeTypes[type].fact);
  if (was !== is)
    throw invalid({
      path: "computed",
      reason: `would make a ${is} of what is a ${was}. Define a new attribute instead`,
    });
}
