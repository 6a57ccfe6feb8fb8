/** Attributes in requests and answers. */
import { z } from "@hono/zod-openapi";
import { ATTRIBUTE_GROUPS, OWN_GROUPS } from "../../core/attributes/attribute";
import { type Computed, fieldNames, measureNames } from "../../core/attributes/computed";
import { MAX_PARTS } from "../../core/attributes/computed-parse";
import { OFFERED } from "../../core/attributes/tables";
import { type AttributeType, attributeTypes } from "../../core/attributes/types";
import { nameSchema } from "../members/fields";
import { instantSchema, personSchema, valueSchema } from "../profiles/schemas";

const type = z.enum(Object.keys(attributeTypes) as [AttributeType, ...AttributeType[]]);
const unit = z.enum(["amount", "seconds", "percent", "count"]).nullable();
const keySchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,47}$/)
  .openapi({
    example: "shoe_size",
    description: "Lower case letters, digits and underscores; fixed for ever",
  });

const options = z.array(z.string().trim().min(1).max(200)).max(500);
const own = {
  label: nameSchema.openapi({ example: "Shoe size", description: "Unique among all attributes" }),
  group: z.enum(OWN_GROUPS as [(typeof OWN_GROUPS)[number], ...typeof OWN_GROUPS]),
  notes: z.string().max(1000),
  options,
  browser: z.boolean().openapi({ description: "Whether pages may set it" }),
  personal: z.boolean().openapi({ description: "Whether analysts see it masked" }),
};

/** Read by the language's own parser (`core/attributes/computed-parse.ts`). */
export const computedSchema = z
  .custom<Computed>((raw) => typeof raw === "object" && raw !== null, {
    message: "must be an object with measure or score",
  })
  .openapi("Computed", {
    type: "object",
    description:
      "How a value is worked out. Either a measure of a behaviour (a condition `did` without its counts), with `value` for what of each entry it looks at; or a score: rules, and the points of each that holds.",
    oneOf: [
      {
        type: "object",
        required: ["measure", "of"],
        properties: {
          measure: { type: "string", enum: measureNames },
          of: { $ref: "#/components/schemas/Rule" },
          value: { type: "string", enum: fieldNames },
        },
      },
      {
        type: "object",
        required: ["score"],
        properties: {
          score: {
            type: "array",
            maxItems: MAX_PARTS,
            items: {
              type: "object",
              required: ["when", "points"],
              properties: { when: { $ref: "#/components/schemas/Rule" }, points: { type: "integer" } },
            },
          },
        },
      },
    ],
    example: {
      measure: "count",
      of: {
        did: "viewed_product",
        items: { categories: ["shoes"] },
        during: { inTheLast: [30, "days"] },
      },
    },
  });

export const attributeSchema = z
  .object({
    key: z.string(),
    ...own,
    group: z.enum(ATTRIBUTE_GROUPS),
    type,
    unit,
    calendar: z.boolean().openapi({ description: "A date without a time of day, as midnight UTC" }),
    standard: z.boolean(),
    derived: z.boolean().openapi({ description: "Follows from other facts and the day; not stored" }),
    computed: computedSchema
      .nullable()
      .openapi({ description: "How it is worked out; null for what is told" }),
  })
  .openapi("Attribute");

const useSchema = z.object({
  kind: z.enum(["segment", "attribute", "message"]),
  id: z.string(),
  name: z.string(),
});

export const attributePageSchema = attributeSchema
  .extend({
    usedBy: z.array(useSchema),
    conversion: z
      .object({ done: z.int(), total: z.int(), startedAt: instantSchema })
      .nullable()
      .openapi({ description: "After a change of type: how many values counts have read anew" }),
  })
  .openapi("AttributePage");

export const attributeInput = z
  .strictObject({
    key: keySchema,
    type: type.optional().openapi({ description: "Of an attribute that is told; without, `computed`" }),
    ...own,
    computed: computedSchema.optional(),
    group: own.group.default("Other"),
    notes: own.notes.default(""),
    options: options.default([]),
    browser: own.browser.default(false),
    personal: own.personal.default(false),
  })
  .openapi("AttributeInput");

