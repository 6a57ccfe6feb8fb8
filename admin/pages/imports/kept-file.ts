// The chosen file, kept in this browser until all of it has arrived, so that an upload goes on after a reload.
import { del, get, set } from "idb-keyval";
import type { ImportKind, Target } from "../../../core/imports/fields";
import type { Format } from "../../../core/imports/table";

export interface KeptFile {
  file: File;
  format: Format;
  kind: ImportKind;
  /** What each column of the file means. */
  targets: (Target | undefined)[];
}

const nameOf = (id: string) => `vitrine.import/${id}`;

/** Browsers may refuse, such as in private windows: the upload goes on, but not after a reload. */
export async function keepFile(id: string, kept: KeptFile): Promise<void> {
  here.set(id, kept);
  await set(nameOf(id), kept).catch(() => {});
}

export async function keptFile(id: string): Promise<KeptFile | undefined> {
  return here.get(id) ?? (await get<KeptFile>(nameOf(id)).catch(() => undefined));
}

export async function forgetFile(id: string): Promise<void> {
  here.delete(id);
  await del(nameOf(id)).catch(() => {});
}

const here = new Map<string, KeptFile>();
