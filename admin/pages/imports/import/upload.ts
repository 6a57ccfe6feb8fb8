// Brings a file to the Worker piece by piece: goes on after a reload and after the connection was lost.
import { signal } from "@preact/signals";
import { ProblemError } from "../../../models/problem";
import { completeUpload, type ImportShown, putChunk } from "../api";
import { forgetFile, type KeptFile, keepFile, keptFile } from "../kept-file";
import { look, readChunks } from "../reader";

/** Between tries, longer each time. */
const PAUSES = [500, 1000, 2000, 5000, 10_000];

export function uploadOf(id: string) {
  const share = signal(0);
  /** Tried again, as no answer came. */
  const waiting = signal(false);
  const failed = signal<unknown>();
  /** This browser does not have the file (any more). */
  const lost = signal(false);
  const stopped = new AbortController();
  let underWay = false;

  /** Ends when all is there, or something fails for good. */
  async function run(job: ImportShown): Promise<ImportShown | undefined> {
    if (underWay || stopped.signal.aborted) return undefined;
    underWay = true;
    try {
      const kept = await keptFile(id);
      lost.value = !kept;
      return kept && (await bring(job, kept));
    } catch (error) {
      if (!stopped.signal.aborted) failed.value = error;
      return undefined;
    } finally {
      underWay = false;
    }
  }

  async function bring(job: ImportShown, { file, format, kind, targets }: KeptFile): Promise<ImportShown> {
    const chunks = await readChunks(
      { do: "read", file, format, kind, targets, have: job.received },
      async ({ number, records, read }) => {
        await untilAnswered(() => putChunk(id, number, records, stopped.signal));
        share.value = read / Math.max(file.size, 1);
      },
      stopped.signal,
    );
    share.value = 1;
    const ready = await untilAnswered(() => completeUpload(id, chunks));
    await forgetFile(id);
    return ready;
  }

  async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        const answered = await ask();
        waiting.value = false;
        return answered;
      } catch (error) {
        const again =
          error instanceof ProblemError && (error.problem.status === 0 || error.problem.status >= 500);
        if (!again || stopped.signal.aborted) throw error;
        waiting.value = true;
        await pause(PAUSES[Math.min(tries, PAUSES.length - 1)]!, stopped.signal);
      }
    }
  }

  return {
    ...{ share, waiting, failed, lost, run },
    /** The same file, chosen again. Answers whether it is. */
    async choose(job: ImportShown, file: File): Promise<boolean> {
      if (file.name !== job.file || file.size !== job.size) return false;
      const { format } = await look(file);
      const left = [...job.columns];
      const targets = format.headings.map((heading) => {
        const at = left.findIndex((column) => column.heading === heading);
        return at < 0 ? undefined : left.splice(at, 1)[0]!.target;
      });
      if (left.length > 0) return false;
      await keepFile(id, { file, format, kind: job.kind, targets });
      failed.value = undefined;
      return true;
    },
    stop: () => stopped.abort(),
  };
}

/** Or until the browser says that it is connected again. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    addEventListener("online", go);
    signal.addEventListener("abort", go);
  });
