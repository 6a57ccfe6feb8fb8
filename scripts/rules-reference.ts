/** Writes docs/rules.md from the registries, so that the reference cannot fall behind the language. */
import { writeFileSync } from "node:fs";
import { standardAttributes } from "../core/attributes/standard";
import { attributeTypes } from "../core/attributes/types";
import { activities } from "../core/rules/activities";
import {
  type ExampleProduct,
  type FilterNames,
  itemFilterKeys,
  itemFilters,
} from "../core/rules/item-filters";
import { liveSignals } from "../core/rules/live";
import { type OperatorName, operatorOf, operators } from "../core/rules/operators";
import { LIMITS } from "../core/rules/parse";
import type { Rule } from "../core/rules/rule";
import { type TimeframeKind, timeframes } from "../core/rules/timeframes";

/** Sentences of marketers as rules; tests parse each of them. */
export const EXAMPLES: readonly (readonly [sentence: string, rule: Rule])[] = [
  [
    "Bought at least 2 times, spent over 100 €, no order in the last 60 days",
    {
      all: [
        { did: "ordered", times: { atLeast: 2 } },
        { attribute: "spent", is: "moreThan", value: 10_000 },
        { not: { did: "ordered", during: { inTheLast: [60, "days"] } } },
      ],
    },
  ],
  [
    "Bought a tent, not yet a sleeping bag",
    {
      all: [
        { did: "bought", items: { categories: ["Tents"] } },
        { not: { did: "bought", items: { categories: ["Sleeping Bags"] } } },
      ],
    },
  ],
  [
    "Bought one of these on Black Friday",
    { did: "bought", items: { ids: ["FF-1001", "FF-1002"] }, during: { on: "2026-11-27" } },
  ],
  [
    "Added to cart an hour ago or more, nothing ordered since yesterday",
    {
      all: [
        { did: "added_to_cart", during: { moreThanAgo: [1, "hours"] } },
        { did: "ordered", times: { exactly: 0 }, during: { inTheLast: [1, "days"] } },
      ],
    },
  ],
  [
    "Bought anything of brand Skarv under 100 €, and viewed a tent that is in stock",
    {
      all: [
        { did: "bought", items: { brand: ["Skarv"], price: { lessThan: 10_000 } } },
        { did: "viewed_product", items: { inCategory: ["Camping > Tents"], inStock: true } },
      ],
    },
  ],
  [
    "Lives in Germany or Austria and subscribed",
    {
      all: [
        { attribute: "country", is: "oneOf", value: ["DE", "AT"] },
        { attribute: "email_consent", is: "isTrue" },
      ],
    },
  ],
  [
    "Cart total over 80 € and 40 seconds on this page (a message's condition)",
    {
      all: [
        { live: "cart_total", is: "moreThan", value: 8_000 },
        { live: "seconds_on_page", is: "atLeast", value: 40 },
      ],
    },
  ],
];

export function rulesReference(): string {
  return `# The rule language

A rule is one tree in JSON. The panel's editor writes it, the edge evaluates it on every visit, SQL counts it over all
people, and the page finishes what only it can know. All of them answer the same; tests hold it.

\`\`\`ts
type Rule =
  | { all: Rule[] }                        // every one; an empty list is true
  | { any: Rule[] }                        // at least one; an empty list is false
  | { not: Rule }
  | { attribute: string, is: Operator, value?: Value }
  | { did: Activity, named?: string, items?: Items,
      times?: { atLeast: n } | { atMost: n } | { exactly: n }, during?: Timeframe }
  | { interestedIn: Items, likelihood: percent, atLeast?: n, of?: n }   // predicted
  | { segment: string }                    // is in this segment
  | { live: Signal, is: Operator, value?: Value }   // in conditions of messages only
\`\`\`

A fact that is not known answers as the column *not known* below says, so that \`not\` always means not. Texts are
compared without case and accents. Amounts are integers in the currency's minor unit (cents). Days are days of the
shop's time zone.

Limits: ${LIMITS.depth} levels, ${LIMITS.conditions} conditions of which ${LIMITS.behaviours} behaviours, 10,000 values in a list, ${LIMITS.bytes / 1024} KB of JSON.

## Examples

${EXAMPLES.map(([sentence, rule]) => `**${sentence}**\n\n\`\`\`json\n${JSON.stringify(rule, null, 2)}\n\`\`\``).join("\n\n")}

## Operators

${table(
  ["operator", "reads", "on", "value", "not known"],
  (Object.keys(operators) as OperatorName[]).map((name) => {
    const { label, on, examples, missing } = operatorOf(name);
    const value = examples.find(([, given]) => given !== undefined)?.[1];
    return [
      `\`${name}\``,
      label,
      on.join(", "),
      value === undefined ? "" : `\`${JSON.stringify(value)}\``,
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
  ["activity", "reads", "can be narrowed by"],
  Object.entries(activities).map(([kind, entry]) => [
    `\`${kind}\``,
    entry.label,
    "items" in entry
      ? entry.items === true
        ? "items"
        : "items (ids, categories)"
      : "named" in entry
        ? `named (${entry.named})`
        : "",
  ]),
)}

## Live signals

${table(
  ["signal", "reads", "type"],
  Object.entries(liveSignals).map(([key, { label, type }]) => [`\`${key}\``, label, type]),
)}

## Standard attributes

A shop's own attributes stand beside them.

${table(
  ["attribute", "name", "group", "type"],
  standardAttributes.map(({ key, label, group, type }) => [
    `\`${key}\``,
    label,
    group,
    attributeTypes[type].label,
  ]),
)}
`;
}

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
