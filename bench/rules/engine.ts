/** Whatever answers for each person which segments hold them: ours, hand-written code, a library. */
import type { Profile } from "../../core/profiles/profile";
import type { SegmentDefinition } from "../../core/rules/dependencies";
import { isAll, isAny, isNot, type Leaf, type Rule } from "../../core/rules/rule";

export interface Engine {
  name: string;
  /** Workers refuse code made at run time (`new Function`). */
  runsOnWorkers: boolean;
  /** On how many people it is tried: slow ones on fewer. */
  people: number;
  canExpress(rule: Rule): boolean;
  /** Asked with people whose texts are folded. */
  prepare(segments: readonly SegmentDefinition[]): Memberships;
}

/** One entry for each segment, 1 or true when it holds the person. */
export type Memberships = (person: Profile) => Answers | Promise<Answers>;
export type Answers = ArrayLike<number | boolean>;

/** A rule in another language, or undefined where that language has no words for it. */
export function translate<T>(
  rule: Rule,
  words: {
    all(parts: T[]): T;
    any(parts: T[]): T;
    not(part: T): T;
    leaf(leaf: Leaf): T | undefined;
  },
): T | undefined {
  const parts = (rules: Rule[]) => {
    const translated = rules.map((part) => translate(part, words));
    return translated.includes(undefined) ? undefined : (translated as T[]);
  };
  if (isNot(rule)) {
    const part = translate(rule.not, words);
    return part === undefined ? undefined : words.not(part);
  }
  if (isAll(rule) || isAny(rule)) {
    const translated = parts(isAll(rule) ? rule.all : rule.any);
    if (!translated) return undefined;
    return isAll(rule) ? words.all(translated) : words.any(translated);
  }
  return words.leaf(rule);
}
