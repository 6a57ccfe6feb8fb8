/**
 * The rule language as JSON Schema (2020-12), from the registries: what an editor of text needs to complete and check
 * a rule as it is written. It says less than the parser, which also knows the shop's attributes and segments.
 */
import type { FactType } from "../attributes/types";
import { type ActivityKind, activities, activityEntry } from "./activities";
import { ELAPSED_UNITS } from "./after";
import { ANNIVERSARY_UNITS, type AnniversaryKind, anniversaries } from "./anniversaries";
import { COMPARED_SUM, COMPARED_TIMES, MAX_SUM, MAX_TIMES, OCCURRENCES } from "./did-parse";
import { MOST_CELLS } from "./has-parse";
import { type ItemFilterKey, itemFilterKeys, itemFilters } from "./item-filters";
import { type LiveKey, liveEntry, liveSignals } from "./live";
import { type EditorInput, MAX_LIST } from "./operator";
import { type OperatorName, operatorOf, operators, operatorsFor } from "./operators";
import type { Measure } from "./rule";
import { type TimeframeKind, timeframes, UNITS } from "./timeframes";

type Schema = Record<string, unknown>;
type Name =
  | "Rule"
  | "RuleAfter"
  | "RuleCell"
  | "RuleNamed"
  | "RuleItems"
  | "RuleCategories"
  | "RuleItemFilter"
  | "RuleRankSize"
  | "RuleTimeframe"
  | "RuleDateTimeframe";
type Ref = (name: Name) => Schema;

/** The schemas of a rule and of its parts; `at` is where they will stand, before their names. */
export function ruleJsonSchemas(at: string): Record<Name, Schema> {
  const ref: Ref = (name) => ({ $ref: `${at}${name}` });
  const kinds = Object.keys(activities) as ActivityKind[];
  const all = { type: "array", items: ref("Rule") };
  return {
    Rule: {
      title: "Rule",
      description: "A condition, or a group of them. Live conditions stand in conditions of messages only.",
      anyOf: [
        form({ all: { ...all, description: "Every one of them; an empty list is true" } }),
        form({ any: { ...all, description: "At least one of them; an empty list is false" } }),
        form({ not: ref("Rule") }),
        ...(Object.keys(operators) as OperatorName[]).map((is) =>
          form({
            attribute: text("Key of an attribute of the shop"),
            ...comparison(is, operatorOf(is).on, ref),
          }),
        ),
        ...kinds.map((kind) => did(kind, ref)),
        ...has(ref),
        ...(["top", "bottom"] as const).map((end) =>
          form({
            rank: text("Key of an attribute of the shop that is a number"),
            [end]: ref("RuleRankSize"),
          }),
        ),
        form(
          {
            interestedIn: ref("RuleItemFilter"),
            likelihood: { type: "number", exclusiveMinimum: 0, maximum: 100, description: "Percent" },
            atLeast: whole(1000, 1),
            of: whole(1000, 1),
          },
          ["interestedIn", "likelihood"],
        ),
        form(
          {
            segment: text("Id of a segment: is in it"),
            notIn: { type: "array", items: name, minItems: 1, description: "And in none of these" },
          },
          ["segment"],
        ),
        ...live(ref),
      ],
    },
    RuleAfter: { anyOf: kinds.map((kind) => after(kind, ref)) },
    RuleCell: {
      anyOf: (Object.keys(operators) as OperatorName[])
        .filter((is) => operatorOf(is).input !== "attribute")
        .map((is) => form({ column: text("Key of a column of the table"), ...cellComparison(is, ref) })),
    },
    RuleNamed: { anyOf: [name, form({ contains: name }), form({ startsWith: name })] },
    RuleItems: { anyOf: [form({ categories: names }), ref("RuleItemFilter")] },
    RuleCategories: { anyOf: [form({ categories: names }), form({ ids: names })] },
    RuleItemFilter: {
      ...form(
        Object.fromEntries(
          itemFilterKeys.map((key) => [key, { ...itemValues[key], description: itemFilters[key].label }]),
        ),
        [],
      ),
      minProperties: 1,
    },
    RuleRankSize: {
      anyOf: [
        form({ percent: { type: "number", exclusiveMinimum: 0, maximum: 100 } }),
        form({ people: whole(1e9, 1) }),
      ],
    },
    RuleTimeframe: timeframe(true),
    RuleDateTimeframe: timeframe(false),
  };
}

