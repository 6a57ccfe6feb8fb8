// Something changed through the API: busy, its problem, and one at a time, so a double click does not act twice.
import { type ReadonlySignal, signal } from "@preact/signals";
import { type Problem, problemOf } from "./problem";

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export interface Mutation<Input, T> {
  readonly busy: ReadonlySignal<boolean>;
  readonly error: ReadonlySignal<Problem | undefined>;
  /** Never rejects. While one is under way, returns that one's outcome. */
  run(input: Input): Promise<Outcome<T>>;
  /** Forgets the problem, for example when the form changes or its dialog closes. */
  reset(): void;
}

export function mutation<Input, T>(
  act: (input: Input) => Promise<T>,
  after: { done?: (value: T, input: Input) => void } = {},
): Mutation<Input, T> {
  const error = signal<Problem>();
  const busy = signal(false);
  let underWay: Promise<Outcome<T>> | undefined;

  async function once(input: Input): Promise<Outcome<T>> {
    busy.value = true;
    error.value = undefined;
    try {
      const value = await act(input);
      after.done?.(value, input);
      return { ok: true, value };
    } catch (thrown) {
      const problem = problemOf(thrown);
      error.value = problem;
      return { ok: false, problem };
    } finally {
      busy.value = false;
    }
  }

  return {
    busy,
    error,
    run(input) {
      underWay ??= once(input).finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
    reset() {
      error.value = undefined;
    },
  };
}
