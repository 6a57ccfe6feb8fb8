// What can be done to a rule's tree: pure, each returns a new tree. No operation leaves a group empty by accident, as
// an empty group would quietly match everyone; only the root may be empty, and the editor says so.
import { type AllRule, type AnyRule, isAll, isAny, isNot, type Leaf, type Rule } from "../../core/rules/rule";

/** Steps from the root: `["all", 1, "not"]` is `rule.all[1].not`. A condition's or group's path ends with its number. */
export type Path = readonly (string | number)[];
export type Group = AllRule | AnyRule;
export type GroupKind = "all" | "any" | "none" | "notAll";

/** A tree, and where in it the thing now is that was acted on. */
export interface Moved {
  rule: Rule;
  path: Path;
}

export const isGroup = (rule: Rule): rule is Group => isAll(rule) || isAny(rule);
export const partsOf = (group: Group): readonly Rule[] => (isAll(group) ? group.all : group.any);
const wordOf = (group: Group) => (isAll(group) ? "all" : "any");

/** As the API writes it in problems: `rule.all[1].value`. */
export const pathText = (path: Path, root = "rule"): string =>
  path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}.${step}`),
    root,
  );

/** A rule without the `not`s around it; two of them are none. */
export function peel(rule: Rule): { inner: Group | Leaf; negated: boolean; steps: Path } {
  const steps: string[] = [];
  let inner = rule;
  while (isNot(inner)) {
    inner = inner.not;
    steps.push("not");
  }
  return { inner, negated: steps.length % 2 === 1, steps };
}

export const dress = (inner: Rule, negated: boolean): Rule => (negated ? { not: inner } : inner);

/** The same rule with a group at its root, as the editor shows it. */
export const rooted = (rule: Rule): Rule => (isGroup(peel(rule).inner) ? rule : { all: [rule] });

export function at(rule: Rule, path: Path): Rule {
  let found: unknown = rule;
  for (const step of path) found = (found as Record<string | number, unknown>)[step];
  return found as Rule;
}

export function replace(rule: Rule, path: Path, next: Rule): Rule {
  return put(rule, path, next) as Rule;
}

/** The path of a group's list of parts. */
export function listOf(rule: Rule, path: Path): Path {
  const { inner, steps } = peel(at(rule, path));
  if (!isGroup(inner)) throw new Error(`no group at ${pathText(path)}`);
  return [...path, ...steps, wordOf(inner)];
}

/** Into the group at `path`, before the part that now has this number. */
export function insert(rule: Rule, path: Path, index: number, part: Rule): Rule {
  const list = listOf(rule, path);
  return put(rule, list, listAt(rule, list).toSpliced(index, 0, part)) as Rule;
}

/** Takes a part away, and each group that is empty without it. An empty root is everyone. */
export function remove(rule: Rule, path: Path): Rule {
  const { list, index, parent } = placeOf(path);
  const left = listAt(rule, list).toSpliced(index, 1);
  if (left.length > 0) return put(rule, list, left) as Rule;
  return parent.length === 0 ? { all: [] } : remove(rule, parent);
}

export function negate(rule: Rule, path: Path): Rule {
  const { inner, negated } = peel(at(rule, path));
  return replace(rule, path, dress(inner, !negated));
}

/** A copy right after it. */
export function duplicate(rule: Rule, path: Path): Moved {
  const { index, parent, list } = placeOf(path);
  return { rule: insert(rule, parent, index + 1, at(rule, path)), path: [...list, index + 1] };
}

/** Into a group of its own; returns where the part now is. */
export function wrap(rule: Rule, path: Path, word: "all" | "any"): Moved {
  return {
    rule: replace(rule, path, { [word]: [at(rule, path)] } as unknown as Group),
    path: [...path, word, 0],
  };
}

/** A group's parts take its place. A negated group has to keep its `not`, so it stays. */
export function unwrap(rule: Rule, path: Path): Moved {
  const { inner, negated } = peel(at(rule, path));
  if (!isGroup(inner) || negated) return { rule, path };
  const { list, index } = placeOf(path);
  const parts = listAt(rule, list).toSpliced(index, 1, ...partsOf(inner));
  return { rule: put(rule, list, parts) as Rule, path };
}

export function kindOf(rule: Rule): GroupKind {
  const { inner, negated } = peel(rule);
  if (isAny(inner)) return negated ? "none" : "any";
  return negated ? "notAll" : "all";
}

export function setKind(rule: Rule, path: Path, kind: GroupKind): Rule {
  const { inner } = peel(at(rule, path));
  if (!isGroup(inner)) return rule;
  const parts = [...partsOf(inner)];
  const group: Group = kind === "any" || kind === "none" ? { any: parts } : { all: parts };
  return replace(rule, path, dress(group, kind === "none" || kind === "notAll"));
}

/** One place up or down as the eye reads: past a condition, into a group that comes next, out of its own at the edge. */
export function move(rule: Rule, path: Path, by: -1 | 1): Moved {
  const { list, index, parent } = placeOf(path);
  const parts = listAt(rule, list);
  const part = parts[index]!;
  const neighbour = parts[index + by];

  if (neighbour === undefined) {
    if (parent.length === 0) return { rule, path };
    const outer = placeOf(parent);
    const to = by < 0 ? outer.index : outer.index + 1;
    const without = remove(rule, path);
    const groupIsGone = parts.length === 1;
    const index = by > 0 && groupIsGone ? outer.index : to;
    // Its group was all that the outer one held: the outer one must not vanish in between.
    if (groupIsGone && listAt(rule, outer.list).length === 1)
      return { rule: put(rule, outer.list, [part]) as Rule, path: [...outer.list, 0] };
    return {
      rule: put(without, outer.list, listAt(without, outer.list).toSpliced(index, 0, part)) as Rule,
      path: [...outer.list, index],
    };
  }

  const { inner, negated } = peel(neighbour);
  if (!isGroup(inner)) {
    const swapped = parts.toSpliced(index, 1).toSpliced(index + by, 0, part);
    return { rule: put(rule, list, swapped) as Rule, path: [...list, index + by] };
  }
  const within = by < 0 ? [...partsOf(inner), part] : [part, ...partsOf(inner)];
  const word = wordOf(inner);
  const grown = dress({ [word]: within } as unknown as Group, negated);
  const position = by < 0 ? index - 1 : index;
  return {
    rule: put(rule, list, parts.toSpliced(Math.min(index, index + by), 2, grown)) as Rule,
    path: [...list, position, ...(negated ? ["not"] : []), word, by < 0 ? within.length - 1 : 0],
  };
}

/** The tree without the parts that `leaves` names, and without groups that are empty. Nothing left: undefined. */
export function prune(rule: Rule, leaves: (path: Path) => boolean, path: Path = []): Rule | undefined {
  if (leaves(path)) return undefined;
  if (isNot(rule)) {
    const inner = prune(rule.not, leaves, [...path, "not"]);
    return inner && { not: inner };
  }
  if (!isGroup(rule)) return rule;
  const word = wordOf(rule);
  const parts = partsOf(rule).flatMap((part, i) => prune(part, leaves, [...path, word, i]) ?? []);
  return parts.length > 0 ? ({ [word]: parts } as unknown as Group) : undefined;
}

/** Every condition and group below the root, with its path. */
export function* walk(rule: Rule, path: Path = []): Generator<{ rule: Group | Leaf; path: Path }> {
  const { inner, steps } = peel(rule);
  yield { rule: inner, path };
  if (!isGroup(inner)) return;
  const list = [...path, ...steps, wordOf(inner)];
  for (const [i, part] of partsOf(inner).entries()) yield* walk(part, [...list, i]);
}

/** Where a part stands: its list, its number there, and the group that holds the list. */
export function placeOf(path: Path): { list: Path; index: number; parent: Path } {
  const index = path.at(-1);
  if (typeof index !== "number") throw new Error(`${pathText(path)} is no part of a group`);
  const parent = path.slice(0, -2);
  while (parent.at(-1) === "not") parent.pop();
  return { list: path.slice(0, -1), index, parent };
}

const listAt = (rule: Rule, list: Path): Rule[] => at(rule, list) as unknown as Rule[];

function put(whole: unknown, [step, ...rest]: Path, next: unknown): unknown {
  if (step === undefined) return next;
  if (typeof step === "number") {
    const list = whole as unknown[];
    return list.with(step, put(list[step], rest, next));
  }
  const record = whole as Record<string, unknown>;
  return { ...record, [step]: put(record[step], rest, next) };
}
