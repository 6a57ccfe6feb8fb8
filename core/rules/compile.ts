/**
 * The first reader: rules compiled into closures, once per version of the configuration (Workers allow no eval).
 *
 * All rules of a shop are compiled together. Facts are packed into numbered slots once per person, conditions that
 * several rules share are answered once, and segments that refer to others come after them.
 */
import type { Attribute, Attributes } from "../attributes/attribute";
import { converterOf, factIn } from "../attributes/convert";
import { attributeTypes, isCalendar } from "../attributes/types";
import type { Clock } from "../time/zone";
import type { Expression, Fact } from "./closures";
import { all, any, cheapFirst, not } from "./closures";
import { comparison, type Facts, isPlain, knownAttribute, readerOf } from "./comparison";
import { compileDid, type DidContext } from "./did";
import { fold } from "./fold";
import { compileHas, knownTable } from "./has";
import { History } from "./history";
import { interestLeaf } from "./interest";
import type { ItemSets } from "./items";
import { type LiveFacts, liveEntry } from "./live";
import { normaliseValue } from "./normalise";
import { operatorOf } from "./operators";
import { type Cutoffs, drawn, isRank, NO_CUTOFFS } from "./ranks";
import { isAll, isAny, isNot, type Leaf, type Person, type Rule } from "./rule";
import { visitSpan } from "./this-visit";
import { type Span, type Timeframe, type Window, windowOf } from "./timeframes";

export interface Context {
  attributes: Attributes;
  clock: Clock;
  /** Where ranks draw their lines; without, nobody has a rank. */
  cutoffs?: Cutoffs;
  /** What the rules' filters over the catalogue were resolved to. */
  itemSets?: ItemSets;
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
  /** A stored fact of the person loaded last has become another. */
  learn(key: string): void;
  /** For other questions about behaviour than conditions; they share its timeframes. */
  readonly behaviour: DidContext;
  /** The next instant at which time alone may change an answer for the person loaded last, or Infinity. */
  nextChange(): number;
  /** The fact that a leaf looks at, as stored in the loaded person: a value, how often or how much, a membership. */
  factOf(leaf: Leaf): unknown;
}

/** A timeframe of some rules, and for each condition in it: of what it looks at, the oldest at or after an instant. */
interface SharedWindow {
  window: Window;
  since: ((instant: number) => number)[];
}

