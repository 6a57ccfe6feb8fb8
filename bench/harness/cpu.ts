/** CPU time of child processes, from Linux's /proc: unlike time on the clock, neighbours hardly change it. */
import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second: the same on every Linux that Node runs on. */
const TICKS = 100;

/** Ids of this process's children that run this program. */
export function children(program: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const { comm, parent } = statOf(pid);
      return comm === program && parent === process.pid;
    });
}

/** Milliseconds of CPU that a process has used. */
export const cpuOf = (pid: number): number => (statOf(pid).ticks / TICKS) * 1000;

function statOf(pid: number): { comm: string; parent: number; ticks: number } {
  try {
    // The name may hold blanks; it ends at the last bracket (proc_pid_stat(5)).
    const [, comm = "", rest = ""] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    const fields = rest.split(" ").map(Number);
    return { comm, parent: fields[1]!, ticks: fields[11]! + fields[12]! };
  } catch {
    return { comm: "", parent: 0, ticks: 0 };
  }
}
