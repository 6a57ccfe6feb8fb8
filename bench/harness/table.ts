/** Prints a result as one table with its ratios below. */
import type { Machine } from "./machine";
import type { Measured } from "./result";

export function printTables({
  name,
  machine,
  rows,
  ratios,
}: Measured & { name: string; machine: Machine }): void {
  console.log(
    `\n${name} on ${machine.cores} × ${machine.cpu}, ${machine.memory} GiB, Node ${machine.node}\n`,
  );
  const lines = [
    ...rows.map(({ what, value, unit }) => [what, value.toLocaleString("en"), unit]),
    ...(ratios.length
      ? [
          ["", "", ""],
          ["ratio", "", "aim"],
        ]
      : []),
    ...ratios.map(({ what, ratio, aim, met }) => [what, String(ratio), `${aim} ${met ? "met" : "NOT met"}`]),
  ];
  const width = (column: number) => Math.max(...lines.map((line) => line[column]!.length));
  const [first, second] = [width(0), width(1)];
  for (const [what, value, unit] of lines)
    console.log(`${what!.padEnd(first)}  ${value!.padStart(second)}  ${unit}`.trimEnd());
}