export function program({ attributes, clock, cutoffs = NO_CUTOFFS, itemSets = {} }: Context): Program {
  let person: Person = { attributes: {}, history: {} };
  let memberOf = (_: string): boolean => false;
  let live: LiveFacts = {};
  let round = 1;

  const slots = new Map<string, number>();
  const types: { key: string; folded: boolean; convert: ReturnType<typeof converterOf> }[] = [];
  const foldFact = foldingMemory();
  const facts: Fact[] = [];
  const histories = new Map<string, History>();
  const leaves = new Map<string, Expression>();
  const segments = new Map<string, Expression>();
  const windows = new Map<string, SharedWindow>();
  /** The same, those first that move at any instant: what they answer mostly spares the others. */
  const ordered: SharedWindow[] = [];
  const daily: (() => void)[] = [];
  const changes: (() => number)[] = [];
  /** The person's visit, and the conditions that look at it. */
  const visit = visitSpan();
  const inVisit: SharedWindow["since"] = [];

  const slotOf = (attribute: Attribute) => {
    const { key } = attribute;
    let slot = slots.get(key);
    if (slot === undefined) {
      const { fact } = attributeTypes[attribute.type];
      const folded = fact === "text" || fact === "list";
      slot = types.push({ key, folded, convert: converterOf(attribute, clock) }) - 1;
      slots.set(key, slot);
    }
    return slot;
  };
  const pack = (slot: number) => {
    const { key, folded, convert } = types[slot]!;
    const kept = person.attributes[key];
    const fact = convert ? convert(kept) : kept;
    facts[slot] = folded ? foldFact(fact) : fact;
  };
  /** Rules share few timeframes: each moves with the clock once. */
  const windowFor = (
    timeframe: Timeframe,
    calendar: boolean,
    since: SharedWindow["since"][number],
  ): Window => {
    const key = JSON.stringify([timeframe, calendar]);
    let shared = windows.get(key);
    if (!shared) {
      shared = { window: windowOf(timeframe, clock, calendar), since: [] };
      windows.set(key, shared);
      if (shared.window.moves === "always") ordered.unshift(shared);
      else ordered.push(shared);
    }
    shared.since.push(since);
    return shared.window;
  };
  const spanOf = (during: Timeframe, since: SharedWindow["since"][number]): Span => {
    if (!("thisVisit" in during)) return windowFor(during, false, since);
    inVisit.push(since);
    visit.load(person, clock.now);
    return visit;
  };
  const historyOf = (kind: string) => {
    let history = histories.get(kind);
    if (!history) {
      history = new History();
      history.load(person.history[kind]);
      histories.set(kind, history);
    }
    return history;
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

  const behaviour: DidContext = { historyOf, spanOf, itemSets };
  const factsOfPerson: Facts = {
    attributes,
    clock,
    behaviour,
    stored(attribute) {
      const slot = slotOf(attribute);
      return () => facts[slot];
    },
  };

  const attributeLeaf = (rule: Extract<Leaf, { attribute: string }>): Expression => {
    const attribute = knownAttribute(rule.attribute, attributes);
    if (!isPlain(rule, attribute)) {
      const { answer, refresh, nextChange } = comparison(rule, attribute, factsOfPerson);
      if (refresh) daily.push(refresh);
      if (nextChange) changes.push(nextChange);
      return answer;
    }
    const operator = operatorOf(rule.is);
    const { missing, test } = operator;
    const { fact } = attributeTypes[attribute.type];
    const slot = slotOf(attribute);
    const value = operator.ready
      ? windowFor(rule.value as Timeframe, isCalendar(attribute), (instant) => {
          const fact = facts[slot];
          return typeof fact === "number" && fact >= instant ? fact : Infinity;
        })
      : normaliseValue(fact, rule.value);
    return () => {
      const fact = facts[slot];
      return fact === undefined ? missing : test(fact, value);
    };
  };

  const memberLeaf = (segment: string): Expression => {
    let answer: Expression | undefined;
    return () => {
      answer ??= segments.get(segment);
      return answer ? answer() : memberOf(segment);
    };
  };

  const leafFacts = new Map<string, () => number | undefined>();
  const compileLeaf = (leaf: Leaf): Expression => {
    if ("segment" in leaf) {
      const { segment, notIn } = leaf;
      if (notIn) return all([memberLeaf(segment), not(any(notIn.map(memberLeaf)))]);
      return memberLeaf(segment);
    }
    if (isRank(leaf)) {
      const comparison = drawn(leaf, cutoffs);
      return comparison ? attributeLeaf(comparison) : () => false;
    }
    if ("interestedIn" in leaf) {
      const { answer, likely } = interestLeaf(leaf, itemSets, () => person);
      leafFacts.set(JSON.stringify(leaf), likely);
      return answer;
    }
    if ("live" in leaf) {
      const { missing, test } = operatorOf(leaf.is);
      const { type } = liveEntry(leaf.live);
      const value = normaliseValue(type, leaf.value);
      const folded = type === "text" || type === "list";
      return () => {
        const fact = folded ? foldFact(live[leaf.live]) : live[leaf.live];
        return fact === undefined ? missing : test(fact, value);
      };
    }
    if ("attribute" in leaf) return attributeLeaf(leaf);
    if ("has" in leaf) {
      const { answer, fact } = compileHas(leaf, knownTable(leaf.has, attributes.tables), {
        clock,
        rows: () => person.rows?.[leaf.has],
        folded: foldFact,
        windowFor,
        daily: (refresh) => daily.push(refresh),
        changes: (next) => changes.push(next),
      });
      leafFacts.set(JSON.stringify(leaf), fact);
      return answer;
    }
    const { answer, fact } = compileDid(leaf, behaviour);
    leafFacts.set(JSON.stringify(leaf), fact);
    return answer;
  };

  const derivedReaders = new Map<string, ReturnType<typeof readerOf>>();
  const attributeFact = (key: string): unknown => {
    const attribute = attributes.get(key);
    if (!attribute) return person.attributes[key];
    if (!attribute.derived) return factIn(person.attributes, attribute, clock);
    let reader = derivedReaders.get(key);
    if (!reader) {
      // Its facts may be in no slot: no condition needs to have asked for them.
      const stored: Facts["stored"] =
        ({ key }) =>
        () =>
          person.attributes[key];
      reader = readerOf(attribute, { ...factsOfPerson, stored });
      derivedReaders.set(key, reader);
    }
    return reader.read();
  };

  const add = (rule: Rule): Expression => {
    if (isAll(rule)) return all(cheapFirst(rule.all).map(add));
    if (isAny(rule)) return any(cheapFirst(rule.any).map(add));
    if (isNot(rule)) return not(add(rule.not));
    const key = JSON.stringify(rule);
    let leaf = leaves.get(key);
    if (!leaf) {
      // Only what takes longer than to remember it; and what the page shows changes while the person stays.
      const isDear = "did" in rule || "has" in rule || "interestedIn" in rule;
      leaf = isDear ? remembered(compileLeaf(rule)) : compileLeaf(rule);
      leaves.set(key, leaf);
    }
    return leaf;
  };

  return {
    add,
    behaviour,
    learn(key) {
      const slot = slots.get(key);
      if (slot !== undefined) pack(slot);
    },
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
      for (const { window } of ordered) {
        if (window.moves !== "always" && !dayChanged) break;
        if (window.moves !== "never") window.refresh();
      }
      if (dayChanged) for (const refresh of daily) refresh();
      for (let slot = 0; slot < types.length; slot++) pack(slot);
      for (const [kind, history] of histories) history.load(person.history[kind]);
      if (inVisit.length > 0) visit.load(person, now);
    },
    nextChange() {
      let next = Infinity;
      const tomorrow = clock.startOf(clock.today + 1);
      for (const { window, since } of ordered) {
        // What moves with the days cannot be sooner than tomorrow.
        if (window.moves === "never" || (window.moves === "daily" && next <= tomorrow)) continue;
        // Of all that an edge has still to pass, it passes the oldest first.
        for (const edge of [window.from, window.to]) {
          if (Math.abs(edge) === FOREVER) continue;
          const oldest = earliest(since, edge);
          if (oldest < Infinity) next = Math.min(next, window.nextChange(oldest));
        }
      }
      for (const ask of changes) next = Math.min(next, ask());
      return earliest(inVisit, visit.from) < Infinity ? Math.min(next, visit.ends) : next;
    },
    factOf(leaf) {
      if ("attribute" in leaf) return attributeFact(leaf.attribute);
      if (isRank(leaf)) return attributeFact(leaf.rank);
      if ("segment" in leaf) return add(leaf)();
      if ("live" in leaf) return live[leaf.live];
      add(leaf);
      return leafFacts.get(JSON.stringify(leaf))!();
    },
  };
}

/** The first and last instant of a Date: edges that do not move. */
const FOREVER = 8.64e15;

function earliest(since: SharedWindow["since"], instant: number): number {
  let earliest = Infinity;
  for (const ask of since) {
    const at = ask(instant);
    if (at < earliest) earliest = at;
  }
  return earliest;
}

/** Folds texts and lists of texts; remembers what it folded, since cities and channels repeat from person to person. */
function foldingMemory(): (fact: Fact) => Fact {
  const known = new Map<string, string>();
  const foldText = (text: string): string => {
    let folded = known.get(text);
    if (folded === undefined) {
      folded = fold(text);
      if (known.size >= MAX_REMEMBERED) known.clear();
      known.set(text, folded);
    }
    return folded;
  };
  return (fact) =>
    typeof fact === "string" ? foldText(fact) : Array.isArray(fact) ? fact.map(foldText) : fact;
}
const MAX_REMEMBERED = 5_000;
