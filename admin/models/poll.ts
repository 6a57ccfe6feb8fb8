// Asks again and again, never twice at once, not while nobody looks, and slower while it fails.

export interface PollOptions {
  /** Milliseconds between the end of one round and the start of the next. */
  every: number;
  page?: Pick<Document, "hidden" | "addEventListener" | "removeEventListener">;
}

const SLOWEST_FACTOR = 16;

/** Runs `round` at once and then regularly. @returns a function that stops it and aborts the round under way. */
export function poll(
  round: (signal: AbortSignal) => Promise<unknown>,
  { every, page = document }: PollOptions,
): () => void {
  const stopped = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let failures = 0;

  async function next() {
    if (running || page.hidden || stopped.signal.aborted) return;
    running = true;
    try {
      await round(stopped.signal);
      failures = 0;
    } catch {
      failures += 1; // the round shows its own error; here it only slows us down
    }
    running = false;
    if (!stopped.signal.aborted) timer = setTimeout(next, every * Math.min(2 ** failures, SLOWEST_FACTOR));
  }

  function look() {
    clearTimeout(timer);
    void next();
  }

  page.addEventListener("visibilitychange", look);
  void next();
  return () => {
    stopped.abort();
    clearTimeout(timer);
    page.removeEventListener("visibilitychange", look);
  };
}
