/** Operators of texts, which come folded. */
import { oneText, operator, texts } from "./operator";

export const textOperators = {
  oneOf: operator<string, readonly string[]>({
    label: "is any of",
    on: ["text"],
    input: "texts",
    parse: texts,
    missing: false,
    test: (actual, value) => value.includes(actual),
    sql: (sql, column, value) => sql`${column} IN (SELECT value FROM json_each(${value}))`,
    describe: (value, show) => `is any of ${show(value)}`,
    examples: [
      ["de", ["DE", "AT"], true],
      ["fr", ["DE", "AT"], false],
      [null, ["DE"], false],
    ],
  }),
  noneOf: operator<string, readonly string[]>({
    label: "is none of",
    on: ["text"],
    input: "texts",
    parse: texts,
    missing: true,
    test: (actual, value) => !value.includes(actual),
    sql: (sql, column, value) => sql`${column} NOT IN (SELECT value FROM json_each(${value}))`,
    describe: (value, show) => `is none of ${show(value)}`,
    examples: [
      ["fr", ["DE", "AT"], true],
      ["at", ["DE", "AT"], false],
      [null, ["DE"], true],
    ],
  }),
  contains: operator<string, string>({
    label: "contains",
    on: ["text"],
    input: "text",
    parse: oneText,
    missing: false,
    test: (actual, value) => actual.includes(value),
    sql: (sql, column, value) => sql`instr(${column}, ${value}) > 0`,
    describe: (value, show) => `contains ${show(value)}`,
    examples: [
      ["Crème brûlée", "BRULEE", true],
      ["50%_off", "%_", true],
      ["plain", "%", false],
      [null, "a", false],
    ],
  }),
  startsWith: operator<string, string>({
    label: "starts with",
    on: ["text"],
    input: "text",
    parse: oneText,
    missing: false,
    test: (actual, value) => actual.startsWith(value),
    sql: (sql, column, value) => sql`substr(${column}, 1, length(${value})) = ${value}`,
    describe: (value, show) => `starts with ${show(value)}`,
    examples: [
      ["8001 Zürich", "80", true],
      ["1800", "80", false],
      [null, "80", false],
    ],
  }),
  endsWith: operator<string, string>({
    label: "ends with",
    on: ["text"],
    input: "text",
    parse: oneText,
    missing: false,
    test: (actual, value) => actual.endsWith(value),
    sql: (sql, column, value) =>
      sql`length(${column}) >= length(${value}) AND substr(${column}, -length(${value})) = ${value}`,
    describe: (value, show) => `ends with ${show(value)}`,
    examples: [
      ["a@example.org", "example.org", true],
      ["org", "example.org", false],
      [null, "org", false],
    ],
  }),
};
