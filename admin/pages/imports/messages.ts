// What the page and its reader of files say to each other. The reader runs beside the page, so that a large file never
// holds it up.
import type { ImportKind, Target } from "../../../core/imports/fields";
import type { FileRecord } from "../../../core/imports/read";
import type { Format } from "../../../core/imports/table";
import type { Habits } from "../../../core/imports/values";

export type Asked =
  | { do: "look"; file: File; headed?: boolean }
  | {
      do: "read";
      file: File;
      format: Format;
      kind: ImportKind;
      targets: (Target | undefined)[];
      have: number[];
    }
  /** The chunk was taken: the next. */
  | { do: "next" };

export interface Looked {
  format: Format;
  /** The first rows. */
  sample: string[][];
  habits: Habits;
}

export type Said =
  | { is: "looked"; looked: Looked }
  | { is: "chunk"; number: number; records: FileRecord[]; read: number }
  | { is: "end"; chunks: number }
  | { is: "unreadable"; reason: "empty" | "quote" | "json" | "feed" | "lost"; row?: number };
