/**
 * How often this browser saw each message: one synchronous record in localStorage, so that a message that was closed
 * stays closed even if the tab dies in that instant. Without consent it lives in the page's memory.
 */
import type { Candidate, VisitAnswer } from "../core/signals/wire";
import type { Visit } from "./storage";

/** The records of the page, or its memory. They are handed over, for this file is loaded apart from them. */
export interface Records {
  recall<T>(name: string): T | undefined;
  /** No value removes it. */
  keep(name: string, value?: unknown): void;
}

interface Seen {
  /** Times it was shown, ever and in the visit that began at `visit`. */
  ever: number;
  here: number;
  visit: number;
  /** When it was shown last (ms). */
  at: number;
  /** 1: not again in this visit. 2: never again. */
  end: number;
}

const HOUR = 3_600_000;

export type Frequency = ReturnType<typeof createFrequency>;

export function createFrequency({ recall, keep }: Records) {
  const visit = () => recall<Visit>("visit") ?? { start: 0, at: 0 };
  const all = () => recall<Record<string, Seen>>("seen") ?? {};

  function seenOf(id: string): Seen {
    const { start } = visit();
    const seen = all()[id] ?? { ever: 0, here: 0, visit: start, at: 0, end: 0 };
    return seen.visit === start ? seen : { ...seen, here: 0, visit: start, end: seen.end > 1 ? 2 : 0 };
  }
  const note = (id: string, change: Partial<Seen>) =>
    keep("seen", { ...all(), [id]: { ...seenOf(id), ...change } });

  return {
    /** Whether the message may be shown once more. */
    allows({ message, interrupts, quiet, frequency, seen: elsewhere }: Candidate): boolean {
      const { perVisit = Infinity, perPerson = Infinity, coolDownHours = 0 } = frequency;
      const seen = seenOf(message);
      const last = Math.max(seen.at, elsewhere.lastAt ?? 0);
      return !(
        seen.end ||
        seen.here + Math.max(0, elsewhere.visit) >= perVisit ||
        seen.ever + Math.max(0, elsewhere.person) >= perPerson ||
        Date.now() - last < coolDownHours * HOUR ||
        (interrupts && quiet !== false && visit().interrupted)
      );
    },
    /** It is shown now, or would be in the control arm. */
    count({ message, interrupts }: Candidate): void {
      const { ever, here } = seenOf(message);
      note(message, { ever: ever + 1, here: here + 1, at: Date.now() });
      if (interrupts) keep("visit", { ...visit(), interrupted: true });
    },
    /** What the visitor did may end it. Closed holds for the visit at least, unless the shop gave up the quiet. */
    end({ message, frequency, quiet }: Candidate, event: string): void {
      if ((frequency.stopAfter as string[]).includes(event)) note(message, { end: 2 });
      else if (event === "closed" && quiet !== false) note(message, { end: seenOf(message).end || 1 });
    },
    /**
     * The edge counted what it had heard of until now, this browser's own views among it. From here on the page
     * counts: what is left of the edge's numbers is what other devices showed.
     */
    elsewhere(
      { message, seen: { person, visit, lastAt } }: Candidate,
      { now }: VisitAnswer,
    ): Candidate["seen"] {
      const { ever, here } = seenOf(message);
      return { person: person - ever, visit: visit - here, lastAt: lastAt && lastAt + Date.now() - now };
    },
  };
}
