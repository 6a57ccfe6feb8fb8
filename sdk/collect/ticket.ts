/**
 * The visitor comes from a confirmation link that was mailed to them: gives the link's ticket to the edge, which then
 * knows that this browser's visitor reads the mail of the address that it claimed.
 */
import type { Collector } from "./collector";

export const watch: Collector =
  ({ once }) =>
  () => {
    const { hash, pathname, search } = location;
    const [, confirmation] = /#vitrine=([\w.-]+)/.exec(hash) ?? [];
    if (!confirmation) return;
    // It is good for one browser and some minutes; nobody should copy it with the address all the same.
    history.replaceState(history.state, "", pathname + search);
    once({ type: "identify", confirmation }, confirmation);
  };
