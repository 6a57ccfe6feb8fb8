/**
 * Conditions on facts that are more than a stored one held against a value: facts that are derived, compared with one
 * another, or made ready first (places, anniversaries). Compiled apart, so that the plain ones stay as fast as they are.
 */
import type { Attribute, Attributes } from "../attributes/attribute";
import { sumWithin } from "../attributes/derived";
import { attributeTypes, isCalendar } from "../attributes/types";
import type { Clock } from "../time/zone";
import type { Returning } from "./anniversaries";
import type { Expression, Fact } from "./closures";
import type { DidContext } from "./did";
import { normaliseValue } from "./normalise";
import { operatorOf } from "./operators";
import { type Point, pointOf } from "./places";
import { isReference } from "./reference";
import type { AttributeRule } from "./rule";

export interface Facts {
  attributes: Attributes;
  clock: Clock;
  /** A stored fact of the person loaded last, as operators compare it. */
  stored(attribute: Attribute): () => Fact;
  behaviour: DidContext;
}

export interface Comparison {
  answer: Expression;
  /** Moves it to another day. */
  refresh?(): void;
  /** When time alone may next change the answer for the person loaded last; else Infinity. */
  nextChange?(): number;
}

/** A fact of the person loaded last; `reaches` for those that grow with time. */
interface Reader {
  read(): unknown;
  reaches?(n: number): number;
}

export function isPlain(rule: AttributeRule, { derived, type }: Attribute): boolean {
  const { ready, input } = operatorOf(rule.is);
  return (
    !derived &&
    attributeTypes[type].fact !== "place" &&
    !isReference(rule.value) &&
    (!ready || input === "timeframe")
  );
}

export function comparison(rule: AttributeRule, attribute: Attribute, facts: Facts): Comparison {
  const { missing, test, ready } = operatorOf(rule.is);
  const actual = readerOf(attribute, facts);
  if (isReference(rule.value)) return between(rule, rule.value, actual, facts);
  const { fact: type } = attributeTypes[attribute.type];
  const value = ready
    ? ready(rule.value, facts.clock, isCalendar(attribute))
    : normaliseValue(type, rule.value);
  const answer = () => {
    const fact = actual.read();
    return fact === undefined ? missing : test(fact, value);
  };
  if (ready && "refresh" in (value as object)) {
    const { refresh, nextChange } = value as Returning;
    const next = () => {
      const fact = actual.read();
      return fact === undefined ? Infinity : nextChange(fact as number);
    };
    return { answer, refresh, nextChange: next };
  }
  const { reaches } = actual;
  if (!reaches) return { answer };
  const edges = [rule.value].flat().filter((edge) => typeof edge === "number");
  return { answer, nextChange: () => passing(edges, reaches, facts.clock.now) };
}

function between(
  rule: AttributeRule,
  { attribute, times = 1 }: { attribute: string; times?: number },
  actual: Reader,
  facts: Facts,
): Comparison {
  const { missing, test } = operatorOf(rule.is);
  const other = readerOf(knownAttribute(attribute, facts.attributes), facts);
  const multiplied = () => {
    const fact = other.read();
    return typeof fact === "number" ? fact * times : fact;
  };
  const answer = () => {
    const fact = actual.read();
    const value = multiplied();
    return fact === undefined || value === undefined ? missing : test(fact, value);
  };
  const { clock } = facts;
  const [left, right] = [actual.reaches, other.reaches];
  const known = (fact: unknown) => (typeof fact === "number" ? [fact] : []);
  if (left && right) return { answer, nextChange: () => clock.startOf(clock.today + 1) };
  if (left) return { answer, nextChange: () => passing(known(multiplied()), left, clock.now) };
  if (right)
    return {
      answer,
      // Divided, the edge may lie a hair beside the one that is multiplied: a whole number around it is near enough.
      nextChange: () =>
        passing(
          known(actual.read()).flatMap((fact) => [fact / times - 1, fact / times, fact / times + 1]),
          right,
          clock.now,
        ),
    };
  return { answer };
}

/** When a whole number that grows with time next comes to one of these edges, leaves it, or becomes known. */
function passing(edges: readonly number[], reaches: (n: number) => number, now: number): number {
  let next = Infinity;
  for (const n of [0, ...edges.flatMap((edge) => [Math.ceil(edge), Math.floor(edge) + 1])]) {
    const at = n < 0 ? -Infinity : reaches(n);
    if (at > now && at < next) next = at;
  }
  return next;
}

export function knownAttribute(key: string, attributes: Attributes): Attribute {
  const attribute = attributes.get(key);
  if (!attribute) throw new Error(`unknown attribute ${key}`);
  return attribute;
}

/** A fact of the person loaded last, stored or derived. */
export function readerOf(attribute: Attribute, facts: Facts): Reader {
  const { derived } = attribute;
  if (derived) return derivedReader(derived, facts);
  const read = facts.stored(attribute);
  return attributeTypes[attribute.type].fact === "place" ? { read: placeReader(read) } : { read };
}

function derivedReader(derived: NonNullable<Attribute["derived"]>, facts: Facts): Reader {
  const { clock, behaviour } = facts;
  if ("did" in derived) {
    const history = behaviour.historyOf(derived.did);
    const span = behaviour.spanOf(derived.during, (instant) => history.since(instant, undefined));
    return { read: () => sumWithin(history.entries, span) };
  }
  const sources = derived.from.map((key) => facts.stored(knownAttribute(key, facts.attributes)));
  if ("holds" in derived) return { read: () => derived.holds(sources.map((source) => source())) };
  const known = sources.map(() => 0);
  /** Whether all that it follows from is known. */
  const gather = (): boolean => {
    for (let i = 0; i < sources.length; i++) {
      const fact = sources[i]!();
      if (typeof fact !== "number") return false;
      known[i] = fact;
    }
    return true;
  };
  const { reaches } = derived;
  return {
    read: () => (gather() ? derived.value(known, clock) : undefined),
    ...(reaches && { reaches: (n: number) => (gather() ? reaches(n, known, clock) : Infinity) }),
  };
}

/** Cities repeat from person to person: the last points are kept. */
function placeReader(read: () => Fact): () => Point | undefined {
  const known = new Map<string, Point>();
  return () => {
    const place = read();
    if (typeof place !== "string") return undefined;
    let point = known.get(place);
    if (!point) {
      point = pointOf(place);
      if (known.size >= MAX_REMEMBERED) known.clear();
      known.set(place, point);
    }
    return point;
  };
}
const MAX_REMEMBERED = 1_000;
