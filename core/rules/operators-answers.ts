/** Operators of yes or no, and of whether anything is known. */
import { nothing, operator } from "./operator";

export const answerOperators = {
  isTrue: operator<boolean, undefined>({
    label: "is yes",
    on: ["boolean"],
    input: "none",
    parse: nothing,
    missing: false,
    test: (actual) => actual,
    sql: (sql, column) => sql`${column} <> 0`,
    describe: () => "is yes",
    examples: [
      [true, undefined, true],
      [false, undefined, false],
      [null, undefined, false],
    ],
  }),
  isFalse: operator<boolean, undefined>({
    label: "is no",
    on: ["boolean"],
    input: "none",
    parse: nothing,
    missing: true,
    test: (actual) => !actual,
    sql: (sql, column) => sql`${column} = 0`,
    describe: () => "is no",
    examples: [
      [false, undefined, true],
      [true, undefined, false],
      [null, undefined, true],
    ],
  }),
  known: operator<unknown, undefined>({
    label: "is known",
    on: ["number", "text", "date", "boolean", "list", "place"],
    input: "none",
    parse: nothing,
    missing: false,
    test: () => true,
    sql: (sql) => sql`1`,
    describe: () => "is known",
    examples: [
      [1, undefined, true],
      ["x", undefined, true],
      ["47.38,8.54", undefined, true],
      [null, undefined, false],
    ],
  }),
  unknown: operator<unknown, undefined>({
    label: "is not known",
    on: ["number", "text", "date", "boolean", "list", "place"],
    input: "none",
    parse: nothing,
    missing: true,
    test: () => false,
    sql: (sql) => sql`0`,
    describe: () => "is not known",
    examples: [
      [1, undefined, false],
      [null, undefined, true],
    ],
  }),
};
