/** What each kind of import must know: how its rows are read, which of them are new, how they are told and taken back. */
import type { FileRecord, ImportFrame } from "../../core/imports/read";
import type { Env } from "../env";
import type { ImportRecord } from "./frame";

/** A record as it waits in its chunk. */
export interface Waiting {
  /** Its row in the file. */
  n: number;
}

export interface Chunk {
  number: number;
  rows: string;
  /** As it was told before, when the chunk is applied again after a crash. */
  undo: string | null;
}

export interface Refusal {
  row: number;
  whole: boolean;
  reasons: string[];
  cells: string[];
}

export interface Applied {
  made: number;
  changed: number;
  refused: Refusal[];
}

export interface Undone {
  removed: number;
  restored: number;
}

/** An import that is under way. */
export interface Run {
  env: Env;
  /** `startedAt` is known. */
  job: ImportRecord & { startedAt: number };
  now: number;
  /** Keeps what an undo needs before anything is changed; answers what was kept the first time. */
  keep(undo: string): Promise<string>;
}

export interface KindEntry {
  /** @throws Refused */
  read(frame: ImportFrame, record: FileRecord): { row: object; remarks: string[] };
  /** SQL: of the waiting rows `j` of shop ?1, what is counted once each, and whether it is new. */
  fresh: { key: string; isNew: string };
  /** Whatever is done twice says the same. */
  apply(run: Run, chunk: Chunk): Promise<Applied>;
  undo(run: Run, undo: string): Promise<Undone>;
}
