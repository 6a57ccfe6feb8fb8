/** Writes docs/rules.md from the registries, so that the reference cannot fall behind the language. */
import { writeFileSync } from "node:fs";
import type { Derived } from "../core/attributes/derived";
import { standardAttributes } from "../core/attributes/standard";
import { attributeTypes } from "../core/attributes/types";
import { type ActivityKind, activities, activityEntry } from "../core/rules/activities";
import { ELAPSED_UNITS } from "../core/rules/after";
import { type AnniversaryKind, anniversaries } from "../core/rules/anniversaries";
import {
  type ExampleProduct,
  type FilterNames,
  itemFilterKeys,
  itemFilters,
} from "../core/rules/item-filters";
import { type LiveKey, liveEntry, liveSignals } from "../core/rules/live";
import { type OperatorName, operatorOf, operators } from "../core/rules/operators";
import { LIMITS } from "../core/rules/parse";
import { type TimeframeKind, timeframes } from "../core/rules/timeframes";
import { EXAMPLES } from "../tests/rules/examples";

export function rulesReference(): string {
  return `# The rule language

A rule is one tree in JSON. The panel's editor writes it, the edge evaluates it on every visit, SQL counts it over all
people, and the page finishes what only it can know. All of them answer the same; tests hold it.

\`\`\`ts
type Rule =
  | { all: Rule[] }                        // every one; an empty list is true
  | { any: Rule[] }                        // at least one; an empty list is false
  | { not: Rule }
  | { attribute: string, is: Operator, value?: Value | { attribute: string, times?: number } }
  | { rank: string, top: Size } | { rank: string, bottom: Size }   // Size: { percent: n } or { people: n }
  | { did: Activity, named?: Named, items?: Items,
      after?: { did: Activity, named?: Named, items?: Items, which?: "first" | "last", within?: [n, unit] },
      which?: "first" | "last",
      times?: { atLeast: n } | { atMost: n } | { exactly: n },
      sum?: { of: "amount" | "quantity" } & one of { atLeast, atMost, exactly, moreThan, lessThan: n } | { between: [n, n] },
      during?: Timeframe }
  | { has: Table, where?: { column: string, is: Operator, value?: Value }[],
      times?: …, sum?: { of: Column } & …, during?: Timeframe }   // rows of the shop's own tables
  | { interestedIn: Items, likelihood: percent, atLeast?: n, of?: n }   // predicted
  | { segment: string, notIn?: string[] }  // is in this segment, and in none of those
  | { live: Signal, is: Operator, value?: Value }   // in conditions of messages only

type Named = string | { contains: string } | { startsWith: string }
type Items = { ids: string[] } | { categories: string[] } | Filter   // see Items
\`\`\`

A fact that is not known answers as the column *not known* below says, so that \`not\` always means not. Texts are
compared without case and accents. Amounts are integers in the currency's minor unit (cents). Days are days of the
shop's time zone; a date without a time of day, such as a birthday, is that day in every zone.

A value may be another fact of the same person, where the operator's row says so: an attribute of the same kind,
numbers multiplied by \`times\` if that is given. If either is not known, it is answered as *not known* says.

\`has\` asks for rows of one of the shop's own tables: those of which all of \`where\` holds, each cell compared as an
attribute of its type is, and whose date (the table's column of dates) is in the timeframe, which may lie ahead. They are
counted (\`times\`; at least one when nothing is said), or a column of numbers is summed (\`sum\`, with up to three
decimals; a row without the number counts 0, and so does having no rows).

A rank holds for those with the most (\`top\`) or the least (\`bottom\`) of a number: so many of a hundred who have it,
rounded up, or so many people. All who have just as much as the last of them are in; who does not have it is not. The
line is drawn when a segment or message is published and again every hour; it moves when that moves more than one in
a hundred.

Some attributes follow from others and from the day (*computed* below); they are not stored.

Limits: ${LIMITS.depth} levels, ${LIMITS.conditions} conditions of which ${LIMITS.behaviours} behaviours, 10,000 values in a list, ${LIMITS.bytes / 1024} KB of JSON.

A JSON Schema of rules, for editors, is at \`/api/rule.schema.json\`.

## Behaviour

A \`did\` is read in this order: the entries of the activity that are narrowed by \`named\` and \`items\`; of these, those
that came \`after\` another activity; of these, the \`which\`; of these, those \`during\` the timeframe. What is left is
counted (\`times\`; at least once when nothing is said) or summed (\`sum\`).

- \`sum\` adds what the entries hold: \`amount\` is money, each entry's for all its pieces, \`quantity\` is pieces (with up to
  three decimals). What an entry lacks counts 0, and so does having no entries: "less than 100 €" holds for those who
  bought nothing.
- \`after\` keeps what came later than an occurrence of the other activity (than its first or last, with \`which\`) and, with
  \`within\`, no longer after it than so many ${ELAPSED_UNITS.join(", ")}; a day is 24 hours there. At the very same instant is not after.
- \`which\` keeps the first or last occurrence, so that the timeframe looks at that one alone: "last ordered more than 60
  days ago". Entries of one instant, such as the products of one order, are one occurrence. It has no \`times\`.
- \`named\` is the whole name, or a part of it.

## Examples

${EXAMPLES.map(({ sentence, words, rule }) => `**${sentence}**\n\n\`\`\`json\n${JSON.stringify(rule, null, 2)}\n\`\`\`\n\nReads: ${words}.`).join("\n\n")}

