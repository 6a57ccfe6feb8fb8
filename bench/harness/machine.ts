/** On what a result was measured. */
import { cpus, totalmem } from "node:os";

export interface Machine {
  cpu: string;
  cores: number;
  /** GiB */
  memory: number;
  node: string;
}

export const machine = (): Machine => ({
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  memory: Math.round(totalmem() / 2 ** 30),
  node: process.version,
});
