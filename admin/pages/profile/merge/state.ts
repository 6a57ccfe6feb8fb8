// What pages and the dialog know of each other.
import { signal } from "@preact/signals";

/** Stands in the address while the other person is still to be found. */
export const FIND = "find";

/** Grows whenever two were parted: whoever is shown looks again. */
export const partings = signal(0);
