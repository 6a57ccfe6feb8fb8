/** Segments and computed attributes may refer to one another, but not in a circle. */
import type { Attributes } from "../../core/attributes/attribute";
import { attributeOfNode, cycleAmong, type SegmentDefinition } from "../../core/rules/dependencies";
import { invalid } from "../http/errors";
import type { ShopContext } from "../shops/context";

/**
 * @param self the node that is being saved
 * @throws Problem "invalid" with the way round
 */
export function refuseCircle(
  self: string,
  defined: readonly SegmentDefinition[],
  attributes: Attributes,
  { segments }: Pick<ShopContext, "segments">,
  path: string,
): void {
  const cycle = cycleAmong(defined, attributes);
  if (!cycle) return;
  const names = beginningAt(self, cycle).map((node) => {
    const key = attributeOfNode(node);
    if (node === self) return key === undefined ? "this segment" : "this attribute";
    return `“${key === undefined ? segments.get(node)?.name : attributes.get(key)?.label}”`;
  });
  throw invalid({ path, reason: `goes in a circle: ${names.join(" → ")}` });
}

/** The same way round, from the node that is being saved. */
function beginningAt(self: string, cycle: readonly string[]): string[] {
  const start = cycle.indexOf(self);
  if (start <= 0) return [...cycle];
  const round = cycle.slice(0, -1);
  return [...round.slice(start), ...round.slice(0, start), self];
}
