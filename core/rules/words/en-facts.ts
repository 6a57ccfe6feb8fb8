/** Comparisons in English: "is more than 5", "is not known", "at least 2 times". The registry's own words are English. */
import { type OperatorName, operatorOf } from "../operators";
import type { Asked } from "./words";

type Show = (one: unknown) => string;

export function predicateInEnglish(is: OperatorName, value: unknown, show: Show, negated: boolean): string {
  const said = lists[is]?.((value as unknown[]).map(show)) ?? operatorOf(is).describe(value, show);
  return negated ? negation(said) : said;
}

const lists: { [name in OperatorName]?: (values: string[]) => string } = {
  oneOf: (values) => `is ${list(values, "or")}`,
  noneOf: (values) => (values.length === 1 ? `is not ${values[0]}` : `is neither ${list(values, "nor")}`),
  hasAny: (values) => `has ${list(values, "or")}`,
  hasAll: (values) => `has ${list(values, "and")}`,
  hasNone: (values) =>
    values.length === 1 ? `does not have ${values[0]}` : `has neither ${list(values, "nor")}`,
};

const negation = (said: string): string =>
  said
    .replace(/^(is|has) neither (.*) nor (.*)$/, "$1 $2 or $3")
    .replace(/^is (?!not )/, "is NOT ")
    .replace(/^is not /, "is ")
    .replace("is NOT ", "is not ")
    .replace(/^has /, "does not have ")
    .replace(/^(contain|start|end)s /, "does not $1 ");

/** To follow "needs". */
export function neededInEnglish(is: OperatorName, value: unknown, show: Show): string {
  const said = predicateInEnglish(is, value, show, false);
  if (is === "during" || is === "known") return said.replace(/^is /, "to be ");
  if (is === "unknown") return "not to be known";
  return said
    .replace(/^is not /, "anything but ")
    .replace(/^(is|has) /, "")
    .replace(/^does not have /, "not to have ")
    .replace(/^(contain|start|end)s /, "to $1 ");
}

export function comparedInEnglish({ of, is, count, value, to }: Asked): string {
  const before = {
    atLeast: "at least",
    atMost: "at most",
    exactly: "exactly",
    moreThan: "more than",
    lessThan: of === "amount" ? "less than" : "fewer than",
    between: "between",
  }[is];
  if (is === "between") return `${before} ${value} and ${to}`;
  if (of === "times" && count === 0 && (is === "exactly" || is === "atMost")) return "never";
  if (of !== "times") return `${before} ${value}`;
  return `${before} ${count === 1 ? "once" : `${value} times`}`;
}

/** Values: "DE, AT or CH". */
export const list = (values: readonly string[], word: "and" | "or" | "nor"): string =>
  values.length < 2 ? values.join() : `${values.slice(0, -1).join(", ")} ${word} ${values.at(-1)}`;
