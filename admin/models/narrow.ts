// Whether the window is as narrow as a phone, for what is laid out in another way there and not only smaller.
import { signal } from "@preact/signals";

const query = globalThis.matchMedia?.("(width < 40rem)");
const narrow = signal(query?.matches ?? false);
query?.addEventListener("change", ({ matches }) => {
  narrow.value = matches;
});

/** Reading it subscribes. */
export const isNarrow = (): boolean => narrow.value;
