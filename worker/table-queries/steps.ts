/** The steps of a run. Each may be killed at any point and done again: it ends in one transaction. */
import type { Command } from "../../core/profiles/commands";
import { changesOf, type RowChange } from "../../core/queries/rows";
import type { Cells } from "../../core/tables/rows";
import type { Env } from "../env";
import { tellProfiles } from "../profiles/tell";
import { prepared } from "../segments/select";
import { type Asking, ask, chooseSql } from "./ask";
import type { Run } from "./runs";

/** People who are told at once. */
const TOLD_AT_ONCE = 200;
/** D1 takes values of at most 2 MB. */
const MOST_CHARACTERS = 500_000;

export async function choose({ DB: db }: Env, run: Run, asking: Asking): Promise<void> {
  const [{ meta }] = (await db.batch([
    prepared(db, chooseSql(asking, run.tableKey, run.id)),
    next(
      db,
      run,
      `phase = 'read', people = (SELECT coalesce(sum(json_array_length(b.people)), 0) FROM table_query_batches b
         WHERE b.shop = ?1 AND b.run = ?2)`,
    ),
  ])) as [D1Result, D1Result];
  // Known when it is done; a kill in between forgets the cost of this one statement.
  await db
    .prepare("UPDATE table_query_runs SET rows_read = rows_read + ?3 WHERE shop = ?1 AND id = ?2")
    .bind(run.shop, run.id, meta.rows_read ?? 0)
    .run();
}

interface Batch {
  batch: number;
  people: string;
  others: string;
}

/** Asks the next people, and writes down what is not as they have it. */
export async function readSome({ DB: db }: Env, run: Run, asking: Asking): Promise<void> {
  const batch = await db
    .prepare(
      "SELECT batch, people, others FROM table_query_batches WHERE shop = ?1 AND run = ?2 ORDER BY batch LIMIT 1",
    )
    .bind(run.shop, run.id)
    .first<Batch>();
  if (!batch) {
    await db.batch([next(db, run, "phase = 'write'")]);
    return;
  }
  const people = JSON.parse(batch.people) as number[];
  const others = JSON.parse(batch.others) as number[];
  const [{ people: found, rowsRead }, there] = await Promise.all([
    ask(db, asking, people),
    rowsOf(db, run, [...people, ...others]),
  ]);
  const changes: [person: number, changes: RowChange[]][] = [];
  let [rows, leftOut] = [0, 0];
  for (const person of [...people, ...others]) {
    const { rows: now = [], left = 0 } = found.get(person) ?? {};
    rows += now.length;
    leftOut += left;
    const different = changesOf(now, there.rows.get(person) ?? new Map());
    if (different.length > 0) changes.push([person, different]);
  }
  await db.batch([
    next(
      db,
      run,
      "asked = asked + ?4, rows = rows + ?5, people_with_rows = people_with_rows + ?6, left_out = left_out + ?7, rows_read = rows_read + ?8",
      ...[people.length, rows, found.size, leftOut, rowsRead + there.rowsRead],
    ),
    ...slices(changes).map((slice) =>
      db
        .prepare(
          `INSERT OR REPLACE INTO table_query_changes (shop, run, person, changes)
           SELECT ?1, ?2, value ->> 0, value -> 1 FROM json_each(?3)
           WHERE EXISTS (SELECT 1 FROM table_query_runs WHERE shop = ?1 AND id = ?2 AND finished_at IS NULL)`,
        )
        .bind(run.shop, run.id, JSON.stringify(slice)),
    ),
    db
      .prepare("DELETE FROM table_query_batches WHERE shop = ?1 AND run = ?2 AND batch = ?3")
      .bind(run.shop, run.id, batch.batch),
  ]);
}

/** What these people have by now. */
async function rowsOf(db: D1Database, { shop, tableKey }: Run, people: readonly number[]) {
  const { results, meta } = await db
    .prepare(
      `SELECT r.person, r.row, r.cells FROM json_each(?3) j
       CROSS JOIN table_rows r ON r.person = j.value AND r.table_key = ?2 AND +r.shop = ?1`,
    )
    .bind(shop, tableKey, JSON.stringify(people))
    .all<{ person: number; row: string; cells: string }>();
  const rows = new Map<number, Map<string, Cells>>();
  for (const { person, row, cells } of results) {
    const theirs = rows.get(person) ?? new Map<string, Cells>();
    rows.set(person, theirs.set(row, JSON.parse(cells) as Cells));
  }
  return { rows, rowsRead: meta.rows_read ?? 0 };
}

/** Tells the owners of the next people: the same words however often, as they are of the run's beginning. */
export async function tellSome(env: Env, run: Run): Promise<void> {
  const { DB: db } = env;
  const { shop, tableKey: table, id, startedAt: at } = run;
  const { results } = await db
    .prepare(
      `SELECT c.person, c.changes, p.id FROM table_query_changes c LEFT JOIN profiles p ON p.num = c.person AND p.shop = ?1
       WHERE c.run = ?2 ORDER BY c.person LIMIT ${TOLD_AT_ONCE}`,
    )
    .bind(shop, id)
    .all<{ person: number; changes: string; id: string | null }>();
  if (results.length === 0) {
    await db.batch([next(db, run, "phase = 'done', finished_at = CAST(?4 AS INTEGER)", Date.now())]);
    return;
  }
  // Who is not there any more was erased, or became part of somebody whom the next run asks.
  const told = results.flatMap(({ id, changes }) =>
    id === null ? [] : [{ profile: id, changes: JSON.parse(changes) as RowChange[] }],
  );
  const problems = await tellProfiles(
    env,
    shop,
    told.map(({ profile, changes }) => ({
      profile,
      commands: changes.map(({ row, values }): Command => {
        return { do: "row", at, table, row, ...(values && { values }) };
      }),
    })),
    "time",
  );
  const counts = { written: 0, changed: 0, removed: 0, leftOut: 0 };
  for (const [i, { changes }] of told.entries()) {
    if (!problems[i]) continue;
    const refused = new Set(problems[i].map(({ path }) => Number(/\[(\d+)\]/.exec(path)?.[1])));
    for (const [place, { values, isNew }] of changes.entries())
      counts[refused.has(place) ? "leftOut" : !values ? "removed" : isNew ? "written" : "changed"]++;
  }
  await db.batch([
    next(
      db,
      run,
      "written = written + ?4, changed = changed + ?5, removed = removed + ?6, left_out = left_out + ?7",
      ...[counts.written, counts.changed, counts.removed, counts.leftOut],
    ),
    db
      .prepare(
        "DELETE FROM table_query_changes WHERE run = ?1 AND person IN (SELECT value FROM json_each(?2))",
      )
      .bind(id, JSON.stringify(results.map(({ person }) => person))),
  ]);
}

/** Ends a step; fails where somebody else has ended it. */
const next = (db: D1Database, { shop, id, step }: Run, set: string, ...values: number[]) =>
  db
    .prepare(
      `UPDATE table_query_runs SET step = CASE WHEN step = ?3 AND finished_at IS NULL THEN step + 1 END, tries = 0, ${set}
       WHERE shop = ?1 AND id = ?2`,
    )
    .bind(shop, id, step, ...values);

function slices<T>(things: readonly T[]): T[][] {
  const all: T[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const thing of things) {
    const more = JSON.stringify(thing).length;
    if (length + more > MOST_CHARACTERS) {
      all.push([]);
      length = 0;
    }
    all.at(-1)!.push(thing);
    length += more;
  }
  return all;
}
