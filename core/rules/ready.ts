/** What an operator is held against, made ready for SQL. */
import type { Attribute } from "../attributes/attribute";
import { attributeTypes, isCalendar } from "../attributes/types";
import type { Clock } from "../time/zone";
import { normaliseValue } from "./normalise";
import type { AnyOperator } from "./operators";

/** The value as of now, as `test` and `sql` take it. */
export function readyValue(
  operator: AnyOperator,
  given: unknown,
  attribute: Pick<Attribute, "type">,
  clock: Clock,
) {
  const value = normaliseValue(attributeTypes[attribute.type].fact, given);
  return operator.ready ? operator.ready(value, clock, isCalendar(attribute)) : value;
}