## Operators

${table(
  ["operator", "reads", "on", "value", "another attribute", "not known"],
  (Object.keys(operators) as OperatorName[]).map((name) => {
    const { label, on, examples, missing, input, compares } = operatorOf(name);
    const value = input === "attribute" ? undefined : examples.find(([, given]) => given !== undefined)?.[1];
    return [
      `\`${name}\``,
      label,
      on.join(", "),
      value === undefined ? "" : `\`${JSON.stringify(value)}\``,
      compares ? (value === undefined ? "always" : "yes") : "",
      missing ? "yes" : "no",
    ];
  }),
)}

## Timeframes

For \`did … during\`, and as the value of \`during\` on dates.

${table(
  ["timeframe", "reads"],
  (Object.keys(timeframes) as TimeframeKind[]).map((kind) => {
    const { example, describe } = timeframes[kind] as unknown as {
      example: never;
      describe(value: never): string;
    };
    return [`\`${JSON.stringify({ [kind]: example })}\``, describe(example)];
  }),
)}

## Anniversaries

The value of \`anniversary\` on dates: when a date returns, year after year, from the year after it on. 29 February is
celebrated on 28 February in common years. A month or a day of the year is looked at without the year.

${table(
  ["anniversary", "reads"],
  (Object.keys(anniversaries) as AnniversaryKind[]).map((kind) => {
    const { example, describe } = anniversaries[kind] as unknown as {
      example: never;
      describe(value: never): string;
    };
    return [`\`${JSON.stringify({ [kind]: example })}\``, describe(example)];
  }),
)}

## Items

Which products something was done with: \`{ "ids": […] }\`; \`{ "categories": […] }\`, by the name that the page told
with it; or a filter over the catalogue, of any of the parts below. All parts must hold; of a list, one is enough.
Texts are compared without case and accents.

${table(
  ["part", "reads", "finds products"],
  itemFilterKeys.map((key) => {
    const { label, examples, describe } = itemFilters[key] as AnyFilter;
    const value = examples.find(([, , found]) => found)![1];
    return [`\`${JSON.stringify({ [key]: value })}\``, label, describe(value, exampleNames)];
  }),
)}

\`inCategory\` takes paths as the catalogue has them, and finds all below them. Products that are not sold any more are
found too: people bought them once. A \`discount\` counts what was done while it ran. Filters are resolved when rules are
published, and again within a minute of a change of the catalogue or of a discount's dates; who enters or leaves by
that does so by the cause "rule".

\`interestedIn\`: of the \`of\` products of the items that this person most likely buys, at least \`atLeast\` (1 if not
given) have the likelihood. Without predictions it holds for nobody.

## Activities

${table(
  ["activity", "reads", "can be narrowed by", "can be summed", "notes"],
  (Object.keys(activities) as ActivityKind[]).map((kind) => {
    const { label, items, named, ids, sums = [], notes = "" } = activityEntry(kind);
    const narrowed = items ? "items" : named ? `named (${ids ? "id of the " : ""}${named})` : "";
    return [`\`${kind}\``, label, narrowed, sums.join(", "), notes];
  }),
)}

## Live signals

${table(
  ["signal", "reads", "type", "notes"],
  (Object.keys(liveSignals) as LiveKey[]).map((key) => {
    const { label, type, notes = "" } = liveEntry(key);
    return [`\`${key}\``, label, type, notes];
  }),
)}

## Standard attributes

A shop's own attributes stand beside them.

${table(
  ["attribute", "name", "group", "type", "notes"],
  standardAttributes.map(({ key, label, group, type, notes, derived }) => [
    `\`${key}\``,
    label,
    group,
    attributeTypes[type].label,
    [derived && `computed from ${sourcesOf(derived)}`, notes].filter(Boolean).join("; "),
  ]),
)}
`;
}

const sourcesOf = (derived: Derived): string =>
  "did" in derived
    ? `the history of \`${derived.did}\``
    : derived.from.map((from) => `\`${from}\``).join(", ");

interface AnyFilter {
  label: string;
  examples: readonly (readonly [ExampleProduct, unknown, boolean])[];
  describe(value: unknown, names: FilterNames): string;
}
const exampleNames: FilterNames = { product: (id) => id, amount: (minor) => `${minor / 100} €` };

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

if (process.argv[1]?.endsWith("rules-reference.ts")) writeFileSync("docs/rules.md", rulesReference());
