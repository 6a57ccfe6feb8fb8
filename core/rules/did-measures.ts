/** What can be summed of an activity `a`, and how a total is compared, in SQL. */
import type { Comparison } from "./did";
import type { Measure } from "./rule";
import { type Sql, sql } from "./sql-text";

export const MEASURES: Record<Measure | "times", string> = {
  times: "a.times",
  amount: "coalesce(a.amount, 0)",
  // Cast to whole numbers as `thousandths` does.
  quantity: "CAST(coalesce(a.quantity, 0) * 1000 + 0.5 AS INTEGER)",
};

export const comparisons: Record<Comparison, (total: Sql, value: number, to: number) => Sql> = {
  atLeast: (total, value) => sql`${total} >= ${value}`,
  atMost: (total, value) => sql`${total} <= ${value}`,
  exactly: (total, value) => sql`${total} = ${value}`,
  moreThan: (total, value) => sql`${total} > ${value}`,
  lessThan: (total, value) => sql`${total} < ${value}`,
  between: (total, value, to) => sql`${total} BETWEEN ${value} AND ${to}`,
};
