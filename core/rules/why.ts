/** Why a rule holds for a person or does not: its tree, each condition with its answer and the fact that decided it. */
import type { Context } from "./compile";
import { program } from "./compile";
import { EVER, matcherOf } from "./history";
import type { LiveFacts } from "./live";
import { type DidRule, isAll, isAny, isNot, type Leaf, type Person, type Rule } from "./rule";
import { windowOf } from "./timeframes";

export type Why =
  | { all: Why[]; holds: boolean }
  | { any: Why[]; holds: boolean }
  | { not: Why; holds: boolean }
  /**
   * `fact` is the attribute's value, how often or how much was done, or the membership; absent when not known.
   * `lastAt` is when it was done last: in the timeframe, or ever when it was not done in it.
   */
  | { condition: Leaf; fact?: unknown; lastAt?: number; holds: boolean };

/** Answers for one person and one rule; `memberOf` tells the stored memberships. */
export function why(
  rule: Rule,
  person: Person,
  context: Context & { memberOf(segment: string): boolean; live?: LiveFacts },
): Why {
  const compiled = program(context);
  compiled.add(rule);
  compiled.load(person, context.clock.now, context.memberOf);
  compiled.see(context.live ?? {});
  const explain = (part: Rule): Why => {
    const holds = compiled.add(part)();
    if (isAll(part)) return { all: part.all.map(explain), holds };
    if (isAny(part)) return { any: part.any.map(explain), holds };
    if (isNot(part)) return { not: explain(part.not), holds };
    const lastAt = "did" in part ? lastTime(part, person, context) : undefined;
    return { condition: part, fact: compiled.factOf(part), ...(lastAt !== undefined && { lastAt }), holds };
  };
  return explain(rule);
}

function lastTime(rule: DidRule, { history }: Person, { clock, itemSets = {} }: Context): number | undefined {
  const matches = matcherOf(rule, itemSets) ?? (() => true);
  const { during } = rule;
  const { from, to } = during && !("thisVisit" in during) ? windowOf(during, clock) : EVER;
  const entries = history[rule.did]?.filter(matches) ?? [];
  return (entries.findLast(({ at }) => at >= from && at < to) ?? entries.at(-1))?.at;
}

/** Whether one rule holds for one person. For many rules or people, compile once (`segments.ts`). */
export function evaluate(
  rule: Rule,
  person: Person,
  context: Context & { memberOf?(segment: string): boolean; live?: LiveFacts },
): boolean {
  const compiled = program(context);
  const answer = compiled.add(rule);
  compiled.load(person, context.clock.now, context.memberOf);
  compiled.see(context.live ?? {});
  return answer();
}
