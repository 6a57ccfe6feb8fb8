/** The shop's own tables in requests and answers. */
import { z } from "@hono/zod-openapi";
import { COLUMN_TYPES, LIMITS } from "../../core/tables/table";
import { whenSchema, whoSchema } from "../customers/schemas";
import { nameSchema } from "../members/fields";
import { instantSchema, personSchema, valueSchema } from "../profiles/schemas";
import { useSchema } from "../segments/use-schema";

export const keySchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,47}$/)
  .openapi({
    example: "pets",
    description: "Lower case letters, digits and underscores; fixed for ever",
  });
const options = z.array(z.string().trim().min(1).max(200)).max(500);
const notes = z.string().max(1000);

const columnInput = z.strictObject({
  key: keySchema.openapi({ example: "species" }),
  label: nameSchema.openapi({ example: "Species" }),
  type: z.enum(COLUMN_TYPES),
  options: options.default([]).openapi({ description: "What can be chosen, where the type has choices" }),
  personal: z.boolean().default(false).openapi({ description: "Whether analysts see it masked" }),
});
const columns = z.array(columnInput).min(1).max(LIMITS.columns);
const date = z
  .string()
  .max(48)
  .nullable()
  .openapi({ description: "Key of the column of dates by which timeframes count; null without" });

export const tableInput = z
  .strictObject({
    key: keySchema,
    label: nameSchema.openapi({ example: "Pets", description: "Unique among the shop's tables" }),
    notes: notes.default(""),
    columns,
    id: z
      .string()
      .max(48)
      .openapi({ description: "Key of the column whose value is a row's id, unique in the table" }),
    date: date.default(null),
  })
  .openapi("TableInput");
export type TableInput = z.output<typeof tableInput>;

export const tableChange = z
  .strictObject({
    label: nameSchema,
    notes,
    columns: columns.openapi({ description: "All of them: those that are there, and new ones" }),
    date,
  })
  .partial()
  .openapi("TableChange");
export type TableChange = z.output<typeof tableChange>;

const columnSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(COLUMN_TYPES),
  options: z.array(z.string()),
  personal: z.boolean(),
});
export const tableSchema = z
  .object({
    key: z.string(),
    label: z.string(),
    notes: z.string(),
    columns: z.array(columnSchema),
    id: z.string(),
    date: z.string().nullable(),
    byQuery: z
      .boolean()
      .openapi({ description: "Whether a saved query fills it: nobody else tells of its rows" }),
    rows: z.int(),
    people: z.int().openapi({ description: "Who have a row" }),
    newest: instantSchema.nullable().openapi({ description: "Of the rows, the latest word" }),
  })
  .openapi("Table");

export const tablePageSchema = tableSchema.extend({ usedBy: z.array(useSchema) }).openapi("TablePage");

const cell = z.union([valueSchema, z.null()]);
export const rowInput = z
  .strictObject({
    customer: whoSchema
      .optional()
      .openapi({ description: "Whose it is; they are made where nobody has these" }),
    profile: z.string().max(64).optional().openapi({ description: "Instead: the person's id in Vitrine" }),
    values: z.record(z.string().max(64), cell).openapi({
      description: "By the columns' keys; the row takes the place of what was told of it before",
    }),
    updatedAt: whenSchema
      .optional()
      .openapi({ description: "When it was so; the newest counts. Without, now" }),
  })
  .refine(
    ({ customer, profile }) => (customer === undefined) !== (profile === undefined),
    "must have either customer or profile",
  )
  .openapi("TableRowInput");
export type RowInput = z.output<typeof rowInput>;

export const rowsRemoved = z
  .strictObject({
    ids: z.array(z.string().min(1).max(LIMITS.id)).min(1).max(100),
    updatedAt: whenSchema.optional().openapi({ description: "A row of a later word stays. Without, now" }),
  })
  .openapi("TableRowsRemoved");

export const rowSchema = z
  .object({
    id: z.string(),
    values: z.record(z.string(), cell),
    updatedAt: instantSchema,
    person: personSchema.pick({ id: true, name: true, email: true }),
  })
  .openapi("TableRow");
