/**
 * When time alone may next change a rule's answer, asked of the read model: columns that find the few instants which
 * count, and what follows from them. Never later than `nextChange` of the first reader; sometimes sooner, which costs
 * one look more and nothing else.
 */

import type { DerivedSum } from "../attributes/derived";
import { attributeTypes, type FactType, isCalendar } from "../attributes/types";
import { DAY } from "../time/zone";
import { program } from "./compile";
import { narrowed } from "./did-sql";
import { knownColumn, knownTable } from "./has";
import { cellSql } from "./has-sql";
import { inputsOf } from "./inputs";
import { attributesOf, leavesOf } from "./leaves";
import { operatorOf } from "./operators";
import { drawn, isRank, NO_CUTOFFS } from "./ranks";
import type { DidRule, HasRule, Leaf, Rule, Value } from "./rule";
import { factSql, type SqlContext } from "./sql";
import { balanced, raw, type Sql, sql } from "./sql-text";
import { LAST_SEEN, VISIT_GAP } from "./this-visit";
import { type Timeframe, windowOf } from "./timeframes";
import { totalColumns } from "./totals";

/** What time looks at in a row of `p`, NULL where there is nothing. */
type Known = number | null;

export interface NextChange {
  columns: Column[];
  /** From what the columns are; Infinity where time changes nothing. */
  of(known: readonly Known[]): number;
}

interface Column {
  value: Sql;
  /** Added to what the column is: an instant before which time changes nothing because of it. */
  delay: number;
}

/** Without columns where time never changes the answer. */
export function nextChangeSql(rule: Rule, context: SqlContext): NextChange {
  const leaves = [...leavesOf(rule)];
  const parts = [
    ...leaves.flatMap((leaf) => ("did" in leaf && leaf.during ? didParts(leaf, leaf.during, context) : [])),
    ...sumsIn(leaves, context).flatMap(({ did, during }) => didParts({ did }, during, context)),
    ...leaves.flatMap((leaf) => ("has" in leaf ? rowParts(leaf, context) : [])),
    ...factParts(leaves, context),
  ];
  return {
    columns: parts.flatMap(({ columns }) => columns),
    of(known) {
      let [next, place] = [Infinity, 0];
      for (const { columns, of } of parts) {
        next = Math.min(next, of(known.slice(place, place + columns.length)));
        place += columns.length;
      }
      return next;
    },
  };
}

/** Sums over a history that conditions on attributes, or ranks, look at: each once. */
const sumsIn = (leaves: readonly Leaf[], { attributes }: SqlContext): DerivedSum[] => {
  const derived = [...new Set(leaves.flatMap(attributesOf))].map((key) => attributes.get(key)?.derived);
  return derived.filter((one) => one !== undefined && "did" in one);
};

/** Of all that an edge of the timeframe has still to pass, it passes the oldest first. */
function didParts(rule: DidRule, during: Timeframe, context: SqlContext): NextChange[] {
  const { clock } = context;
  if ("thisVisit" in during) {
    const lasts = sql`CASE WHEN ${raw(`p.${LAST_SEEN}`)} >= ${clock.now - VISIT_GAP} THEN ${raw(`p.${LAST_SEEN}`)} END`;
    const delay = VISIT_GAP;
    return [
      {
        columns: [{ value: lasts, delay }],
        of: ([seen]) => (isKnown(seen) ? seen + VISIT_GAP + 1 : Infinity),
      },
    ];
  }
  const window = windowOf(during, clock);
  if (window.moves === "never") return [];
  const [, last] = totalColumns(rule.did);
  return [window.from, window.to].flatMap((edge) => {
    if (Math.abs(edge) === FOREVER) return [];
    const entries = balanced(
      [raw("a.person = p.num"), ...narrowed(rule, "a", context), sql`a.at >= ${edge}`],
      "AND",
      "1",
    );
    // Most people did nothing so late: that is one column.
    const value = sql`CASE WHEN ${raw(`p.${last}`)} >= ${edge} THEN (SELECT min(a.at) FROM activities a WHERE ${entries}) END`;
    return [
      {
        columns: [{ value, delay: clock.now - edge - JERK }],
        of: ([at]: readonly Known[]) => (isKnown(at) ? window.nextChange(at) : Infinity),
      },
    ];
  });
}

