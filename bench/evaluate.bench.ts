/** How many people a second are evaluated again after a new rule, beside bare reading and writing of their documents. */
import { mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import type { Rule } from "../core/rules/rule";
import { migrate } from "../scripts/local";
import type { Snapshot } from "../worker/visit/snapshot";
import { copyPeople } from "./evaluate/copies";
import { atLeast, type Bench, median, row } from "./harness/result";
import { peopleOf } from "./rules/people";
import { segmentsOf } from "./rules/segments";
import { snapshot as busyShop } from "./visit/shop";

/** People of D1: copies of some thousands, so that a million is filled in minutes. */
const PEOPLE = Number(process.env.PEOPLE ?? 1_000_000);
const IN_SHARD = Math.min(PEOPLE, 20_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SEGMENTS = 100;
const FILL_AT_ONCE = 100;

/** In turns: a few more people are in the segment, or a few less; */
const FEW: Rule = { attribute: "orders", is: "atLeast", value: 8 };
const MORE: Rule = { attribute: "orders", is: "atLeast", value: 3 };
/** and once a rule that time moves. */
const timed = (times: number): Rule => ({
  did: "viewed_product",
  times: { atLeast: times },
  during: { inTheLast: [30, "days"] },
});
const [D1, SHARD] = ["benchd1xxx", "benchshard"];
const shard = `${SHARD}.weur.0`;

export const bench: Bench = async () => {
  const { call, db, stop } = await start();
  try {
    const documents = peopleOf(IN_SHARD).map((profile) => JSON.stringify({ ...profile, memberships: {} }));
    await call("addShop", { shop: D1, number: 1 });
    await call("addShop", { shop: SHARD, number: 2 });
    for (let i = 0; i < IN_SHARD; i += FILL_AT_ONCE) {
      const some = documents.slice(i, i + FILL_AT_ONCE);
      await call("fillD1", { shop: D1, documents: some });
      // D1 has them too; ids are another shop's.
      await call("fillD1", { shop: SHARD, shard, documents: some });
      await call("fillShard", { shard, documents: some });
    }
    const before = { [D1]: 0, [SHARD]: 0 };
    let revision = 0;
    const sizes = { [D1]: IN_SHARD, [SHARD]: IN_SHARD };
    const evaluate = async (shop: string, rule: Rule) => {
      const snapshot = snapshotOf(shop, ++revision, rule);
      await call("publish", { shop, snapshot });
      const timed = await clocked(() =>
        shop === D1 ? call("evaluateD1", { shop }) : call("evaluateShard", { shop, shard, snapshot }),
      );
      const all = (await call("moved", { shop })) as number;
      const share = (all - before[shop]!) / sizes[shop]!;
      before[shop] = all;
      return { ...timed, share };
    };
    const bare = (shop: string, share: number) =>
      clocked(() =>
        shop === D1 ? call("bareD1", { shop, share }) : call("bareShard", { shop, shard, share }),
      );
    // Everybody is sorted for the first time: most are moved, and all is warm.
    for (const shop of [D1, SHARD]) await evaluate(shop, FEW);
    console.error("Copying people …");
    await copyPeople(db, 1, D1, PEOPLE);
    sizes[D1] = PEOPLE;
    const measure = async (shop: string, rounds: number) => {
      const runs = [];
      for (let round = 0; round < rounds; round++) {
        const ours = await evaluate(shop, round % 2 ? FEW : MORE);
        const still = await evaluate(shop, { all: [round % 2 ? FEW : MORE] });
        runs.push({ ours, still, theirs: await bare(shop, ours.share) });
      }
      return runs;
    };
    console.error("Measuring …");
    const shards = await measure(SHARD, ROUNDS);
    const d1 = await measure(D1, ROUNDS);
    // By time: most are moved in or out first, then few, while many get an earlier time of their next change.
    await evaluate(D1, timed(3));
    const byTime = await evaluate(D1, timed(4));
    await call("forget", { shop: D1 });
    const wholly = await evaluate(D1, { all: [timed(4)] });
    return measured(d1, shards, byTime, wholly);
  } finally {
    await stop();
  }
};

interface Timed {
  seconds: number;
  answer: unknown;
}
type Evaluated = Timed & { share: number };
interface Run {
  ours: Evaluated;
  still: Timed;
  theirs: Timed;
}

function measured(d1: Run[], shards: Run[], byTime: Evaluated, wholly: Evaluated) {
  const seconds = (runs: Run[], key: keyof Run) => median(runs.map((run) => run[key].seconds));
  const ratio = (runs: Run[]) => median(runs.map(({ ours, theirs }) => theirs.seconds / ours.seconds));
  const rowsOf = ({ answer }: Timed) => answer as Record<"read" | "written", number>;
  const rows = (name: string, key: "read" | "written", runs: Timed[]) =>
    row(name, median(runs.map((run) => rowsOf(run)[key] / PEOPLE)), `rows ${key} for each`);
  const block = (name: string, people: number, runs: Run[]) => [
    row(name, seconds(runs, "ours"), "s"),
    row("  a second", people / seconds(runs, "ours"), "people"),
    row("  of whom are moved", 100 * median(runs.map(({ ours }) => ours.share)), "%"),
    row("  when nobody is moved", seconds(runs, "still"), "s"),
    row("  bare reading and writing", seconds(runs, "theirs"), "s"),
  ];
  const ours = d1.map(({ ours }) => ours);
  const still = d1.map(({ still }) => still);
  return {
    rows: [
      ...block(`${PEOPLE.toLocaleString("en")} people of D1`, PEOPLE, d1),
      ...(["read", "written"] as const).flatMap((key) => [
        rows("  ", key, ours),
        rows("  when nobody is moved, ", key, still),
      ]),
      row("  by a rule that time moves", byTime.seconds, "s"),
      row("    of whom are moved", 100 * byTime.share, "%"),
      rows("    ", "read", [byTime]),
      rows("    ", "written", [byTime]),
      row("  all documents, as the first time", wholly.seconds, "s"),
      row("    a second", PEOPLE / wholly.seconds, "people"),
      ...block(`${IN_SHARD.toLocaleString("en")} people of one shard`, IN_SHARD, shards),
    ],
    ratios: [atLeast("D1, ours / bare", ratio(d1), 0.5), atLeast("shard, ours / bare", ratio(shards), 0.5)],
  };
}

async function clocked(work: () => Promise<unknown>): Promise<Timed> {
  const began = performance.now();
  const answer = await work();
  return { seconds: (performance.now() - began) / 1000, answer };
}

function snapshotOf(shop: string, revision: number, rule: Rule): Snapshot {
  const base = busyShop();
  return {
    ...base,
    revision,
    rulesRevision: revision,
    shop: { ...base.shop, id: shop, revision },
    segments: [...segmentsOf(SEGMENTS), { id: "probe", rule }].map((segment) => ({
      ...segment,
      visible: false,
    })),
    messages: [],
  };
}

async function start() {
  const out = resolve(import.meta.dirname, "results/.bundles/evaluate.js");
  await build({
    entryPoints: [join(import.meta.dirname, "evaluate/worker.ts")],
    outfile: out,
    bundle: true,
    format: "esm",
    external: ["cloudflare:workers"],
    logLevel: "error",
  });
  // A million documents are some gigabytes: on a disk, of which the system keeps in memory what it can.
  const folder = PEOPLE > 100_000 ? resolve(import.meta.dirname, "results") : "/dev/shm";
  const state = mkdtempSync(join(folder, "vitrine-bench-evaluate-"));
  const miniflare = new Miniflare({
    modules: [{ type: "ESModule", path: out }],
    compatibilityDate: "2026-04-01",
    cf: false,
    defaultPersistRoot: state,
    d1Databases: { DB: "bench" },
    durableObjects: {
      SHARDS: { className: "ProfileShard", useSQLite: true },
      CONFIG: { className: "Config", useSQLite: true },
    },
  });
  const db = (await miniflare.getD1Database("DB")) as unknown as D1Database;
  await migrate(db);
  return {
    db,
    async call(command: string, input: object): Promise<unknown> {
      const body = JSON.stringify(input);
      const answer = await miniflare.dispatchFetch(`http://bench/${command}`, { method: "POST", body });
      if (!answer.ok) throw new Error(`${command}: ${await answer.text()}`);
      return answer.json();
    },
    async stop() {
      await miniflare.dispose();
      rmSync(state, { recursive: true, force: true });
    },
  };
}
