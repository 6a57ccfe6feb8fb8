// One clock for everything on the page that says "3 minutes ago".
import { signal } from "@preact/signals";

const now = signal(Date.now());
let started = false;

/** Milliseconds since 1970, renewed every half minute; reading it subscribes. */
export function currentTime(): number {
  if (!started) {
    started = true;
    setInterval(() => {
      if (!document.hidden) now.value = Date.now();
    }, 30_000);
  }
  return now.value;
}
