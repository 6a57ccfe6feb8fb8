/** A server that is killed with SIGKILL and started again on the same data. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface Killable {
  url: string;
  /** The Worker's own. */
  secret: string;
  query<Row>(sql: string): Promise<Row[]>;
  kill(): Promise<void>;
}

export async function startKillable(port: number, folder: string): Promise<Killable> {
  // A group of its own, so that the runtime below it dies in the same instant.
  const child = spawn(process.execPath, ["--import", "tsx", "tests/faults/server.ts", String(port), folder], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    detached: true,
  });
  const { ready, secret } = (await message(child, (said) => "ready" in said)) as Record<string, string>;
  let asked = 0;
  return {
    url: ready!,
    secret: secret!,
    async query<Row>(sql: string) {
      const id = ++asked;
      child.send({ id, sql });
      const { results } = (await message(child, (said) => said.id === id)) as { results: Row[] };
      return results;
    },
    async kill() {
      const gone = once(child, "exit");
      process.kill(-child.pid!, "SIGKILL");
      await gone;
    },
  };
}

function message(child: ChildProcess, isIt: (said: Record<string, unknown>) => boolean): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const exited = () => reject(new Error("the server ended"));
    const hear = (said: Record<string, unknown>) => {
      if (!isIt(said)) return;
      child.off("message", hear);
      child.off("exit", exited);
      resolve(said);
    };
    child.on("message", hear);
    child.once("exit", exited);
  });
}