/** Dates of rows, whether of the timeframe or of a condition on a cell: of each moving edge, the oldest to be passed. */
function rowParts(rule: HasRule, { shop, attributes, clock }: SqlContext): NextChange[] {
  const table = knownTable(rule.has, attributes.tables);
  const theirs = sql`r.person = p.num AND r.shop = ${shop} AND r.table_key = ${table.key}`;
  const dated = (rule.where ?? []).filter(({ is }) => operatorOf(is).ready);
  const framed = dated.filter(({ is }) => operatorOf(is).input === "timeframe");
  const windows = [
    ...framed.map(({ column, value }) => [column, value as Timeframe] as const),
    ...(rule.during ? [[table.date, rule.during] as const] : []),
  ].flatMap(([key, timeframe]) => {
    const column = knownColumn(table, key);
    const window = windowOf(timeframe, clock, isCalendar(column));
    if (window.moves === "never") return [];
    const cell = cellSql(column);
    return [window.from, window.to].flatMap((edge): NextChange[] =>
      Math.abs(edge) === FOREVER
        ? []
        : [
            {
              columns: [
                {
                  value: sql`(SELECT min(${cell}) FROM table_rows r WHERE ${theirs} AND ${cell} >= ${edge})`,
                  delay: -FOREVER,
                },
              ],
              of: ([at]) => (isKnown(at) ? window.nextChange(at) : Infinity),
            },
          ],
    );
  });
  if (framed.length === dated.length) return windows;
  // Anniversaries come and go at midnight.
  const some = sql`(SELECT 1 FROM table_rows r WHERE ${theirs} LIMIT 1)`;
  const tomorrow: NextChange = {
    columns: [{ value: some, delay: -FOREVER }],
    of: ([any]) => (isKnown(any) ? clock.startOf(clock.today + 1) : Infinity),
  };
  return [...windows, tomorrow];
}

/** Conditions on dates: the first reader's own, asked of a person who has nothing but these. */
function factParts(leaves: readonly Leaf[], context: SqlContext): NextChange[] {
  const { attributes, clock, cutoffs = NO_CUTOFFS } = context;
  const rules = leaves
    .map((leaf) => (isRank(leaf) ? drawn(leaf, cutoffs) : leaf))
    .filter((leaf) => leaf !== undefined && "attribute" in leaf);
  const timed = rules.flatMap((rule) => {
    const { timed } = inputsOf(rule, () => undefined, attributes);
    const keys = [...timed].filter((key) => {
      const attribute = attributes.get(key);
      return attribute && TIMED.has(attributeTypes[attribute.type].fact);
    });
    return keys.length > 0 ? [{ rule, keys }] : [];
  });
  if (timed.length === 0) return [];
  const asked = program({ attributes, clock, cutoffs });
  for (const { rule } of timed) asked.add(rule);
  const keys = [...new Set(timed.flatMap(({ keys }) => keys))];
  return [
    {
      columns: keys.map((key) => ({ value: factSql(key, context), delay: -FOREVER })),
      of(known) {
        const facts: Record<string, Value> = {};
        keys.forEach((key, i) => {
          if (isKnown(known[i])) facts[key] = known[i];
        });
        asked.load({ attributes: facts, history: {} }, clock.now);
        return asked.nextChange();
      },
    },
  ];
}

/** What follows from other facts does so at once; only numbers and dates grow with time. */
const TIMED: ReadonlySet<FactType> = new Set(["number", "date"]);

const isKnown = (known: Known | undefined): known is number => typeof known === "number";

/** Edges go along with the clock, but by whole days, and by months that have fewer days than others. */
const JERK = 4 * DAY;

/** The first and last instant of a Date: edges that do not move. */
const FOREVER = 8.64e15;
