/**
 * What of a shop's rules can be published. Saving refuses those that make no sense. Where one got in all the same (what
 * it names was deleted, or a circle closed, in the same instant), it alone is left out: its segment keeps the people
 * that it has, its attribute the values, and its message is not shown.
 */
import type { Attribute } from "../../core/attributes/attribute";
import { rulesIn } from "../../core/attributes/computed";
import { attributesOf } from "../../core/attributes/standard";
import type { PublishedMessage } from "../../core/messages/message";
import { attributeOfNode, cycleAmong, type SegmentDefinition } from "../../core/rules/dependencies";
import { parseRule } from "../../core/rules/parse";
import type { Rule } from "../../core/rules/rule";
import type { Table } from "../../core/tables/table";
import { write } from "../http/log";

interface Parts<S extends SegmentDefinition> {
  attributes: Attribute[];
  tables: readonly Table[];
  segments: S[];
  messages: PublishedMessage[];
}

export function soundParts<S extends SegmentDefinition>(shop: string, given: Parts<S>): Parts<S> {
  const known = attributesOf(given.attributes, given.tables);
  const isSound = (rule: Rule, live = false) =>
    "rule" in parseRule(rule, { attributes: known, hasSegment: () => true, live });
  const leftOut = new Set<string>();
  const keep = (what: string, sound: boolean) => {
    if (!sound) leftOut.add(what);
    return sound;
  };
  const attributes = given.attributes.map((one) =>
    !one.computed ||
    keep(
      `attribute ${one.key}`,
      rulesIn(one.computed).every((rule) => isSound(rule)),
    )
      ? one
      : told(one),
  );
  const { tables } = given;
  let parts: Parts<S> = {
    ...{ attributes, tables },
    segments: given.segments.filter(({ id, rule }) => keep(`segment ${id}`, isSound(rule))),
    messages: given.messages.filter(({ id, design }) =>
      keep(`message ${id}`, isSound(design.condition, true)),
    ),
  };
  for (let cycle = cycleIn(parts); cycle; cycle = cycleIn(parts)) {
    const circle = new Set(cycle);
    for (const node of circle) leftOut.add(attributeOfNode(node) === undefined ? `segment ${node}` : node);
    parts = {
      ...parts,
      attributes: parts.attributes.map((one) => (leftOut.has(`attribute ${one.key}`) ? told(one) : one)),
      segments: parts.segments.filter(({ id }) => !circle.has(id)),
    };
  }
  if (leftOut.size > 0) write("error", { event: "rules left out", shop, parts: [...leftOut] });
  return parts;
}

const cycleIn = ({ segments, attributes }: Parts<SegmentDefinition>) =>
  cycleAmong(segments, attributesOf(attributes));

const told = ({ computed: _, ...attribute }: Attribute): Attribute => attribute;
