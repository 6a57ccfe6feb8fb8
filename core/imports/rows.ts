/** Rows of a file, as every format gives them. */

export interface Row {
  /** As a spreadsheet numbers it: the headings are row 1. */
  number: number;
  cells: string[];
}

export interface TableReader {
  /** Rows that are complete by now. */
  push(text: string): Row[];
  end(): Row[];
}

/** The file cannot be read: `reason` is a key of the panel's words. */
export class Unreadable extends Error {
  constructor(
    readonly reason: "empty" | "quote" | "json" | "feed",
    readonly row?: number,
  ) {
    super(reason);
  }
}
