/** json-rules-engine: attributes only, since its conditions look at single facts. It answers asynchronously. */

import { type OperatorName, operators } from "../../core/rules/operators";
import type { AttributeRule, Rule, Value } from "../../core/rules/rule";
import { peer } from "../harness/peers";
import { type Engine, translate } from "./engine";
import { foldedValue, spanOf } from "./words";

type Conditions = { [group: string]: unknown };

interface RulesEngine {
  addOperator(name: string, test: (fact: unknown, value: unknown) => boolean): void;
  addRule(rule: { conditions: Conditions; event: { type: string } }): void;
  run(facts: Record<string, Value>): Promise<{ events: { type: string }[] }>;
}

export async function jsonRulesEngine(): Promise<Engine> {
  const { Engine: RulesEngine } = await peer<{
    Engine: new (rules: [], options: { allowUndefinedFacts: boolean }) => RulesEngine;
  }>("json-rules-engine");
  return {
    name: "json-rules-engine",
    runsOnWorkers: true,
    people: 25,
    canExpress: (rule) => conditionsOf(rule) !== undefined,
    prepare(segments) {
      const engine = new RulesEngine([], { allowUndefinedFacts: true });
      // Its own operators do not know missing facts, dates and lists: ours take their place, as it is made for.
      for (const [name, { missing, test }] of Object.entries(operators))
        engine.addOperator(name, (fact, value) =>
          fact === undefined ? missing : (test as (fact: unknown, value: unknown) => boolean)(fact, value),
        );
      for (const { id, rule } of segments)
        engine.addRule({ conditions: { all: [conditionsOf(rule)] }, event: { type: id } });
      return async ({ attributes }) => {
        const { events } = await engine.run(attributes);
        const held = new Set(events.map(({ type }) => type));
        return segments.map(({ id }) => held.has(id));
      };
    },
  };
}

const conditionsOf = (rule: Rule): Conditions | undefined =>
  translate<Conditions>(rule, {
    all: (parts) => ({ all: parts }),
    any: (parts) => ({ any: parts }),
    not: (part) => ({ not: part }),
    leaf: (leaf) => ("attribute" in leaf ? conditionOf(leaf) : undefined),
  });

function conditionOf(rule: AttributeRule): Conditions {
  const is: OperatorName = rule.is;
  return {
    fact: rule.attribute,
    operator: is,
    value: is === "during" ? spanOf(rule.value) : (foldedValue(rule) ?? null),
  };
}
