/** A table's query may ask for other tables, but not, through them, for its own rows. */
import type { Attributes } from "../attributes/attribute";
import { rulesIn } from "../attributes/computed";
import { segmentsIn } from "../rules/dependencies";
import { attributesOf, leavesOf, tablesIn } from "../rules/leaves";
import type { Rule } from "../rules/rule";
import { type Query, rulesOfQuery } from "./query";

export interface Defined {
  attributes: Attributes;
  /** Undefined where there is none, or a list. */
  ruleOf(segment: string): Rule | undefined;
  /** Of a table that is filled by one. */
  queryOf(table: string): Query | undefined;
}

/** Names of the tables on the way round, from the table back to itself. */
export function circleOf(table: string, query: Query, defined: Defined): string[] | undefined {
  const seen = new Set<string>();
  const walk = (from: Query, way: string[]): string[] | undefined => {
    for (const next of tablesBehind(rulesOfQuery(from), defined)) {
      if (next === table) return [...way, table];
      const behind = seen.has(next) ? undefined : defined.queryOf(next);
      seen.add(next);
      const found = behind && walk(behind, [...way, next]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(query, [table]);
}

/** Tables that rules ask for, through segments and computed attributes too. */
function tablesBehind(rules: readonly Rule[], { attributes, ruleOf }: Defined): Set<string> {
  const tables = new Set<string>();
  const seen = new Set<Rule>();
  const visit = (rule: Rule): void => {
    if (seen.has(rule)) return;
    seen.add(rule);
    for (const table of tablesIn(rule)) tables.add(table);
    for (const segment of segmentsIn(rule)) {
      const behind = ruleOf(segment);
      if (behind) visit(behind);
    }
    for (const key of [...leavesOf(rule)].flatMap(attributesOf)) {
      const computed = attributes.get(key)?.computed;
      if (computed) for (const part of rulesIn(computed)) visit(part);
    }
  };
  for (const rule of rules) visit(rule);
  return tables;
}
