/** Saved queries in requests and answers. The query itself is read by its own parser, which says what is wrong where. */
import { z } from "@hono/zod-openapi";
import { groupNames } from "../../core/queries/groups";
import { measureNames } from "../../core/queries/measures";
import type { Query } from "../../core/queries/query";
import { COLUMN_TYPES } from "../../core/tables/table";
import { PHASES } from "../db/schema";
import { nameSchema } from "../members/fields";
import { instantSchema, personSchema, valueSchema } from "../profiles/schemas";

/** Rows that a run may read, where nothing is said, and at most. */
const USUAL_READ = 10_000_000;
const MOST_READ = 100_000_000;

export const querySchema = z
  .custom<Query>((raw) => typeof raw === "object" && raw !== null, { message: "must be a query" })
  .openapi("TableQuery", {
    type: "object",
    description: [
      "`from`: what people did, a condition `did` without its total, or rows of another table, a condition `has` without its total.",
      "`people`: a rule; everybody without.",
      `\`by\`: ${groupNames.join(", ")}, or \`{ column }\` of the other table.`,
      `\`columns\`: each a \`measure\` (${measureNames.join(", ")}), with \`of\`, a column of numbers of the other table, where it looks at one.`,
      "`where`: conditions on numbers and dates of the result, as those of `has`.",
      "`keep`: `{ most, rows }`, of each person the rows with the most of a column; 100 without.",
    ].join("\n\n"),
    example: {
      from: { did: "bought", during: { inTheLast: [12, "months"] } },
      people: { attribute: "country", is: "equals", value: "DE" },
      by: "brand",
      columns: [{ measure: "quantity" }, { measure: "amount" }, { measure: "last" }],
      where: [{ column: "amount", is: "atLeast", value: 20 }],
      keep: { most: "amount", rows: 10 },
    },
  });

const hour = z.int().min(0).max(23).openapi({ description: "On the shop's clocks" });
export const scheduleSchema = z
  .discriminatedUnion("every", [
    z.strictObject({ every: z.literal("hour") }),
    z.strictObject({ every: z.literal("day"), hour }),
    z.strictObject({
      every: z.literal("week"),
      day: z.int().min(1).max(7).openapi({ description: "1 is Monday" }),
      hour,
    }),
  ])
  .nullable()
  .openapi({ description: "When it runs by itself; null by hand" });

export const queryInput = z
  .strictObject({
    label: nameSchema.optional().openapi({ description: "Of the table; needed for a new one" }),
    notes: z.string().max(1000).optional(),
    query: querySchema,
    schedule: scheduleSchema.default({ every: "day", hour: 4 }),
    mostRead: z.int().min(100).max(MOST_READ).default(USUAL_READ).openapi({
      description:
        "Rows that a run may read in the database: one that reads more is stopped and changes nothing",
    }),
  })
  .openapi("TableQueryInput");
export type QueryInput = z.output<typeof queryInput>;

export const runSchema = z
  .object({
    id: z.string(),
    cause: z.enum(["schedule", "hand", "change"]),
    phase: z.enum(PHASES).openapi({
      description:
        "It chooses people, reads what they did, writes what is another; then it is done, or failed",
    }),
    people: z.int().openapi({ description: "Whom it asks" }),
    asked: z.int().openapi({ description: "Of them by now" }),
    rows: z.int().openapi({ description: "What it found" }),
    peopleWithRows: z.int(),
    leftOut: z.int().openapi({ description: "Rows beyond what a person may have in a table" }),
    written: z.int(),
    changed: z.int(),
    removed: z.int(),
    rowsRead: z.int().openapi({ description: "In the database" }),
    error: z.string().nullable().openapi({ description: "Why it failed; the rows before it stayed" }),
    startedAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .openapi("TableQueryRun");

export const queryPageSchema = z
  .object({
    query: querySchema,
    schedule: scheduleSchema,
    mostRead: z.int(),
    nextAt: instantSchema.nullable().openapi({ description: "When it runs next by itself" }),
    runs: z.array(runSchema).openapi({ description: "The last 20, newest first" }),
  })
  .openapi("TableQueryPage");

export const previewInput = z
  .strictObject({
    query: querySchema,
    table: z.string().max(48).optional().openapi({ description: "Key of the table that it fills" }),
  })
  .openapi("TableQueryPreviewInput");

const estimated = (description: string) =>
  z.int().openapi({ description: `${description}; estimated unless \`exact\`` });
export const previewSchema = z
  .object({
    columns: z.array(z.object({ key: z.string(), label: z.string(), type: z.enum(COLUMN_TYPES) })),
    exact: z.boolean().openapi({ description: "Everybody was looked at; else some by lot" }),
    asked: z.int().openapi({ description: "People whom it asks" }),
    looked: z.int(),
    rows: estimated("Rows"),
    people: estimated("Who would have some"),
    leftOut: estimated("Rows beyond what a person may have in a table"),
    rowsRead: z.int().openapi({ description: "What a run would read in the database, about" }),
    sample: z.array(
      z.object({
        person: personSchema.pick({ id: true, name: true, email: true }),
        values: z.record(z.string(), z.union([valueSchema, z.null()])),
      }),
    ),
  })
  .openapi("TableQueryPreview");
