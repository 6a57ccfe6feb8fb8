/** Operators of lists, whose texts come folded. */
import { operator, texts } from "./operator";

export const listOperators = {
  hasAny: operator<readonly string[], readonly string[]>({
    label: "has any of",
    on: ["list"],
    input: "texts",
    parse: texts,
    missing: false,
    test: (actual, value) => value.some((item) => actual.includes(item)),
    sql: (sql, column, value) =>
      sql`EXISTS (SELECT 1 FROM json_each(${column}) WHERE value IN (SELECT value FROM json_each(${value})))`,
    describe: (value, show) => `has any of ${show(value)}`,
    examples: [
      [["Hiking", "Ski"], ["ski", "climbing"], true],
      [["hiking"], ["ski"], false],
      [[], ["ski"], false],
      [null, ["ski"], false],
    ],
  }),
  hasAll: operator<readonly string[], readonly string[]>({
    label: "has all of",
    on: ["list"],
    input: "texts",
    parse: texts,
    missing: false,
    test: (actual, value) => value.every((item) => actual.includes(item)),
    sql: (sql, column, value) =>
      sql`NOT EXISTS (SELECT 1 FROM json_each(${value}) WHERE value NOT IN (SELECT value FROM json_each(${column})))`,
    describe: (value, show) => `has all of ${show(value)}`,
    examples: [
      [["hiking", "ski", "tents"], ["ski", "hiking"], true],
      [["hiking"], ["ski", "hiking"], false],
      [null, ["ski"], false],
    ],
  }),
  hasNone: operator<readonly string[], readonly string[]>({
    label: "has none of",
    on: ["list"],
    input: "texts",
    parse: texts,
    missing: true,
    test: (actual, value) => !value.some((item) => actual.includes(item)),
    sql: (sql, column, value) =>
      sql`NOT EXISTS (SELECT 1 FROM json_each(${column}) WHERE value IN (SELECT value FROM json_each(${value})))`,
    describe: (value, show) => `has none of ${show(value)}`,
    examples: [
      [["hiking"], ["ski"], true],
      [["ski"], ["ski"], false],
      [null, ["ski"], true],
    ],
  }),
};
