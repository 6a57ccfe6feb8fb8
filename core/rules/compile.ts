/**
 * The first reader: rules compiled into closures, once per version of the configuration (Workers allow no eval).
 *
 * All rules of a shop are compiled together. Facts are packed into numbered slots once per person, conditions that
 * several rules share are answered once, and segments that refer to others come after them.
 */
import type { Attributes } from "../attributes/attribute";
import { attributeTypes } from "../attributes/types";
import type { Clock } from "../time/zone";
import type { Expression, Fact } from "./closures";
import { all, any, countTimes, not } from "./closures";
import { type LiveFacts, liveEntry } from "./live";
import { normaliseFact, normaliseValue } from "./normalise";
import { operatorOf } from "./operators";
import { type Activity, type DidRule, isAll, isAny, isNot, type Leaf, type Person, type Rule } from "./rule";
import { readyValue } from "./sql";
import { type Window, windowOf } from "./timeframes";

export interface Context {
  attributes: Attributes;
  clock: Clock;
}

/** Compiled rules that share one packed person. Not re-entrant: load, then ask. */
export interface Program {
  /** Packs a person; `memberOf` answers conditions on segments that are not part of this program. */
  load(person: Person, now: number, memberOf?: (segment: string) => boolean): void;
  /** What is known of the page, for conditions on it; `load` begins without. */
  see(live: LiveFacts): void;
  /** Compiles one more rule; the closure answers for the person loaded last. */
  add(rule: Rule): Expression;
  /** Makes `{ segment: id }` answer by this expression instead of by `memberOf`. */
  define(segment: string, expression: Expression): void;
  /** The next instant at which time alone may change an answer for the person loaded last, or Infinity. */
  nextChange(): number;
  /** The fact that a leaf looks at, as stored in the loaded person: a value, a number of times, a membership. */
  factOf(leaf: Leaf): unknown;
}

interface TimeLeaf {
  window: Window;
  nextChange(): number;
}

