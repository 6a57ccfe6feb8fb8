/** How many visits a second, and how fast each, beside a Worker that calls one Durable Object for one SQLite insert. */
import { setTimeout } from "node:timers/promises";
import { bundle } from "./harness/bundled";
import { atLeast, atMost, type Bench, median, row } from "./harness/result";
import type { Load, LoadInput } from "./visit/load";
import { BARE, emptyRuntime, ourRuntime, type Runtime } from "./visit/runtimes";

const CONNECTIONS = 50;
const ROUNDS = Number(process.env.ROUNDS ?? 4);
const SECONDS = Number(process.env.SECONDS ?? 5);
/** V8 and SQLite's caches settle in this time. */
const WARM_UP = 4;
const REST = 4000;

/** Through Miniflare's entry, as it comes; and past it, where nothing stands between the socket and the Worker. */
const WAYS = [
  { way: "", past: 0 },
  { way: ", bare socket", past: BARE },
] as const;

/** With milliseconds of CPU per request, what follows it (flushing) included. */
interface Pressed extends Load {
  cpu: number;
}

export const bench: Bench = async () => {
  const runtimes = [await ourRuntime(9401), await emptyRuntime(9402)];
  const load = await bundle("visit/load");
  let seed = 0;
  const press = async ({ port, cpu }: Runtime, past: number, seconds: number): Promise<Pressed> => {
    const before = cpu();
    const result = await load<Load>({
      port: port + past,
      seconds,
      connections: CONNECTIONS,
      seed: ++seed,
    } satisfies LoadInput);
    // What ours has still to flush shall not burden the other.
    await setTimeout(REST);
    return { ...result, cpu: (cpu() - before) / result.requests };
  };
  try {
    for (const runtime of runtimes) await press(runtime, 0, WARM_UP);
    const loads = WAYS.map(({ way }) => ({ way, ours: [] as Pressed[], empty: [] as Pressed[] }));
    for (let round = 0; round < ROUNDS; round++)
      for (const [i, { past }] of WAYS.entries()) {
        loads[i]!.ours.push(await press(runtimes[0]!, past, SECONDS));
        loads[i]!.empty.push(await press(runtimes[1]!, past, SECONDS));
      }
    const parts = loads.map(({ way, ours, empty }) => measured(way, ours, empty));
    return { rows: parts.flatMap(({ rows }) => rows), ratios: parts.flatMap(({ ratios }) => ratios) };
  } finally {
    for (const runtime of runtimes) await runtime.stop();
  }
};

function measured(way: string, ours: Pressed[], empty: Pressed[]) {
  const failed = [...ours, ...empty].reduce((sum, load) => sum + load.failed, 0);
  if (failed > 0) throw new Error(`${failed} requests were not answered with 200`);
  const of = (loads: Pressed[], key: keyof Pressed) => median(loads.map((load) => load[key]));
  const ratio = (key: keyof Pressed) => median(ours.map((load, round) => load[key] / empty[round]![key]));
  const rows = (
    [
      ["ours", ours],
      ["empty Worker", empty],
    ] as const
  ).flatMap(([name, loads]) => [
    row(`${name}${way}`, of(loads, "rate"), "requests/s"),
    ...(["p50", "p95", "p99"] as const).map((key) => row(`  ${key}`, of(loads, key), "ms")),
    row("  CPU per request, flushing included", of(loads, "cpu"), "ms"),
    row("  answer", of(loads, "bytes"), "bytes"),
  ]);
  return {
    rows,
    ratios: [
      atLeast(`requests/s, ours / empty Worker${way}`, ratio("rate"), 0.7),
      atLeast(`CPU per request, empty Worker / ours${way}`, 1 / ratio("cpu"), 0.7),
      atMost(`p99, ours / empty Worker${way}`, ratio("p99"), 1.5),
    ],
  };
}
