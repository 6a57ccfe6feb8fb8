/** How many rows a second of a file become profiles, beside a bare bulk insert of the same rows. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { grouping } from "../core/imports/group";
import type { FileRecord } from "../core/imports/read";
import { formatOf, readerOf } from "../core/imports/table";
import { addShop, type Database, open } from "./count/database";
import { rowsOf } from "./flush/plain";
import { atLeast, type Bench, row } from "./harness/result";
import { IMPORT, SHOP } from "./import/names";
import type { Ask } from "./import/worker";

const PEOPLE = Number(process.env.PEOPLE ?? 100_000);
const AT_ONCE = 500;

export const bench: Bench = async () => {
  const folders = ["ours", "plain"].map((name) => mkdtempSync(`/dev/shm/vitrine-bench-import-${name}-`));
  const script = await bundledWorker();
  const [ours, plain] = [await open(folders[0]!, script), await open(folders[1]!, script)];
  try {
    for (const { db } of [ours, plain]) await addShop(db);
    await addImport(ours.db);
    const text = fileOf(PEOPLE);
    const parsing = performance.now();
    const chunks = chunksOf(text);
    const parsed = performance.now() - parsing;
    const read = await spent(ours, [
      ...chunks.map((records, number): Ask => ({ chunk: { number, records } })),
      { complete: chunks.length },
    ]);
    await ours.db.prepare("UPDATE imports SET state = 'running', started_at = 1").run();
    const told = await spent(ours, [{ run: true }]);
    const { results } = await ours.db.prepare("SELECT id FROM profiles ORDER BY num").all<{ id: string }>();
    if (results.length !== PEOPLE) throw new Error(`${results.length} people instead of ${PEOPLE}`);
    let bare = { cpu: 0, clock: 0 };
    for (let i = 0; i < PEOPLE; i += AT_ONCE) {
      const ids = results.slice(i, i + AT_ONCE).map(({ id }) => id);
      bare = sum(bare, await spent(plain, [{ insert: await rowsOf(ours.db, ids) }]));
    }
    const all = sum(read, told);
    const rate = (milliseconds: number) => (PEOPLE / milliseconds) * 1000;
    return {
      rows: [
        row("rows of the file", PEOPLE, "rows"),
        row("the browser parses", rate(parsed), "rows/s"),
        row("the Worker reads and counts (dry run)", rate(read.cpu), "rows/s of CPU"),
        row("the Worker applies", rate(told.cpu), "rows/s of CPU"),
        row("a bare bulk insert", rate(bare.cpu), "rows/s of CPU"),
        row("read and applied, on the clock", all.clock / 1000, "s"),
        row("a bare bulk insert, on the clock", bare.clock / 1000, "s"),
      ],
      ratios: [
        atLeast("applied / bare insert", bare.cpu / told.cpu, 0.5),
        atLeast("read and applied / bare insert", bare.cpu / all.cpu, 0.5),
      ],
    };
  } finally {
    for (const { stop } of [ours, plain]) await stop();
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
};

type Spent = { cpu: number; clock: number };
const sum = (a: Spent, b: Spent): Spent => ({ cpu: a.cpu + b.cpu, clock: a.clock + b.clock });

async function spent({ miniflare, cpu }: Database, asks: readonly Ask[]): Promise<Spent> {
  const [cpuBefore, clockBefore] = [cpu(), performance.now()];
  for (const ask of asks) {
    const answer = await miniflare.dispatchFetch("http://bench/", {
      method: "POST",
      body: JSON.stringify(ask),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
  return { cpu: cpu() - cpuBefore, clock: performance.now() - clockBefore };
}

const COLUMNS = [
  ...["email", "customerId", "attribute:first_name", "attribute:last_name", "attribute:birthday"],
  ...["attribute:city", "attribute:postal_code", "attribute:country", "attribute:tags"],
];

const fileOf = (people: number): string =>
  [
    COLUMNS.join(","),
    ...Array.from(
      { length: people },
      (_, i) =>
        `person.${i}@example.com,${100_000 + i},First${i % 900},Last${i % 4000},19${50 + (i % 50)}-0${1 + (i % 9)}-1${i % 9},City ${i % 300},${10_000 + (i % 80_000)},DE,"a${i % 7}, b${i % 11}"`,
    ),
  ].join("\n");

function chunksOf(text: string): FileRecord[][] {
  const reader = readerOf(formatOf(text.slice(0, 100_000)));
  const group = grouping("people", COLUMNS);
  const records = [...reader.push(text), ...reader.end()].flatMap(group.push).concat(group.end());
  return Array.from({ length: Math.ceil(records.length / AT_ONCE) }, (_, i) =>
    records.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  );
}

const addImport = (db: D1Database) =>
  db
    .prepare(
      `INSERT INTO imports (shop, id, kind, state, file, size, columns, habits, by, created_at)
       VALUES (?1, ?2, 'people', 'uploading', 'people.csv', 1, ?3, '{"decimal":".","dayFirst":true}', 'Bench', 0)`,
    )
    .bind(SHOP, IMPORT, JSON.stringify(COLUMNS.map((target) => ({ heading: target, target }))))
    .run();

async function bundledWorker(): Promise<string> {
  const outfile = join(import.meta.dirname, "results/.bundles/import.js");
  await build({
    entryPoints: [join(import.meta.dirname, "import/worker.ts")],
    ...{ outfile, bundle: true, format: "esm", logLevel: "error", external: ["cloudflare:workers"] },
  });
  return readFileSync(outfile, "utf8");
}