export function program({ attributes, clock }: Context): Program {
  let person: Person = { attributes: {}, history: {} };
  let memberOf = (_: string): boolean => false;
  let live: LiveFacts = {};
  let round = 1;

  const slots = new Map<string, number>();
  const types: { key: string; text: boolean; list: boolean }[] = [];
  const facts: Fact[] = [];
  const histories: (readonly Activity[] | undefined)[] = [];
  const kinds = new Map<string, number>();
  const leaves = new Map<string, Expression>();
  const segments = new Map<string, Expression>();
  const timeLeaves: TimeLeaf[] = [];
  const windows: Window[] = [];

  const slotOf = (key: string, type: string) => {
    let slot = slots.get(key);
    if (slot === undefined) {
      slot = types.push({ key, text: type === "text", list: type === "list" }) - 1;
      slots.set(key, slot);
    }
    return slot;
  };
  const kindOf = (kind: string) => {
    let slot = kinds.get(kind);
    if (slot === undefined) {
      slot = kinds.size;
      kinds.set(kind, slot);
    }
    return slot;
  };

  /** A leaf that several rules share answers once per person. */
  const remembered = (answer: Expression): Expression => {
    let at = 0;
    let held = false;
    return () => {
      if (at === round) return held;
      at = round;
      held = answer();
      return held;
    };
  };

  const attributeLeaf = (rule: Extract<Leaf, { attribute: string }>): Expression => {
    const attribute = attributes.get(rule.attribute);
    if (!attribute) throw new Error(`unknown attribute ${rule.attribute}`);
    const operator = operatorOf(rule.is);
    const { missing, test } = operator;
    const slot = slotOf(attribute.key, attributeTypes[attribute.type].fact);
    const value = readyValue(operator, rule.value, attribute, clock);
    if (operator.ready) {
      const window = value as Window;
      windows.push(window);
      timeLeaves.push({
        window,
        nextChange: () => {
          const fact = facts[slot];
          return typeof fact === "number" ? window.nextChange(fact) : Infinity;
        },
      });
    }
    return () => {
      const fact = facts[slot];
      return fact === undefined ? missing : test(fact, value);
    };
  };

  const didLeaf = (rule: DidRule): { answer: Expression; times: () => number } => {
    const slot = kindOf(rule.did);
    const window = rule.during && windowOf(rule.during, clock);
    const matches = matcher(rule);
    if (window && window.moves !== "never") {
      timeLeaves.push({ window, nextChange: () => nextOf(histories[slot], matches, window) });
    }
    if (window) windows.push(window);
    const times = () => countTimes(histories[slot], matches, window);
    const wanted = rule.times ?? { atLeast: 1 };
    if ("atLeast" in wanted) return { times, answer: () => times() >= wanted.atLeast };
    if ("atMost" in wanted) return { times, answer: () => times() <= wanted.atMost };
    return { times, answer: () => times() === wanted.exactly };
  };

  const counters = new Map<string, () => number>();
  const compileLeaf = (leaf: Leaf): Expression => {
    if ("segment" in leaf) {
      const id = leaf.segment;
      return () => (segments.get(id) ?? (() => memberOf(id)))();
    }
    if ("live" in leaf) {
      const { missing, test } = operatorOf(leaf.is);
      const { type } = liveEntry(leaf.live);
      const value = normaliseValue(type, leaf.value);
      return () => {
        const fact = normaliseFact(type, live[leaf.live]);
        return fact === undefined ? missing : test(fact, value);
      };
    }
    if ("attribute" in leaf) return attributeLeaf(leaf);
    const { answer, times } = didLeaf(leaf);
    counters.set(JSON.stringify(leaf), times);
    return answer;
  };

  const add = (rule: Rule): Expression => {
    if (isAll(rule)) return all(rule.all.map(add));
    if (isAny(rule)) return any(rule.any.map(add));
    if (isNot(rule)) return not(add(rule.not));
    const key = JSON.stringify(rule);
    let leaf = leaves.get(key);
    if (!leaf) {
      // What the page shows changes while the person stays.
      leaf = "live" in rule ? compileLeaf(rule) : remembered(compileLeaf(rule));
      leaves.set(key, leaf);
    }
    return leaf;
  };

  return {
    add,
    define: (segment, expression) => segments.set(segment, remembered(expression)),
    see(facts) {
      live = facts;
    },
    load(next, now, isMember = () => false) {
      person = next;
      memberOf = isMember;
      live = {};
      round++;
      const dayChanged = clock.set(now);
      for (const window of windows)
        if (window.moves === "always" || (dayChanged && window.moves === "daily")) window.refresh();
      const attributesOfPerson = person.attributes;
      for (let slot = 0; slot < types.length; slot++) {
        const { key, text, list } = types[slot]!;
        const fact = attributesOfPerson[key];
        facts[slot] =
          fact !== undefined && (text || list) ? (normaliseFact(text ? "text" : "list", fact) as Fact) : fact;
      }
      for (const [kind, slot] of kinds) histories[slot] = person.history[kind];
    },
    nextChange() {
      let next = Infinity;
      for (const leaf of timeLeaves) {
        const change = leaf.nextChange();
        if (change < next) next = change;
      }
      return next;
    },
    factOf(leaf) {
      if ("attribute" in leaf) return person.attributes[leaf.attribute];
      if ("segment" in leaf) return add(leaf)();
      if ("live" in leaf) return live[leaf.live];
      add(leaf);
      return counters.get(JSON.stringify(leaf))!();
    },
  };
}

function matcher(rule: DidRule): ((activity: Activity) => boolean) | undefined {
  const { named, items } = rule;
  if (named === undefined && !items) return undefined;
  const ids = items && "ids" in items ? new Set(items.ids) : undefined;
  const categories =
    items && "categories" in items ? new Set(normaliseFact("list", items.categories) as string[]) : undefined;
  return (activity) =>
    (named === undefined || activity.name === named) &&
    (!ids || (activity.product !== undefined && ids.has(activity.product))) &&
    (!categories || (activity.category !== undefined && categories.has(activity.category)));
}

/** Of all that match, when the first enters or leaves the window. */
function nextOf(
  history: readonly Activity[] | undefined,
  matches: ReturnType<typeof matcher>,
  window: Window,
): number {
  let next = Infinity;
  if (!history) return next;
  for (const activity of history) {
    if (matches && !matches(activity)) continue;
    const change = window.nextChange(activity.at);
    if (change < next) next = change;
  }
  return next;
}
