/** A table of a shop's own with a column of each kind of fact, random rows of it, and random conditions on them. */
import fc from "fast-check";
import type { FactType } from "../../core/attributes/types";
import { cellOperators } from "../../core/rules/has-parse";
import type { CellRule, ColumnSum, HasRule, Rule, Times, Value } from "../../core/rules/rule";
import type { Timeframe } from "../../core/rules/timeframes";
import type { Rows } from "../../core/tables/rows";
import { factOf, type Table } from "../../core/tables/table";

export const PETS: Table = {
  key: "pets",
  label: "Pets",
  id: "tag",
  date: "adopted",
  columns: [
    { key: "tag", label: "Tag", type: "shortText" },
    { key: "species", label: "Species", type: "singleSelect" },
    { key: "weight", label: "Weight", type: "number" },
    { key: "likes", label: "Likes", type: "checkboxes" },
    { key: "adopted", label: "Adopted", type: "dateTime" },
    { key: "birthday", label: "Birthday", type: "date" },
    { key: "chipped", label: "Chipped", type: "yesNo" },
  ],
};

/** Without a column of dates, and with a name that SQL would mind. */
export const ORDER: Table = {
  key: "order",
  label: "Order",
  id: "group",
  columns: [{ key: "group", label: "Group", type: "shortText" }],
};

interface World {
  timeframe: fc.Arbitrary<Timeframe>;
  values: Record<FactType, fc.Arbitrary<Value>>;
  comparison(type: FactType): fc.Arbitrary<{ is: string; value?: unknown }>;
}

const WEIGHTS = [-1.5, -0.0005, 0, 0.1, 0.2, 0.3, 1.2345, 7, 1e10];

export function rowsOf({ timeframe, values, comparison }: World) {
  const cell = fc.constantFrom(...PETS.columns).chain((column) =>
    comparison(factOf(column))
      .filter(({ is }) => cellOperators(column).includes(is as CellRule["is"]))
      .map((rest) => ({ column: column.key, ...rest }) as CellRule),
  );
  const times = fc
    .tuple(fc.constantFrom("atLeast", "atMost", "exactly"), fc.integer({ min: 0, max: 3 }))
    .map(([key, n]) => ({ [key]: n }) as unknown as Times);
  const amount = fc.constantFrom(-1.5, 0, 0.3, 0.6, 1.234, 7, 14);
  const sum: fc.Arbitrary<ColumnSum> = fc.oneof(
    fc
      .tuple(fc.constantFrom("atLeast", "atMost", "exactly", "moreThan", "lessThan"), amount)
      .map(([key, n]) => ({ of: "weight", [key]: n }) as unknown as ColumnSum),
    fc.tuple(amount, amount).map(([a, b]): ColumnSum => ({ of: "weight", between: a < b ? [a, b] : [b, a] })),
  );
  const pets: fc.Arbitrary<HasRule> = fc
    .record(
      {
        has: fc.constant(PETS.key),
        where: fc.array(cell, { minLength: 1, maxLength: 3 }),
        counted: fc.oneof(
          times.map((times) => ({ times })),
          sum.map((sum) => ({ sum })),
        ),
        during: timeframe,
      },
      { requiredKeys: ["has"] },
    )
    .map(({ counted, ...rule }) => ({ ...rule, ...counted }));
  const hasRule: fc.Arbitrary<Rule> = fc.oneof(
    { weight: 9, arbitrary: pets },
    {
      weight: 1,
      arbitrary: fc.constant<Rule>({ has: ORDER.key, where: [{ column: "group", is: "known" }] }),
    },
  );
  /** That time alone may change. */
  const hasTimeRule: fc.Arbitrary<Rule> = fc.oneof(
    pets.filter(({ during }) => during !== undefined),
    fc
      .record({
        column: fc.constantFrom("adopted", "birthday"),
        compared: comparison("date").filter(({ is }) => is === "during" || is === "anniversary"),
      })
      .map(({ column, compared }) => ({ has: PETS.key, where: [{ column, ...compared } as CellRule] })),
  );
  const cells = fc.record(
    Object.fromEntries(
      PETS.columns.map((column) => [
        column.key,
        column.key === "weight" ? fc.constantFrom(...WEIGHTS) : values[factOf(column)],
      ]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Record<string, Value>>;
  const row = fc.oneof(
    { weight: 6, arbitrary: cells.map((cells) => ({ at: 1, cells })) },
    { weight: 1, arbitrary: fc.constant({ at: 2 }) },
  );
  const rows: fc.Arbitrary<Rows | undefined> = fc.option(
    fc.record(
      {
        pets: fc.dictionary(fc.constantFrom("a", "b", "1", "it's"), row),
        order: fc.constant({ x: { at: 1, cells: { group: "x" } } }),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Rows>,
    { nil: undefined },
  );
  return { hasRule, hasTimeRule, rows };
}