/** As one file that stands alone. */
export const ruleSchemaDocument = (): Schema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Vitrine rule",
  $ref: "#/$defs/Rule",
  $defs: ruleJsonSchemas("#/$defs/"),
});

function comparison(is: OperatorName, on: readonly FactType[], ref: Ref): Record<string, Schema> {
  const { input, label, compares } = operatorOf(is);
  const plain = values[input](on, ref);
  const value = compares && input !== "attribute" ? plain && { anyOf: [plain, otherFact()] } : plain;
  return { is: { const: is, description: label }, ...(value && { value }) };
}

const number = { type: "number" };
const otherFact = (): Schema =>
  form(
    {
      attribute: text("Key of another attribute of the same kind"),
      times: { type: "number", exclusiveMinimum: 0, maximum: 1e6 },
    },
    ["attribute"],
  );
const oneText = { type: "string", minLength: 1, maxLength: 500 };

/** What an operator compares with, by what the editor asks for. */
const values: Record<EditorInput, (on: readonly FactType[], ref: Ref) => Schema | undefined> = {
  none: () => undefined,
  number: () => number,
  numbers: () => pair(number),
  text: (on) => (!on.includes("number") ? oneText : on.length > 1 ? { anyOf: [number, oneText] } : number),
  texts: () => ({ type: "array", items: oneText, minItems: 1, maxItems: MAX_LIST }),
  timeframe: (_, ref) => ref("RuleDateTimeframe"),
  anniversary: () => anniversary(),
  circle: () =>
    form({
      lat: { type: "number", minimum: -90, maximum: 90 },
      lon: { type: "number", minimum: -180, maximum: 180 },
      km: { type: "number", exclusiveMinimum: 0 },
    }),
  attribute: otherFact,
};

/** Of a cell, which is not compared with other facts. */
function cellComparison(is: OperatorName, ref: Ref): Record<string, Schema> {
  const { input, label, on } = operatorOf(is);
  const value = values[input](on, ref);
  return { is: { const: is, description: label }, ...(value && { value }) };
}

/** Rows of the shop's own tables, counted or summed. */
function has(ref: Ref): Schema[] {
  const fields: Record<string, Schema> = {
    has: text("Key of a table of the shop"),
    where: {
      type: "array",
      items: ref("RuleCell"),
      minItems: 1,
      maxItems: MOST_CELLS,
      description: "All of these, of one row",
    },
    during: ref("RuleDateTimeframe"),
  };
  const of = text("Key of a column of numbers");
  const sum = oneOf(COMPARED_SUM, (is) => (is === "between" ? pair(number) : number), { of });
  return [
    form({ ...fields, times: oneOf(COMPARED_TIMES, () => whole(MAX_TIMES)) }, ["has"]),
    form({ ...fields, sum }, ["has", "sum"]),
  ];
}

function anniversary(): Schema {
  return {
    anyOf: (Object.keys(anniversaries) as AnniversaryKind[]).map((kind) => {
      const { input, label, example } = anniversaries[kind];
      const value = {
        amount: tuple([whole(MAX_AMOUNT), { enum: ANNIVERSARY_UNITS }]),
        month: whole(12, 1),
        day: { type: "string", pattern: "^\\d{2}-\\d{2}$" },
      }[input];
      return form({ [kind]: { ...value, description: label, examples: [example] } });
    }),
  };
}

function did(kind: ActivityKind, ref: Ref): Schema {
  const { label, notes, sums } = activityEntry(kind);
  const fields: Record<string, Schema> = {
    did: { const: kind, description: notes ? `${label}. ${notes}` : label },
    ...narrowed(kind, ref),
    after: ref("RuleAfter"),
    during: ref("RuleTimeframe"),
  };
  const which = { enum: OCCURRENCES, description: "Looks at the first or last occurrence only" };
  const counted = { ...fields, times: oneOf(COMPARED_TIMES, () => whole(MAX_TIMES)) };
  const picked = { ...fields, which, ...(sums && { sum: { anyOf: sums.map(sum) } }) };
  return { anyOf: [form(counted, ["did"]), form(picked, ["did"])] };
}

