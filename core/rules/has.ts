/**
 * Rows of the shop's own tables for the first reader: each row's cells are compared as attributes are, and those rows
 * that are left are counted or summed.
 */
import { isCalendar } from "../attributes/types";
import { type Cells, live, type TableRows } from "../tables/rows";
import { type Column, columnOf, factOf, type Table, type Tables } from "../tables/table";
import type { Clock } from "../time/zone";
import type { Returning } from "./anniversaries";
import type { Fact } from "./closures";
import { totalTest } from "./did";
import { normaliseValue } from "./normalise";
import { operatorOf } from "./operators";
import type { CellRule, DidRule, HasRule } from "./rule";
import type { Timeframe, Window } from "./timeframes";

export interface HasContext {
  clock: Clock;
  /** The table's rows of the person loaded last. */
  rows(): TableRows | undefined;
  folded(fact: Fact): Fact;
  /** Makes a timeframe ready; `since` tells the first instant from a given one on that the condition looks at. */
  windowFor(timeframe: Timeframe, calendar: boolean, since: (instant: number) => number): Window;
  /** Moves what looks at the day to another one. */
  daily(refresh: () => void): void;
  /** When time alone may change the answer, beside the windows. */
  changes(next: () => number): void;
}

export interface CompiledHas {
  answer(): boolean;
  /** How many rows, or how much they come to. */
  fact(): number;
}

type CellTest = (cells: Cells) => boolean;

export function compileHas(rule: HasRule, table: Table, context: HasContext): CompiledHas {
  const cellsOf = (): Cells[] => {
    const rows = context.rows();
    return live(rows).map((id) => rows![id]!.cells!);
  };
  /** The earliest date in a column from an instant on. */
  const since = (key: string) => (instant: number) => {
    let earliest = Infinity;
    for (const cells of cellsOf()) {
      const at = cells[key];
      if (typeof at === "number" && at >= instant && at < earliest) earliest = at;
    }
    return earliest;
  };
  const windowOf = (column: Column, timeframe: Timeframe): Window =>
    context.windowFor(timeframe, isCalendar(column), since(column.key));
  const tests = (rule.where ?? []).map((cell) => cellTest(cell, knownColumn(table, cell.column)));
  if (rule.during) {
    const column = knownColumn(table, table.date);
    const window = windowOf(column, rule.during);
    tests.push((cells) => {
      const at = cells[column.key];
      return typeof at === "number" && at >= window.from && at < window.to;
    });
  }
  const measured = rule.sum?.of;
  const total = (): number => {
    let sum = 0;
    for (const cells of cellsOf())
      if (tests.every((holds) => holds(cells)))
        sum += measured === undefined ? 1 : thousandths(cells[measured]);
    return sum;
  };
  const test = totalTest(inThousandths(rule));
  return { answer: () => test(total()), fact: () => (measured === undefined ? total() : total() / 1000) };

  function cellTest({ column: key, is, value: given }: CellRule, column: Column): CellTest {
    const { missing, test, ready, input } = operatorOf(is);
    const type = factOf(column);
    const isFolded = type === "text" || type === "list";
    const value =
      ready && input === "timeframe"
        ? windowOf(column, given as Timeframe)
        : ready
          ? ready(given, context.clock, isCalendar(column))
          : normaliseValue(type, given);
    if (ready && input !== "timeframe" && "refresh" in (value as object)) {
      const { refresh, nextChange } = value as Returning;
      context.daily(refresh);
      context.changes(() => {
        let next = Infinity;
        for (const cells of cellsOf())
          if (typeof cells[key] === "number") next = Math.min(next, nextChange(cells[key]));
        return next;
      });
    }
    return (cells) => {
      const fact = isFolded ? context.folded(cells[key]) : cells[key];
      return fact === undefined ? missing : test(fact, value);
    };
  }
}

/** Sums are kept in whole thousandths, so that every reader has the same. */
export const thousandths = (value: unknown): number => {
  if (typeof value !== "number") return 0;
  const whole = Math.trunc(Math.abs(value) * 1000 + 0.5);
  return value < 0 ? -whole : whole;
};

/** What the total is compared with, in the units in which it is summed. */
export function inThousandths({ times, sum }: HasRule): Pick<DidRule, "times" | "sum"> {
  if (!sum) return times ? { times } : {};
  const { of: _, ...compared } = sum;
  const scaled = Object.entries(compared).map(([is, given]) => [
    is,
    Array.isArray(given) ? given.map(thousandths) : thousandths(given),
  ]);
  return { sum: { of: "amount", ...Object.fromEntries(scaled) } as DidRule["sum"] };
}

export function knownTable(key: string, tables: Tables | undefined): Table {
  const table = tables?.get(key);
  if (!table) throw new Error(`unknown table ${key}`);
  return table;
}

export function knownColumn(table: Table, key: string | undefined): Column {
  const column = columnOf(table, key);
  if (!column) throw new Error(`unknown column ${key} of ${table.key}`);
  return column;
}
