/** Writes docs/rules.md from the registries, so that the reference cannot fall behind the language. */
import { writeFileSync } from "node:fs";
import { standardAttributes } from "../core/attributes/standard";
import { attributeTypes } from "../core/attributes/types";
import { activities } from "../core/rules/activities";
import { type AnniversaryKind, anniversaries } from "../core/rules/anniversaries";
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
    "No order for more than twice the usual time between orders",
    {
      attribute: "days_since_last_order",
      is: "moreThan",
      value: { attribute: "average_days_between_orders", times: 2 },
    },
  ],
  [
    "Among the best 20 % by what they spent, birthday within the next week, within 25 km of the shop",
    {
      all: [
        { rank: "spent", top: { percent: 20 } },
        { attribute: "birthday", is: "anniversary", value: { inTheNext: [7, "days"] } },
        { attribute: "place", is: "within", value: { lat: 47.38, lon: 8.54, km: 25 } },
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
  | { attribute: string, is: Operator, value?: Value | { attribute: string, times?: number } }
  | { rank: string, top: Size } | { rank: string, bottom: Size }   // Size: { percent: n } or { people: n }
  | { did: Activity, named?: string, items?: { ids: string[] } | { categories: string[] },
      times?: { atLeast: n } | { atMost: n } | { exactly: n }, during?: Timeframe }
  | { interestedIn: { ids: string[] } | { categories: string[] }, atLeast: number }   // predicted, 0 to 1
  | { segment: string, notIn?: string[] }  // is in this segment, and in none of those
  | { live: Signal, is: Operator, value?: Value }   // in conditions of messages only
\`\`\`

A fact that is not known answers as the column *not known* below says, so that \`not\` always means not. Texts are
compared without case and accents. Amounts are integers in the currency's minor unit (cents). Days are days of the
shop's time zone.

A value may be another fact of the same person, where the operator's row says so: an attribute of the same kind,
numbers multiplied by \`times\` if that is given. If either is not known, it is answered as *not known* says.

A rank holds for those with the most (\`top\`) or the least (\`bottom\`) of a number: so many of a hundred who have it,
rounded up, or so many people. All who have just as much as the last of them are in; who does not have it is not. The
line is drawn when a segment or message is published and again every hour; it moves when that moves more than one in
a hundred.

Some attributes follow from others and from the day (*computed* below); they are not stored.

Limits: ${LIMITS.depth} levels, ${LIMITS.conditions} conditions of which ${LIMITS.behaviours} behaviours, 10,000 values in a list, ${LIMITS.bytes / 1024} KB of JSON.

## Examples

${EXAMPLES.map(([sentence, rule]) => `**${sentence}**\n\n\`\`\`json\n${JSON.stringify(rule, null, 2)}\n\`\`\``).join("\n\n")}

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

## Activities

${table(
  ["activity", "reads", "can be narrowed by"],
  Object.entries(activities).map(([kind, entry]) => [
    `\`${kind}\``,
    entry.label,
    "items" in entry ? "items" : "named" in entry ? `named (${entry.named})` : "",
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
  ["attribute", "name", "group", "type", "notes"],
  standardAttributes.map(({ key, label, group, type, notes, derived }) => [
    `\`${key}\``,
    label,
    group,
    attributeTypes[type].label,
    [derived && `computed from ${derived.from.map((from) => `\`${from}\``).join(", ")}`, notes]
      .filter(Boolean)
      .join("; "),
  ]),
)}
`;
}

function table(heads: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

if (process.argv[1]?.endsWith("rules-reference.ts")) writeFileSync("docs/rules.md", rulesReference());
