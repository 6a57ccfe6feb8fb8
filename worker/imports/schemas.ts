/** Imports, as requests bring them and answers show them. */
import { z } from "@hono/zod-openapi";
import { IMPORT_KINDS } from "../../core/imports/fields";
import type { FileRecord } from "../../core/imports/read";
import { IMPORT_STATES } from "../db/imports-schema";
import { instantSchema } from "../profiles/schemas";

export const MAX_RECORDS = 500;
export const MAX_CHUNKS = 20_000;
const MAX_COLUMNS = 200;

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u);

const columns = z
  .array(
    z.strictObject({
      heading: z.string().max(300),
      target: z.string().max(80).openapi({
        description:
          "What the column means: a field of the kind such as email, attribute:KEY, or of rows column:KEY",
        example: "attribute:city",
      }),
    }),
  )
  .min(1)
  .max(MAX_COLUMNS)
  .openapi({ description: "The columns that are taken, in the order in which records bring their cells" });

const habits = z.strictObject({
  decimal: z.enum([".", ","]).openapi({ description: "The sign before a number's fraction" }),
  dayFirst: z.boolean().openapi({ description: "Whether 03/04/2026 is in April" }),
});

export const importInput = z
  .strictObject({
    kind: z.enum(IMPORT_KINDS),
    file: text(300).openapi({ description: "The file's name", example: "customers.csv" }),
    size: z.int().min(0).openapi({ description: "Bytes of the file" }),
    columns,
    habits: habits.default({ decimal: ".", dayFirst: true }),
    segment: z
      .string()
      .max(40)
      .optional()
      .openapi({ description: "A static segment that its people are put into; needed for members" }),
    table: z
      .string()
      .max(64)
      .optional()
      .openapi({ description: "Of rows: the key of the table that they go into" }),
    known: z
      .boolean()
      .default(false)
      .openapi({ description: "Of people: only those who are known are told; nobody is made" }),
    pool: text(100).optional().openapi({ description: "Of coupon codes: the pool that they go into" }),
  })
  .openapi("ImportInput");

export const chunkInput = z
  .strictObject({
    records: z
      .custom<FileRecord[]>(isRecords, { message: "must be records: a row's number, then its cells" })
      .openapi({
        type: "array",
        items: { type: "array", items: {} },
        maxItems: MAX_RECORDS,
        description: "Each the number of its row, then the cells of its rows, such as the lines of an order",
        example: [[2, ["ann@example.com", "Graz"]]],
      }),
  })
  .openapi("ImportChunk");

function isRecords(raw: unknown): boolean {
  return (
    Array.isArray(raw) &&
    raw.length <= MAX_RECORDS &&
    raw.every(
      (record) =>
        Array.isArray(record) &&
        Number.isSafeInteger(record[0]) &&
        record.length > 1 &&
        record
          .slice(1)
          .every(
            (cells) =>
              Array.isArray(cells) &&
              cells.length <= MAX_COLUMNS &&
              cells.every((cell) => typeof cell === "string" && !cell.includes("\0")),
          ),
    )
  );
}

const count = (description: string) => z.int().openapi({ description });

export const importSchema = z
  .object({
    id: z.string(),
    kind: z.enum(IMPORT_KINDS),
    state: z.enum(IMPORT_STATES).openapi({
      description:
        "uploading: the file arrives; ready: read, nothing imported; running; done; undoing; undone",
    }),
    file: z.string(),
    size: z.int(),
    columns,
    habits,
    segment: z.string().nullable(),
    pool: z.string().nullable(),
    table: z.string().nullable(),
    known: z.boolean(),
    chunks: z.int().nullable(),
    received: z.array(z.int()).openapi({ description: "While uploading: chunks that have arrived" }),
    records: count("What the file holds, as far as it has arrived"),
    fresh: count("Of the dry run: new to the shop, each counted once"),
    refused: count("Refused whole"),
    remarked: count("Taken, but for values that could not be read; counted for a single import only"),
    applied: count("How far it is"),
    made: count("People, products or codes that it made"),
    changed: count("Those known before of whom it said something"),
    undone: count("How far its undo is"),
    removed: count("By its undo: gone again"),
    restored: count("By its undo: as they were before, but for what was told later"),
    by: z.string(),
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    undoneAt: instantSchema.nullable(),
    undoUntil: instantSchema.nullable().openapi({ description: "Null when it cannot be undone now" }),
  })
  .openapi("Import");

export const refusalSchema = z
  .object({
    row: z.int().openapi({ description: "As a spreadsheet numbers it" }),
    whole: z.boolean().openapi({ description: "Refused whole; otherwise only values were left out" }),
    reasons: z.array(z.string()),
    cells: z.array(z.string()),
  })
  .openapi("ImportRefusal");

export const poolSchema = z
  .object({
    pool: z.string(),
    codes: z.int(),
    claimed: z.int().openapi({ description: "Given to somebody" }),
    importedAt: instantSchema.openapi({ description: "Of the newest" }),
  })
  .openapi("CodePool");
