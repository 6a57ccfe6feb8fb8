/** Rules in English. */
import { describeRank } from "../ranks";
import { describeTimeframe } from "../timeframes";
import { activitiesInEnglish } from "./en-activities";
import { comparedInEnglish, list, neededInEnglish, predicateInEnglish } from "./en-facts";
import { rowsInEnglish, rowsNeededInEnglish, rowsSubjectInEnglish } from "./en-rows";
import type { Asked, Behaviour, Deed, Likely, Things, Words } from "./words";

export const english: Words = {
  everyone: "everyone",
  nobody: "nobody",
  all: (sentences) => clauses(sentences, "and"),
  any: (sentences) => clauses(sentences, "or"),
  within: (sentence) => `(${sentence})`,
  // Not where it is an abbreviation: "UTM source".
  attribute: (label, own) =>
    own || !/^[A-Z](?![A-Z])/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1),
  membership(segment, isIn, others) {
    const where = `${isIn ? "is in" : "is not in"} “${segment}”`;
    if (others.length === 0) return where;
    const rest = list(others.map(quoted), "or");
    return isIn ? `${where} and not in ${rest}` : `${where}, or is in ${rest}`;
  },
  audience: (segment, others) =>
    others.length === 0 ? segment : `${segment} and not in ${list(others.map(quoted), "or")}`,
  rank: (rule, attribute, isIn) => `is ${isIn ? "" : "not "}in ${describeRank(rule)} by ${attribute}`,
  likely: (things, likely, negated) =>
    `is ${negated ? "not " : ""}likely ${interestInEnglish(things, likely)}${likely.atLeast === undefined ? "" : `, ${mostLikely(likely)}`}`,
  interest: (things, likely) => `likely ${interestInEnglish(things, likely)}`,
  otherFact: (attribute, times) => (times === undefined ? attribute : `${times} × ${attribute}`),
  predicate: predicateInEnglish,
  unit: (unit, value) =>
    unit === "percent" ? `${value} %` : `${value} ${value === "1" ? "second" : "seconds"}`,
  did(behaviour, negated) {
    const { which, asked } = behaviour;
    const { past, base, rest } = phrase(behaviour, asked);
    // What is last done is one thing; what it came to is said of that time.
    const time = which && (negated || asked) ? `for the ${which} time` : "";
    const verb = negated ? `did not ${base}` : which && !asked ? `${which} ${past}` : past;
    return words(verb, rest, time, asked?.of === "times" && comparedInEnglish(asked), when(behaviour));
  },
  rows: rowsInEnglish,
  rowsSubject: rowsSubjectInEnglish,
  subject(behaviour) {
    const { which, asked } = behaviour;
    const { past, rest } = phrase(behaviour, asked && { ...asked, is: undefined });
    if (which && !asked) return words(which, past, rest, afterwards(behaviour));
    return words(past, rest, which && `for the ${which} time`, when(behaviour));
  },
  needed: {
    membership: (alone) => (alone ? "to be in it and in none of the others" : "to be in it"),
    rank: describeRank,
    interest: mostLikely,
    rows: rowsNeededInEnglish,
    did: ({ asked, which, during }) => {
      if (asked) return comparedInEnglish(asked);
      return which && during ? `to be ${describeTimeframe(during)}` : "at least once";
    },
    fact: neededInEnglish,
  },
};

/** "bought anything in Tents", "spent at least €100 on Tent A", "added 2 items to cart". */
function phrase(deed: Deed, asked?: Omit<Asked, "is"> & { is?: Asked["is"] }) {
  const { verb, spent, tail, products = "products" } = activitiesInEnglish[deed.did];
  const [past, base] = verb;
  const total = asked?.is ? comparedInEnglish(asked as Asked) : "";
  if (asked?.of === "amount") {
    const things = deed.items ? object(deed) : products;
    return spent
      ? { past: spent[0], base: spent[1], rest: words(total, "on", things) }
      : { past, base, rest: words(things, "worth", total, tail) };
  }
  if (asked?.of === "quantity") {
    const items = asked.is && asked.count === 1 && asked.is !== "between" ? "item" : "items";
    const { items: of } = deed;
    const things = !of
      ? items
      : of.kind === "products"
        ? `${asked.is ? "" : "items "}of ${anyOf(of.names)}`
        : of.kind === "filter"
          ? thingsInEnglish(of, items)
          : `${items} in ${anyOf(of.names)}`;
    return { past, base, rest: words(total, things, tail) };
  }
  return { past, base, rest: words(object(deed), tail) };
}

function object({ did, named, items }: Deed): string {
  const { object = "", one = "", some = "", anything = "anything" } = activitiesInEnglish[did];
  if (named) {
    if (named.how === "is") return `${one} “${named.text}”`;
    return `${some} ${named.how === "contains" ? "contains" : "starts with"} “${named.text}”`;
  }
  if (!items) return object;
  if (items.kind === "filter") return thingsInEnglish(items, anything.replace(/ in$/, ""));
  return items.kind === "products" ? anyOf(items.names) : `${anything} ${anyOf(items.names)}`;
}

/** "(60 % or more) to buy anything of brand Skarv". */
const interestInEnglish = (things: Things, { likelihood }: Likely): string =>
  `(${likelihood} % or more) to buy ${thingsInEnglish(things)}`;

/** "at least 2 of the 10 most likely". */
function mostLikely({ atLeast = 1, of }: Likely): string {
  return `at least ${atLeast}${of === undefined ? "" : ` of the ${of} most likely`}`;
}

const thingsInEnglish = ({ kind, names }: Things, anything = "anything"): string =>
  kind === "filter" ? words(anything, ...names) : anyOf(names);

function when(behaviour: Behaviour): string {
  const { during, after } = behaviour;
  return words(during && describeTimeframe(during) + (after ? "," : ""), afterwards(behaviour));
}

/** "within 2 hours after they last added to cart". */
function afterwards({ after }: Behaviour): string {
  if (!after) return "";
  const { which, within } = after;
  const { past, rest } = phrase(after);
  const unit = within && (within[0] === 1 ? within[1].slice(0, -1) : within[1]);
  return words(within && `within ${within[0]} ${unit}`, "after they", which, past, rest);
}

/** So many names are read; of more, how many they are. */
const READ = 10;
function anyOf(names: readonly string[]): string {
  const more = names.length - READ;
  return list(more > 1 ? [...names.slice(0, READ), `${more} others`] : names, "or");
}

/** Sentences, which may have such lists inside: a comma keeps them apart. */
const clauses = (sentences: readonly string[], word: "and" | "or"): string =>
  sentences.length < 2
    ? sentences.join()
    : `${sentences.slice(0, -1).join(", ")}, ${word} ${sentences.at(-1)}`;

const quoted = (name: string): string => `“${name}”`;

const words = (...parts: (string | false | undefined)[]): string => parts.filter(Boolean).join(" ");
