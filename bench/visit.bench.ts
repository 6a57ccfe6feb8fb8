/** How many visits a second, and how fast each, beside a Worker that calls one Durable Object for one SQLite insert. */
import { setTimeout } from "node:timers/promises";
import { bundle } from "./harness/bundled";
import { atLeast, atMost, type Bench, median, row } from "./harness/result";
import type { Load, LoadInput } from "./visit/load";
import { emptyRuntime, ourRuntime, type Runtime } from "./visit/runtimes";

const CONNECTIONS = 50;
const ROUNDS = Number(process.env.ROUNDS ?? 6);
const SECONDS = Number(process.env.SECONDS ?? 5);
/** V8 and SQLite's caches settle in this time. */
const WARM_UP = 4;
const REST = 4000;

/** With milliseconds of CPU per request, what follows it (flushing) included. */
interface Pressed extends Load {
  cpu: number;
}

export const bench: Bench = async () => {
  const runtimes = [await ourRuntime(9401), await emptyRuntime(9402)];
  const load = await bundle("visit/load");
  let seed = 0;
  const press = async ({ port, cpu }: Runtime, seconds: number): Promise<Pressed> => {
    const before = cpu();
    const result = await load<Load>({
      port,
      seconds,
      connections: CONNECTIONS,
      seed: ++seed,
    } satisfies LoadInput);
    // What ours has still to flush shall not burden the other.
    await setTimeout(REST);
    return { ...result, cpu: (cpu() - before) / result.requests };
  };
  try {
    for (const runtime of runtimes) await press(runtime, WARM_UP);
    const loads: Pressed[][] = runtimes.map(() => []);
    for (let round = 0; round < ROUNDS; round++)
      for (const [i, runtime] of runtimes.entries()) loads[i]!.push(await press(runtime, SECONDS));
    return measured(loads[0]!, loads[1]!);
  } finally {
    for (const runtime of runtimes) await runtime.stop();
  }
};

function measured(ours: Pressed[], empty: Pressed[]) {
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
    row(name, of(loads, "rate"), "requests/s"),
    ...(["p50", "p95", "p99"] as const).map((key) => row(`  ${key}`, of(loads, key), "ms")),
    row("  CPU per request, flushing and D1 included", of(loads, "cpu"), "ms"),
    row("  answer", of(loads, "bytes"), "bytes"),
  ]);
  return {
    rows,
    ratios: [
      atLeast("requests/s, ours / empty Worker", ratio("rate"), 0.7),
      atLeast("CPU per request, empty Worker / ours", 1 / ratio("cpu"), 0.7),
      atMost("p99, ours / empty Worker", ratio("p99"), 1.5),
    ],
  };
}
