/** How many profiles a second go from shards to D1, with all that they leave, beside plain upserts of the same rows. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { activity, type Profile } from "../core/profiles/profile";
import type { Flush } from "../worker/visit/flush";
import { addShop, type Database, flushOf, open } from "./count/database";
import { peopleWithAPast } from "./count/people";
import { type Rows, rowsOf } from "./flush/plain";
import type { Ask } from "./flush/worker";
import { atLeast, type Bench, row } from "./harness/result";
import { NOW } from "./rules/people";

/** As many as a flush takes at most. */
const AT_ONCE = 100;
const ROUNDS = Number(process.env.ROUNDS ?? 20);

/** Milliseconds of CPU of the Worker and its database. */
interface Spent {
  ours: number[];
  plain: number[];
}

export const bench: Bench = async () => {
  const folders = ["ours", "plain"].map((name) => mkdtempSync(`/dev/shm/vitrine-bench-flush-${name}-`));
  const script = await bundledWorker();
  const [ours, plain] = [await open(folders[0]!, script), await open(folders[1]!, script)];
  const people = peopleWithAPast((ROUNDS + 1) * AT_ONCE);
  const fresh: Spent = { ours: [], plain: [] };
  const again: Spent = { ours: [], plain: [] };
  try {
    for (const { db } of [ours, plain]) await addShop(db);
    for (let round = 0; round <= ROUNDS; round++) {
      const some = people.slice(round * AT_ONCE, (round + 1) * AT_ONCE);
      for (const [spent, flush] of [
        [fresh, () => flushOf(some)],
        [again, () => seenAgain(some)],
      ] as const) {
        const { attributes: _, ...given } = flush();
        const mine = await cpuOf(ours, { flush: given });
        const rows = await rowsOf(
          ours.db,
          some.map(({ id }) => id),
        );
        const theirs = await cpuOf(plain, { upsert: spent === again ? onlyOf(given, rows) : rows });
        // The first round warms up.
        if (round === 0) continue;
        spent.ours.push(mine);
        spent.plain.push(theirs);
      }
    }
  } finally {
    for (const { stop } of [ours, plain]) await stop();
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
  const rate = (spent: number[]) => ((AT_ONCE * spent.length) / sum(spent)) * 1000;
  return {
    rows: [
      row("new people, ours", rate(fresh.ours), "profiles/s of CPU"),
      row("  plain upserts", rate(fresh.plain), "profiles/s of CPU"),
      row("people seen again, ours", rate(again.ours), "profiles/s of CPU"),
      row("  plain upserts", rate(again.plain), "profiles/s of CPU"),
    ],
    ratios: [
      atLeast("new people, ours / plain", ratio(fresh), 0.7),
      atLeast("people seen again, ours / plain", ratio(again), 0.7),
    ],
  };
};

const ratio = ({ ours, plain }: Spent) => sum(plain) / sum(ours);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** They look at one more page. */
function seenAgain(people: Profile[]) {
  const given = flushOf(people);
  return {
    ...given,
    rows: given.rows.map(({ profile }) => {
      const seen = activity({ at: NOW, id: "again" });
      profile.version++;
      profile.attributes.page_views = ((profile.attributes.page_views as number) ?? 0) + 1;
      profile.attributes.last_seen_at = NOW;
      profile.history.viewed_page = [seen];
      return {
        profile,
        entry: { activities: [{ kind: "viewed_page" as const, activity: seen }], changes: [] },
      };
    }),
  };
}

/** What this flush brought, of the rows that its people have. */
const onlyOf = ({ rows }: Omit<Flush, "attributes">, all: Rows): Rows => {
  const seen = rows.flatMap(({ entry }) => (entry.activities ?? []).map(({ activity }) => activity.id));
  return all.map(([table, list]) => {
    if (table.name === "activities") return [table, list.filter(({ id }) => seen.includes(id as string))];
    return [table, table.name.startsWith("membership") ? [] : list];
  });
};

async function cpuOf({ miniflare, cpu }: Database, ask: Ask): Promise<number> {
  const before = cpu();
  const answer = await miniflare.dispatchFetch("http://bench/", {
    method: "POST",
    body: JSON.stringify(ask),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return cpu() - before;
}

async function bundledWorker(): Promise<string> {
  const outfile = join(import.meta.dirname, "results/.bundles/flush.js");
  await build({
    entryPoints: [join(import.meta.dirname, "flush/worker.ts")],
    ...{ outfile, bundle: true, format: "esm", logLevel: "error" },
  });
  return readFileSync(outfile, "utf8");
}
