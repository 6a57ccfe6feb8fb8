/**
 * The visitor comes from a confirmation link that was mailed to them: gives the link's ticket to the edge, which then
 * knows that this browser's visitor reads the mail of the address that it claimed. Loaded where a page's address has one.
 */
import type { SignalBody } from "../core/signals/catalogue";

export interface Confirmed {
  answer(record: (body: SignalBody) => void): void;
}

export const answer: Confirmed["answer"] = (record) => {
  const { hash, pathname, search } = location;
  const [, confirmation] = /#vitrine=([\w.-]+)/.exec(hash) ?? [];
  // It is good for one browser and some minutes; nobody should copy it with the address all the same.
  history.replaceState(history.state, "", pathname + search);
  record({ type: "identify", confirmation });
};
