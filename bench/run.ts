/**
 * `npm run bench NAME` answers one question: runs `bench/NAME.bench.ts`, prints its table and ratios, and writes
 * `bench/results/NAME.json`. Without a name it lists the questions.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { machine } from "./harness/machine";
import { installPeers } from "./harness/peers";
import type { Bench } from "./harness/result";
import { printTables } from "./harness/table";

const here = import.meta.dirname;
const name = process.argv[2];
const names = readdirSync(here)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.slice(0, -".bench.ts".length));

if (name === undefined || !names.includes(name)) {
  if (name !== undefined) console.error(`There is no bench "${name}".\n`);
  console.log("npm run bench NAME, where NAME is one of\n");
  for (const each of names) console.log(`  ${each.padEnd(8)} ${questionOf(each)}`);
  process.exit(name === undefined ? 0 : 1);
}

installPeers();
const { bench } = (await import(`./${name}.bench.ts`)) as { bench: Bench };
const measured = await bench();
const result = { name, machine: machine(), ...measured };
mkdirSync(join(here, "results"), { recursive: true });
writeFileSync(join(here, `results/${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
printTables(result);
process.exit(0);

/** The first line of a bench's first comment. */
function questionOf(bench: string): string {
  const [, question] =
    /\/\*\*\s*\*?\s*([^\n]+)/.exec(readFileSync(join(here, `${bench}.bench.ts`), "utf8")) ?? [];
  return (question ?? "").replace(/\s*\*\/$/, "");
}
