/**
 * Finishes in the page what the edge began: of the eligible messages, which is drawn, and when.
 *
 * It is loaded once the edge has a message for this visitor. Frequency is counted under a lock before anything is
 * drawn, so that two tabs do not show the same message twice.
 */
import { holds } from "../core/rules/residual";
import type { MessageEvent, SignalBody } from "../core/signals/catalogue";
import type { Candidate, VisitAnswer } from "../core/signals/wire";
import { complete, isLost } from "./contents";
import { createFrequency, type Records } from "./frequency";
import { type LiveSources, liveFacts, watchActs } from "./live";
import { loadRenderer } from "./renderer-part";
import { listen, safe } from "./safe";
import { triggered, watchExit } from "./triggers";

type Detail = { answers?: Record<string, string>; url?: string };

/** What the renderer offers, loaded when there is something to draw. */
export interface Renderer {
  show(options: {
    kind: Candidate["kind"];
    content: NonNullable<Candidate["content"]>;
    on(event: Exclude<MessageEvent, "exposed">, detail?: Detail): void;
  }): { close(): void };
}

export interface DeciderOptions extends LiveSources, Records {
  record(body: SignalBody): void;
  /** Sends at once. */
  leave(decide?: boolean): void;
  emit(event: string, detail: unknown): void;
}

/** Nothing interrupts on these pages. */
const QUIET_PAGES = /checkout|thank_you|account/;

export type Decider = ReturnType<typeof createDecider>;

export function createDecider(options: DeciderOptions) {
  const { record, leave, emit, now } = options;
  const frequency = createFrequency(options);
  let candidates: Candidate[] = [];
  let view = 0;
  let askedAgain = 0;
  /** Messages on the screen or about to be, with what takes them away. */
  const drawn = new Map<string, { interrupts: boolean; close?: () => void }>();

  // Somebody may have begun to type before this part was there.
  const { activeElement } = document;
  const { value, defaultValue = value } = (activeElement ?? {}) as Partial<HTMLInputElement>;
  let typedIn: EventTarget | null = value === defaultValue ? null : activeElement;
  listen(document, "input", ({ target }) => {
    typedIn = target;
  });
  watchExit(() => check(true));
  watchActs();

  /** Not at this instant: hidden, another one is there, or the visitor is in a field that was typed in. */
  const waits = ({ message, interrupts }: Candidate) =>
    document.hidden ||
    drawn.has(message) ||
    (interrupts &&
      (QUIET_PAGES.test(now().page.type!) ||
        (typedIn && document.activeElement === typedIn) ||
        [...drawn.values()].some((other) => other.interrupts)));

  /** Shows whatever has its moment now. */
  function check(leaving = false): void {
    const facts = liveFacts(options, leaving);
    for (const candidate of candidates) {
      if (waits(candidate) || !frequency.allows(candidate) || !triggered(candidate, facts)) continue;
      try {
        if (candidate.rule && !holds(candidate.rule, facts)) continue;
      } catch {
        // A rule that this build does not know holds for nobody.
        continue;
      }
      safe(expose)(candidate, frequency.allows);
    }
  }

  async function expose(candidate: Candidate, allowed: (candidate: Candidate) => unknown): Promise<void> {
    const { message, variant, kind, interrupts, content } = candidate;
    const place: { interrupts: boolean; close?: () => void } = { interrupts };
    const asked = view;
    drawn.set(message, place);
    try {
      const parts = content && (await loadRenderer());
      await locked(() => {
        // Loading took its time: another tab may have shown it, the visitor may be typing or elsewhere.
        drawn.delete(message);
        if (asked !== view || waits(candidate) || !allowed(candidate)) return;
        frequency.count(candidate);
        record({ type: "message", message, variant, event: "exposed" });
        // The control arm had its turn.
        if (!parts) return;
        drawn.set(message, place);
        const { close } = parts.show({
          kind,
          content,
          on: safe((event, detail) => hear(candidate, event, detail)),
        });
        place.close = close;
      });
    } catch {
      // Not loaded or not drawn: the next check tries again.
      drawn.delete(message);
    }
  }

  function hear(candidate: Candidate, event: MessageEvent, detail?: Detail): void {
    const { message, variant } = candidate;
    frequency.end(candidate, event);
    if (event === "closed") drawn.delete(message);
    record({ type: "message", message, variant, event, answers: detail?.answers });
    // In this instant, for the tab may be closed in the next.
    if (event !== "shown") leave(event === "submitted" || undefined);
    emit(event, { message, variant, ...detail });
  }

  return {
    check: safe(check),
    /** The edge's answer for the page view of this number. */
    answer(answer: VisitAnswer, newView: number) {
      const whole = complete(answer.candidates, options);
      if (whole.some(isLost) && askedAgain !== newView) {
        // The record is gone, so this time all contents come; but never more than once a page.
        askedAgain = newView;
        return leave(true);
      }
      candidates = whole
        .filter((candidate) => !isLost(candidate))
        .map((candidate) => ({
          ...candidate,
          seen: frequency.elsewhere(candidate, answer),
        }));
      // A navigation within the page takes away what the new page does not have.
      if (newView !== view)
        for (const [id, { close }] of [...drawn])
          if (!candidates.some(({ message }) => message === id)) {
            drawn.delete(id);
            close?.();
          }
      view = newView;
      check();
    },
    clear() {
      candidates = [];
    },
    /** Shows an eligible message at once, whatever its moment. */
    show(id: string): void {
      const candidate = candidates.find(({ message }) => message === id);
      if (candidate && !drawn.has(id)) safe(expose)(candidate, () => true);
    },
  };
}

/** One tab at a time. Insecure pages have no locks; there, localStorage alone must do. */
async function locked(work: () => void): Promise<void> {
  if (navigator.locks) await navigator.locks.request("vitrine", work);
  else work();
}
