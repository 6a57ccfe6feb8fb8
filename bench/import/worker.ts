/** An import as the Worker does it, from chunks to profiles; and the same rows written as anybody would. */
import type { FileRecord } from "../../core/imports/read";
import type { Env } from "../../worker/env";
import { importOf } from "../../worker/imports/imports";
import { runImports } from "../../worker/imports/run";
import { completeUpload, takeChunk } from "../../worker/imports/upload";
import type { Snapshot } from "../../worker/visit/snapshot";
import type { Rows } from "../flush/plain";
import { IMPORT, SHOP } from "./names";

export interface Ask {
  chunk?: { number: number; records: FileRecord[] };
  complete?: number;
  run?: true;
  insert?: Rows;
}

/** Twenty segments, as a shop of middle size has. */
const snapshot: Snapshot = {
  ...{
    revision: 1,
    rulesRevision: 1,
    catalogueRevision: 0,
    attributes: [],
    tables: [],
    cutoffs: [],
    statics: [],
    visibleStatics: [],
    messages: [],
  },
  itemSets: {},
  shop: {
    ...{ id: SHOP, revision: 1, currency: "EUR", timeZone: "Europe/Berlin", consent: "required", shards: 4 },
    ...{
      clickDays: 7,
      viewDays: 1,
      paused: false,
      identify: { version: 1, since: 0 },
      withdrawal: "keep",
      origins: [],
      keys: [],
    },
  },
  segments: Array.from({ length: 20 }, (_, i) => ({
    id: `s${i}`,
    visible: false,
    rule: {
      all: [
        { attribute: "city", is: "equals", value: `City ${i}` },
        { attribute: "orders", is: "unknown" },
      ],
    },
  })) as unknown as Snapshot["segments"],
};
const config = { header: async () => snapshot.shop, snapshot: async () => snapshot };

/** The fastest way that D1 offers: each table's rows as one JSON parameter. */
async function insert(db: D1Database, all: Rows): Promise<void> {
  await db.batch(
    all.flatMap(([{ name }, rows]) => {
      const columns = Object.keys(rows[0] ?? {});
      if (columns.length === 0) return [];
      const values = rows.map((row) => columns.map((column) => row[column]));
      return [
        db
          .prepare(
            `INSERT INTO ${name} (${columns.map((column) => `"${column}"`).join(", ")})
             SELECT ${columns.map((_, i) => `value ->> ${i}`).join(", ")} FROM json_each(?1)`,
          )
          .bind(JSON.stringify(values)),
      ];
    }),
  );
}

export default {
  async fetch(request, { DB }) {
    const env = { DB, CONFIG: { idFromName: () => "", get: () => config } } as unknown as Env;
    const { chunk, complete, run, insert: rows } = (await request.json()) as Ask;
    const job = rows ? undefined : await importOf(env, SHOP, IMPORT);
    if (chunk) await takeChunk(env, job!, chunk.number, chunk.records);
    if (complete !== undefined) await completeUpload(env, job!, complete);
    if (run) while (await runImports(env, SHOP, 10_000));
    if (rows) await insert(DB, rows);
    return new Response(null);
  },
} satisfies ExportedHandler<{ DB: D1Database }>;
