/**
 * What segments look at, so that a signal which changes three facts asks only the segments that look at one of them.
 * Time is no input: when it passes an answer's `nextChange`, all are asked.
 */
import type { Attributes } from "../attributes/attribute";
import { rulesIn } from "../attributes/computed";
import { operatorOf } from "./operators";
import { isRank } from "./ranks";
import { isReference } from "./reference";
import { isAll, isAny, isNot, type Person, type Rule } from "./rule";
import { LAST_SEEN, VISIT_STARTED } from "./this-visit";

/** The facts whose change may change a rule's answer. Attributes are stored ones; derived ones change with theirs. */
export interface Inputs {
  attributes: Set<string>;
  kinds: Set<string>;
  /** Segments that are answered from outside. */
  members: Set<string>;
  /** The shop's own tables. */
  tables: Set<string>;
  /** Whether it looks at what they are likely to buy. */
  interests: boolean;
  /** Attributes, kinds and tables that it holds against the clock: when one changes, so may the next change by time alone. */
  timed: Set<string>;
}

/** What tells which visit is theirs (`this-visit.ts`). */
const VISIT_FACTS = [VISIT_STARTED, LAST_SEEN];

/**
 * `ruleOf` answers the rule of a segment that is part of the same program. Computed attributes are facts like others;
 * or, `through` them, what they in turn are worked out from.
 */
export function inputsOf(
  rule: Rule,
  ruleOf: (segment: string) => Rule | undefined,
  attributes: Attributes,
  found: Inputs = noInputs(),
  through = false,
): Inputs {
  const isDerived = (key: string) => attributes.get(key)?.derived !== undefined;
  const addAttribute = (key: string, timed: boolean) => {
    const computed = through ? attributes.get(key)?.computed : undefined;
    if (computed) return addAll(found, inputsOfAll(rulesIn(computed), ruleOf, attributes), timed);
    const derived = attributes.get(key)?.derived;
    if (derived && "did" in derived) {
      found.kinds.add(derived.did);
      found.timed.add(derived.did);
      return;
    }
    for (const stored of derived?.from ?? [key]) {
      found.attributes.add(stored);
      if (timed) found.timed.add(stored);
    }
  };
  if (isAll(rule)) for (const part of rule.all) inputsOf(part, ruleOf, attributes, found, through);
  else if (isAny(rule)) for (const part of rule.any) inputsOf(part, ruleOf, attributes, found, through);
  else if (isNot(rule)) inputsOf(rule.not, ruleOf, attributes, found, through);
  else if ("attribute" in rule) {
    const compared = isReference(rule.value) ? [rule.attribute, rule.value.attribute] : [rule.attribute];
    // Where one side grows with time, the other says when it is reached.
    const timed = operatorOf(rule.is).ready !== undefined || compared.some(isDerived);
    for (const key of compared) addAttribute(key, timed);
  } else if (isRank(rule)) addAttribute(rule.rank, isDerived(rule.rank));
  else if ("interestedIn" in rule) found.interests = true;
  else if ("has" in rule) {
    found.tables.add(rule.has);
    const timed = rule.during || rule.where?.some(({ is }) => operatorOf(is).ready !== undefined);
    if (timed) found.timed.add(rowsOf(rule.has));
  } else if ("did" in rule) {
    found.kinds.add(rule.did);
    if (rule.after) found.kinds.add(rule.after.did);
    if (rule.during) for (const kind of [rule.did, rule.after?.did]) if (kind) found.timed.add(kind);
    if (rule.during && "thisVisit" in rule.during) for (const key of VISIT_FACTS) addAttribute(key, true);
  } else if ("segment" in rule)
    for (const segment of [rule.segment, ...(rule.notIn ?? [])]) {
      const other = ruleOf(segment);
      if (other) inputsOf(other, ruleOf, attributes, found, through);
      else found.members.add(segment);
    }
  return found;
}

/** Of several rules together, through computed attributes. */
export function inputsOfAll(
  rules: readonly Rule[],
  ruleOf: (segment: string) => Rule | undefined,
  attributes: Attributes,
): Inputs {
  const found = noInputs();
  for (const rule of rules) inputsOf(rule, ruleOf, attributes, found, true);
  return found;
}

const noInputs = (): Inputs => ({
  attributes: new Set(),
  kinds: new Set(),
  members: new Set(),
  tables: new Set(),
  interests: false,
  timed: new Set(),
});

function addAll(found: Inputs, more: Inputs, timed: boolean): void {
  for (const key of more.attributes) found.attributes.add(key);
  for (const kind of more.kinds) found.kinds.add(kind);
  for (const segment of more.members) found.members.add(segment);
  for (const table of more.tables) found.tables.add(table);
  found.interests ||= more.interests;
  for (const name of timed
    ? [...more.attributes, ...more.kinds, ...[...more.tables].map(rowsOf)]
    : more.timed)
    found.timed.add(name);
}

