/** How many people a second are evaluated again after a new rule, beside bare reading and writing of their documents. */
import { mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import type { Rule } from "../core/rules/rule";
import { migrate } from "../scripts/local";
import type { Snapshot } from "../worker/visit/snapshot";
import { atLeast, type Bench, median, row } from "./harness/result";
import { peopleOf } from "./rules/people";
import { segmentsOf } from "./rules/segments";
import { snapshot as busyShop } from "./visit/shop";

const PEOPLE = Number(process.env.PEOPLE ?? 20_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SEGMENTS = 100;
const FILL_AT_ONCE = 100;
/** Seconds a minute that cron may evaluate for (`worker/visit/cron.ts`). */
const CRON_SECONDS = 25;
const MILLION = 1_000_000;

/** In turns: a few more people are in the segment, or a few less; and once in a rule that moves nobody. */
const FEW: Rule = { attribute: "orders", is: "atLeast", value: 8 };
const MORE: Rule = { attribute: "orders", is: "atLeast", value: 3 };
const [D1, SHARD] = ["benchd1xxx", "benchshard"];
const shard = `${SHARD}.weur.0`;

export const bench: Bench = async () => {
  const { call, stop } = await start();
  try {
    const documents = peopleOf(PEOPLE).map((profile) => JSON.stringify({ ...profile, memberships: {} }));
    for (let i = 0; i < PEOPLE; i += FILL_AT_ONCE) {
      const some = documents.slice(i, i + FILL_AT_ONCE);
      await call("fillD1", { shop: D1, documents: some });
      await call("fillShard", { shard, documents: some });
    }
    const before = { [D1]: 0, [SHARD]: 0 };
    let revision = 0;
    const evaluate = async (shop: string, rule: Rule) => {
      const snapshot = snapshotOf(shop, ++revision, rule);
      await call("publish", { shop, snapshot });
      const timed = await clocked(() =>
        shop === D1 ? call("evaluateD1", { shop }) : call("evaluateShard", { shop, shard, snapshot }),
      );
      const all = (await call("moved", { shop })) as number;
      const share = (all - before[shop]!) / PEOPLE;
      before[shop] = all;
      return { ...timed, share };
    };
    const bare = (shop: string, share: number) =>
      clocked(() =>
        shop === D1 ? call("bareD1", { shop, share }) : call("bareShard", { shop, shard, share }),
      );
    // Everybody is sorted for the first time: most are moved, and all is warm.
    for (const shop of [D1, SHARD]) await evaluate(shop, FEW);
    const measure = async (shop: string) => {
      const runs = [];
      for (let round = 0; round < ROUNDS; round++) {
        const ours = await evaluate(shop, round % 2 ? FEW : MORE);
        const still = await evaluate(shop, { all: [round % 2 ? FEW : MORE] });
        runs.push({ ours, still, theirs: await bare(shop, ours.share) });
      }
      return runs;
    };
    return measured(await measure(D1), await measure(SHARD));
  } finally {
    await stop();
  }
};

interface Timed {
  seconds: number;
  answer: unknown;
}
interface Run {
  ours: Timed & { share: number };
  still: Timed;
  theirs: Timed;
}

function measured(d1: Run[], shards: Run[]) {
  const rate = (runs: Run[], key: keyof Run) => median(runs.map((run) => PEOPLE / run[key].seconds));
  const ratio = (runs: Run[]) => median(runs.map(({ ours, theirs }) => theirs.seconds / ours.seconds));
  const rows = (key: "read" | "written") =>
    median(d1.map(({ ours }) => (ours.answer as Record<typeof key, number>)[key] / PEOPLE));
  const block = (name: string, runs: Run[]) => [
    row(name, rate(runs, "ours"), "people/s"),
    row("  of whom are moved", 100 * median(runs.map(({ ours }) => ours.share)), "%"),
    row("  when nobody is moved", rate(runs, "still"), "people/s"),
    row("  bare reading and writing", rate(runs, "theirs"), "people/s"),
  ];
  return {
    rows: [
      ...block("people of D1", d1),
      row("  rows that D1 reads for each", rows("read"), "rows"),
      row("  rows that D1 writes for each", rows("written"), "rows"),
      row("  a million, by cron alone", MILLION / rate(d1, "ours") / CRON_SECONDS, "minutes"),
      ...block("people of one shard", shards),
      row(
        "  a million in four shards, each as fast as this",
        MILLION / 4 / rate(shards, "ours") / 60,
        "minutes",
      ),
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
  const state = mkdtempSync("/dev/shm/vitrine-bench-evaluate-");
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
  await migrate((await miniflare.getD1Database("DB")) as unknown as D1Database);
  return {
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
