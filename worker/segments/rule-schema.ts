/** A rule in a request: described for the document, read by the rule language's own parser, each fault with its path. */
import { z } from "@hono/zod-openapi";
import type { Attributes } from "../../core/attributes/attribute";
import { activityEntry } from "../../core/rules/activities";
import { attributesOf, leavesOf, productsOf } from "../../core/rules/leaves";
import { parseRule } from "../../core/rules/parse";
import type { Rule } from "../../core/rules/rule";
import { invalid, Problem } from "../http/errors";
import { namesSomebody, type Role, seesPersonalData } from "../members/roles";
import type { ShopContext } from "../shops/context";

export const ruleSchema = z
  .custom<Rule>((raw) => typeof raw === "object" && raw !== null, { message: "must be a rule" })
  .openapi("Rule", {
    // The document adds its forms, generated from the registries.
    type: "object",
    example: {
      all: [
        { attribute: "country", is: "equals", value: "DE" },
        { did: "bought", times: { atLeast: 2 } },
      ],
    },
  });

/** @throws Problem "invalid", with every place that is wrong */
export function readRule(
  raw: unknown,
  context: ShopContext,
  options: { live?: boolean; path?: string; without?: string } = {},
): Rule {
  const parsed = parseRule(
    raw,
    {
      attributes: context.attributes,
      hasSegment: (id) => id !== options.without && context.segments.has(id),
      live: options.live ?? false,
    },
    options.path,
  );
  if ("problems" in parsed) throw invalid(...parsed.problems);
  return parsed.rule;
}

/** An analyst may not find out who is here by asking for names and addresses. */
export function refuseNaming(role: Role, rules: readonly Rule[]): void {
  if (seesPersonalData(role)) return;
  const keys = rules.flatMap((rule) => [...attributesIn(rule)]);
  if (keys.some((key) => namesSomebody({ key })))
    throw new Problem("forbidden", "Analysts cannot ask for people by name, email, phone or customer id.");
}

/** Keys of the attributes that a rule names. */
export function attributesIn(rule: Rule, found = new Set<string>()): Set<string> {
  for (const leaf of leavesOf(rule)) for (const key of attributesOf(leaf)) found.add(key);
  return found;
}

/** Ids of products that a rule names. */
export function productsIn(rule: Rule, attributes: Attributes, found = new Set<string>()): Set<string> {
  for (const leaf of leavesOf(rule)) for (const id of productsOf(leaf, attributes)) found.add(id);
  return found;
}

/** Ids of messages that a rule names. */
export function messagesIn(rule: Rule, found = new Set<string>()): Set<string> {
  for (const leaf of leavesOf(rule))
    for (const deed of "did" in leaf ? [leaf, leaf.after] : [])
      if (deed && activityEntry(deed.did).ids && typeof deed.named === "string") found.add(deed.named);
  return found;
}
