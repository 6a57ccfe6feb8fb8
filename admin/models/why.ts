// How the tree of *why* stands: which conditions are met, and which only the page can tell.
import type { WhyNode } from "../../worker/profiles/why";

export type { WhyNode };

/** "open": the page decides it, at the moment. */
export type Standing = "met" | "unmet" | "open";

export function standing(node: WhyNode): Standing {
  if (node.type === "condition") return node.live ? "open" : node.holds ? "met" : "unmet";
  const parts = node.parts.map(standing);
  if (node.type === "not") return opposite(parts[0] ?? "unmet");
  const decisive = node.type === "all" ? "unmet" : "met";
  if (parts.includes(decisive)) return decisive;
  return parts.includes("open") ? "open" : opposite(decisive);
}

const opposite = (of: Standing): Standing => (of === "open" ? of : of === "met" ? "unmet" : "met");

/** The same tree as people would say it: a group of one is its part, "all" within "all" is one list. */
export function simplified(node: WhyNode): WhyNode {
  if (node.type === "condition") return node;
  const simple = node.parts.map(simplified);
  if (node.type === "not") return { ...node, parts: simple };
  const parts = simple.flatMap((part) => (part.type === node.type ? part.parts : [part]));
  return parts.length === 1 ? parts[0]! : { ...node, parts };
}