/** Among what is timed, a table's name is none of an attribute. */
const rowsOf = (table: string): string => `rows of ${table}`;

/** What a person's facts were when their segments were last asked. */
export interface Seen {
  attributes: unknown[];
  /** Each kind's list, and how long it was: lists grow in place. */
  lists: unknown[];
  lengths: number[];
  members: boolean[];
  interests: unknown;
  /** Each table's object: it is replaced when a row changes. */
  tables: unknown[];
  /** From this instant on, time may have changed an answer. */
  nextChange: number;
}

/** Tells which rules must be asked again. Rules are known by their place in the list. */
export class Watch {
  #attributes: Users;
  #kinds: Users;
  #members: Users;
  #tables: Users;
  #interested: number[];
  #timed: Set<string>;
  /** Whether what `changed` found last may change when time alone changes an answer. */
  timeMayDiffer = false;
  #marked: Uint8Array;

  constructor(inputs: readonly Inputs[]) {
    this.#attributes = usersOf(inputs.map(({ attributes }) => attributes));
    this.#kinds = usersOf(inputs.map(({ kinds }) => kinds));
    this.#members = usersOf(inputs.map(({ members }) => members));
    this.#tables = usersOf(inputs.map(({ tables }) => tables));
    this.#interested = inputs.flatMap(({ interests }, rule) => (interests ? [rule] : []));
    this.#timed = new Set(inputs.flatMap(({ timed }) => [...timed]));
    this.#marked = new Uint8Array(inputs.length);
  }

  look(person: Person, memberOf: (segment: string) => boolean): Seen {
    const lists = this.#kinds.names.map((kind) => person.history[kind]);
    return {
      attributes: this.#attributes.names.map((key) => person.attributes[key]),
      lists,
      lengths: lists.map((list) => list?.length ?? 0),
      members: this.#members.names.map(memberOf),
      interests: person.interests,
      tables: this.#tables.names.map((table) => person.rows?.[table]),
      nextChange: Number.NEGATIVE_INFINITY,
    };
  }

  /** Rules that look at something that is not as it was seen, in no order; `seen` is brought up to date. */
  changed(person: Person, memberOf: (segment: string) => boolean, seen: Seen): number[] {
    const { names: keys, users: byAttribute } = this.#attributes;
    const { names: kinds, users: byKind } = this.#kinds;
    const { names: members, users: byMember } = this.#members;
    const found: number[] = [];
    this.timeMayDiffer = false;
    for (let i = 0; i < keys.length; i++) {
      const value = person.attributes[keys[i]!];
      if (value === seen.attributes[i]) continue;
      seen.attributes[i] = value;
      this.#mark(byAttribute[i]!, found);
      this.timeMayDiffer ||= this.#timed.has(keys[i]!);
    }
    for (let i = 0; i < kinds.length; i++) {
      const list = person.history[kinds[i]!];
      const length = list?.length ?? 0;
      if (list === seen.lists[i] && length === seen.lengths[i]) continue;
      seen.lists[i] = list;
      seen.lengths[i] = length;
      this.#mark(byKind[i]!, found);
      this.timeMayDiffer ||= this.#timed.has(kinds[i]!);
    }
    for (let i = 0; i < members.length; i++) {
      const is = memberOf(members[i]!);
      if (is === seen.members[i]) continue;
      seen.members[i] = is;
      this.#mark(byMember[i]!, found);
    }
    const { names: tables, users: byTable } = this.#tables;
    for (let i = 0; i < tables.length; i++) {
      const rows = person.rows?.[tables[i]!];
      if (rows === seen.tables[i]) continue;
      seen.tables[i] = rows;
      this.#mark(byTable[i]!, found);
      this.timeMayDiffer ||= this.#timed.has(rowsOf(tables[i]!));
    }
    if (person.interests !== seen.interests) {
      seen.interests = person.interests;
      this.#mark(this.#interested, found);
    }
    for (let i = 0; i < found.length; i++) this.#marked[found[i]!] = 0;
    return found;
  }

  #mark(rules: readonly number[], found: number[]): void {
    for (let i = 0; i < rules.length; i++) {
      const rule = rules[i]!;
      if (this.#marked[rule]) continue;
      this.#marked[rule] = 1;
      found.push(rule);
    }
  }
}

/** Names, and for each of them the rules that use it. */
interface Users {
  names: string[];
  users: number[][];
}

function usersOf(sets: readonly ReadonlySet<string>[]): Users {
  const users = new Map<string, number[]>();
  sets.forEach((names, rule) => {
    for (const name of names) users.set(name, [...(users.get(name) ?? []), rule]);
  });
  return { names: [...users.keys()], users: [...users.values()] };
}