function after(kind: ActivityKind, ref: Ref): Schema {
  const within = tuple([whole(MAX_AMOUNT, 1), { enum: ELAPSED_UNITS }]);
  return form({ did: { const: kind }, ...narrowed(kind, ref), which: { enum: OCCURRENCES }, within }, [
    "did",
  ]);
}

const name = { type: "string", minLength: 1, maxLength: 200 };
const names = { type: "array", items: name, minItems: 1, maxItems: MAX_LIST };

const amount = whole(MAX_SUM);
const flag = { type: "boolean" };
/** What each part of a filter over the catalogue compares with. */
const itemValues: Record<ItemFilterKey, Schema> = {
  ids: names,
  search: name,
  brand: names,
  supplier: names,
  inCategory: names,
  tag: names,
  price: {
    ...form({ moreThan: amount, atLeast: amount, lessThan: amount, atMost: amount }, []),
    minProperties: 1,
  },
  inStock: flag,
  onDiscount: flag,
  discount: name,
};

function narrowed(kind: ActivityKind, ref: Ref): Record<string, Schema> {
  const { named, ids, items } = activityEntry(kind);
  return {
    ...(named && { named: ids ? { ...name, description: `Id of the ${named}` } : ref("RuleNamed") }),
    ...(items && { items: ref(items === true ? "RuleItems" : "RuleCategories") }),
  };
}

function sum(of: Measure): Schema {
  const one = of === "amount" ? whole(MAX_SUM) : { type: "number", minimum: 0, maximum: MAX_TIMES };
  return oneOf(COMPARED_SUM, (is) => (is === "between" ? pair(one) : one), { of: { const: of } });
}

/** `past`: of behaviour, not of a date. */
function timeframe(past: boolean): Schema {
  const date = { type: "string", format: "date" };
  const kinds = (Object.keys(timeframes) as TimeframeKind[]).filter((kind) => past || !timeframes[kind].past);
  return {
    anyOf: kinds.map((kind) => {
      const { input, units = UNITS, label, example } = timeframes[kind];
      const unit = { enum: units };
      const value = {
        amount: tuple([whole(MAX_AMOUNT), unit]),
        amounts: tuple([whole(MAX_AMOUNT), whole(MAX_AMOUNT), unit]),
        date,
        dates: pair(date),
        none: { const: true },
      }[input];
      return form({ [kind]: { ...value, description: label, examples: [example] } });
    }),
  };
}

/** One form for each type of signal and each operator on it. */
function live(ref: Ref): Schema[] {
  const keys = Object.keys(liveSignals) as LiveKey[];
  const types = [...new Set(keys.map((key) => liveEntry(key).type))];
  return types.flatMap((type) => {
    const signals = keys.filter((key) => liveEntry(key).type === type);
    const signal = { anyOf: signals.map((key) => ({ const: key, description: liveEntry(key).label })) };
    return operatorsFor(type).map((is) => form({ live: signal, ...comparison(is, [type], ref) }));
  });
}

/** Largest number of a timeframe's units. */
const MAX_AMOUNT = 10_000;

/** An object with these fields and no others. */
function form(properties: Record<string, Schema>, required = Object.keys(properties)): Schema {
  return { type: "object", properties, required, additionalProperties: false };
}

/** An object with exactly one of these keys. */
const oneOf = <K extends string>(keys: readonly K[], value: (key: K) => Schema, also = {}): Schema => ({
  anyOf: keys.map((key) => form({ ...also, [key]: value(key) })),
});

const text = (description: string): Schema => ({ type: "string", minLength: 1, description });
function whole(maximum: number, minimum = 0): Schema {
  return { type: "integer", minimum, maximum };
}
const tuple = (prefixItems: Schema[]): Schema => ({
  type: "array",
  prefixItems,
  items: false,
  minItems: prefixItems.length,
});
const pair = (one: Schema): Schema => tuple([one, one]);
