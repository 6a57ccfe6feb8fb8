// Reads files beside the page: looks at how one is written, then gives its records piece by piece, as fast as the page
// takes them.
import { encodingOf } from "../../../core/imports/encoding";
import { grouping } from "../../../core/imports/group";
import type { FileRecord } from "../../../core/imports/read";
import { Unreadable } from "../../../core/imports/rows";
import { formatOf, readerOf } from "../../../core/imports/table";
import { habitsOf } from "../../../core/imports/values";
import type { Asked, Said } from "./messages";

const HEAD = 1_000_000;
const SHOWN = 50;
/** A chunk: so many records, or so many characters, of which the API takes 256 KiB. */
const MOST_RECORDS = 500;
const MOST_LENGTH = 120_000;

const say = (said: Said) => postMessage(said);
let next: (() => void) | undefined;

addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  if (data.do === "next") next?.();
  else (data.do === "look" ? look(data) : read(data)).catch(fail);
});

function fail(error: unknown): void {
  if (error instanceof Unreadable) say({ is: "unreadable", reason: error.reason, row: error.row });
  else say({ is: "unreadable", reason: "lost" });
}

async function look({ file, headed }: Extract<Asked, { do: "look" }>): Promise<void> {
  const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  const format = formatOf(text, headed);
  const reader = readerOf(format);
  const rows = reader.push(text);
  if (file.size <= HEAD) rows.push(...reader.end());
  const sample = rows.map(({ cells }) => cells);
  say({ is: "looked", looked: { format, sample: sample.slice(0, SHOWN), habits: habitsOf(sample.flat()) } });
}

async function read({ file, format, kind, targets, have }: Extract<Asked, { do: "read" }>): Promise<void> {
  const encoding = encodingOf(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  const reader = readerOf(format);
  const group = grouping(kind, targets);
  const there = new Set(have);
  let chunk: FileRecord[] = [];
  let [length, number, seen] = [0, 0, 0];
  const flush = async () => {
    if (chunk.length === 0) return;
    const records = chunk;
    const mine = number++;
    [chunk, length] = [[], 0];
    if (there.has(mine)) return;
    const taken = new Promise<void>((resolve) => {
      next = resolve;
    });
    say({ is: "chunk", number: mine, records, read: seen });
    await taken;
  };
  const add = async (records: FileRecord[]) => {
    for (const record of records) {
      const size = JSON.stringify(record).length;
      if (chunk.length === MOST_RECORDS || length + size > MOST_LENGTH) await flush();
      chunk.push(record);
      length += size;
    }
  };
  const pieces = file.stream().getReader();
  const decoder = new TextDecoder(encoding);
  for (;;) {
    const { value, done } = await pieces.read();
    if (done) break;
    const before = seen;
    const rows = reader.push(decoder.decode(value, { stream: true }));
    for (const [i, row] of rows.entries()) {
      seen = before + (value.length * (i + 1)) / rows.length;
      await add(group.push(row));
    }
    seen = before + value.length;
  }
  for (const row of [...reader.push(decoder.decode()), ...reader.end()]) await add(group.push(row));
  await add(group.end());
  await flush();
  say({ is: "end", chunks: number });
}