export const attributeChange = z
  .strictObject({ ...own, type, computed: computedSchema })
  .partial()
  .openapi("AttributeChange");

export const fitInput = z.strictObject({ type, options: options.default([]) }).openapi("FitInput");

const count = z
  .int()
  .openapi({ description: "People; `low` to `high` holds the true number 19 times of 20" });
const outcome = z.object({
  people: count,
  low: z.int(),
  high: z.int(),
  examples: z
    .array(z.object({ value: valueSchema, becomes: valueSchema.nullable() }))
    .openapi({ description: "Different values, the most frequent first, at most 20" }),
});

export const fitSchema = z
  .object({
    people: z.int().openapi({ description: "Who have a value" }),
    looked: z.int().openapi({ description: "Of whom so many were looked at" }),
    exact: z.boolean(),
    fits: outcome.openapi({ description: "Values that stay as they are" }),
    converted: outcome.openapi({ description: "Values that will be read as something else" }),
    misfits: outcome.openapi({ description: "Values that will read as missing; they are kept" }),
    usedBy: z
      .array(useSchema.extend({ fits: z.boolean() }))
      .openapi({ description: "Where one does not fit, the change is refused" }),
  })
  .openapi("Fit");

const known = z.object({ people: count, low: z.int(), high: z.int() });
const looked = {
  people: z.int().openapi({ description: "People of the shop" }),
  looked: z.int().openapi({ description: "People looked at" }),
  exact: z.boolean().openapi({ description: "Everybody was looked at; else a random sample" }),
};

export const explorerSchema = z
  .object({
    ...looked,
    attributes: z.array(
      z.object({
        key: z.string(),
        known: known.openapi({ description: "Whom it is known of" }),
        masked: z.boolean().openapi({ description: "Personal, and not for this role: without examples" }),
        examples: z.array(valueSchema),
      }),
    ),
  })
  .openapi("Explorer");

const edge = z.union([z.number(), z.iso.date()]).nullable();
export const distributionSchema = z
  .object({
    key: z.string(),
    people: looked.people,
    known,
    looked: z.int().openapi({ description: "Values looked at" }),
    exact: z.boolean().openapi({ description: "These are all values; else a random sample of them" }),
    masked: z.boolean(),
    values: z
      .array(z.object({ value: valueSchema, count: z.int() }))
      .nullable()
      .openapi({ description: "The most frequent texts, choices, yes and no, of those looked at" }),
    distinct: z.int().nullable().openapi({ description: "Different values among those looked at" }),
    bins: z
      .array(z.object({ from: edge, to: edge, count: z.int() }))
      .nullable()
      .openapi({ description: "Numbers and dates: from ≤ value < to; null is without that end" }),
    numbers: z
      .object({ least: z.number(), median: z.number(), mean: z.number(), most: z.number() })
      .nullable(),
  })
  .openapi("Distribution");

export const previewInput = z.strictObject({ computed: computedSchema }).openapi("ComputedPreviewInput");

export const previewSchema = z
  .object({
    ...looked,
    type,
    unit,
    known: known.openapi({ description: "Of whom it would be known" }),
    values: distributionSchema.shape.values,
    distinct: distributionSchema.shape.distinct,
    bins: distributionSchema.shape.bins,
    numbers: distributionSchema.shape.numbers,
    examples: z.array(z.object({ person: personSchema, value: valueSchema })),
  })
  .openapi("ComputedPreview");

export const tablesSchema = z
  .object({
    ...looked,
    tables: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        notes: z.string(),
        columns: z.array(z.object({ name: z.string(), notes: z.string() })),
        offered: z.enum(OFFERED).nullable().openapi({ description: "As what rules can ask for it" }),
        rows: z.object({ count: z.int(), low: z.int(), high: z.int() }),
        newest: instantSchema.nullable(),
      }),
    ),
  })
  .openapi("DataTables");
