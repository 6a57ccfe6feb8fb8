// The reader of files, as the page uses it.
import address from "worker:./file.worker.ts";
import type { Asked, Looked, Said } from "./messages";

/** The file cannot be read; `reason` is a key of the words for it. */
export class CannotRead extends Error {
  constructor(readonly said: Extract<Said, { is: "unreadable" }>) {
    super(said.reason);
  }
}

const startReader = () => new Worker(address);

export function look(file: File, headed?: boolean): Promise<Looked> {
  const reader = startReader();
  const looked = new Promise<Looked>((resolve, reject) => {
    reader.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.is === "looked") resolve(data.looked);
      else if (data.is === "unreadable") reject(new CannotRead(data));
    };
    reader.onerror = () => reject(new CannotRead({ is: "unreadable", reason: "lost" }));
  });
  reader.postMessage({ do: "look", file, headed } satisfies Asked);
  return looked.finally(() => reader.terminate());
}

/** Gives each chunk to `take`, one after the other; answers how many there are. */
export function readChunks(
  asked: Extract<Asked, { do: "read" }>,
  take: (chunk: Extract<Said, { is: "chunk" }>) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  const reader = startReader();
  const all = new Promise<number>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    reader.onerror = () => reject(new CannotRead({ is: "unreadable", reason: "lost" }));
    reader.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.is === "end") resolve(data.chunks);
      else if (data.is === "unreadable") reject(new CannotRead(data));
      else if (data.is === "chunk")
        take(data).then(() => reader.postMessage({ do: "next" } satisfies Asked), reject);
    };
  });
  reader.postMessage(asked);
  return all.finally(() => reader.terminate());
}
