/**
 * The operators: one entry each, all else follows from it (parsing, evaluation, SQL, the page, the editor, tests).
 * The entries are in `operators-*.ts`, of which the browser's build keeps `test` and `missing` alone. Menus show them in
 * this order.
 */
import type { FactType } from "../attributes/types";
import type { Operator } from "./operator";
import { answerOperators } from "./operators-answers";
import { dateOperators } from "./operators-dates";
import { listOperators } from "./operators-lists";
import { numberOperators } from "./operators-numbers";
import { placeOperators } from "./operators-places";
import { textOperators } from "./operators-texts";

export const operators = {
  ...numberOperators,
  ...textOperators,
  ...listOperators,
  ...dateOperators,
  ...placeOperators,
  ...answerOperators,
};

export type OperatorName = keyof typeof operators;
/** An operator whose types are no longer known, as the readers use it. */
export type AnyOperator = Operator<unknown, unknown, unknown>;

export const isOperator = (name: unknown): name is OperatorName =>
  typeof name === "string" && Object.hasOwn(operators, name);

/** Throws for an unknown operator: a rule that was parsed has none, and silence would turn `not` into yes. */
export function operatorOf(name: OperatorName): AnyOperator {
  if (!isOperator(name)) throw new Error(`unknown operator ${String(name)}`);
  return operators[name] as unknown as AnyOperator;
}

export const operatorsFor = (type: FactType): OperatorName[] =>
  (Object.keys(operators) as OperatorName[]).filter((name) => operatorOf(name).on.includes(type));
