/**
 * Records of a file become what is told: one function for each kind. What cannot be read is said with its column; a
 * row that lacks what it must have is refused whole, else only the value is left out.
 */
import type { Attributes } from "../attributes/attribute";
import type { Clock } from "../time/zone";
import type { ImportKind, Target } from "./fields";
import type { Habits } from "./values";

/** One thing of the file: its row's number, and its cells; several rows of them for an order's lines. */
export type FileRecord = readonly [number: number, ...rows: string[][]];

export interface Column {
  heading: string;
  target: Target;
}

/** What holds for all rows of an import. */
export interface ImportFrame {
  kind: ImportKind;
  file: string;
  columns: readonly Column[];
  habits: Habits;
  attributes: Attributes;
  /** Of the shop's own, for rows: the one that they go into. */
  table?: string;
  currency: string;
  clock: Clock;
}

/** The row cannot be taken. */
export class Refused extends Error {}

/** One row's cells by what they mean, and a place for what is wrong with them. */
export class Cells {
  readonly remarks: string[] = [];
  readonly #frame: ImportFrame;
  readonly #rows: readonly string[][];

  constructor(frame: ImportFrame, [, ...rows]: FileRecord) {
    this.#frame = frame;
    this.#rows = rows;
  }

  /** The first that is filled. */
  get(target: Target): string {
    for (const cells of this.#rows) {
      const cell = this.#in(cells, target);
      if (cell) return cell;
    }
    return "";
  }

  /** Of each of the record's rows. */
  each(): { get(target: Target): string; all(target: Target): string[] }[] {
    return this.#rows.map((cells) => ({
      get: (target) => this.#in(cells, target),
      all: (target) =>
        this.#frame.columns.flatMap((column, i) => (column.target === target && cells[i] ? [cells[i]] : [])),
    }));
  }

  heading(target: Target): string {
    return this.#frame.columns.find((column) => column.target === target)?.heading ?? target;
  }

  /** A filled cell read; what cannot be read is remarked. */
  read<T>(target: Target, reader: (cell: string) => T | undefined, reason: string): T | undefined {
    const cell = this.get(target);
    const value = cell ? reader(cell) : undefined;
    if (cell && value === undefined) this.remark(target, cell, reason);
    return value;
  }

  remark(target: Target, cell: string, reason: string): void {
    this.remarks.push(`${this.heading(target)}: “${short(cell)}” ${reason}`);
  }

  #in(cells: readonly string[], target: Target): string {
    const i = this.#frame.columns.findIndex((column) => column.target === target);
    return (i >= 0 && cells[i]) || "";
  }
}

const short = (cell: string): string => (cell.length > 60 ? `${cell.slice(0, 60)}…` : cell);
