/** How a page was come to, and when it is left. */
export interface Visit {
  /** By back or forward: what was done here was reported when it was done. */
  revisited: boolean;
  /** Aborts when the visitor goes on to another page. */
  left: AbortSignal;
}
