// Something loaded from the API: the newest question's answer wins, the last good answer stays visible meanwhile.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { type Problem, problemOf } from "./problem";

export interface Resource<T> {
  /** The last good answer; kept while a newer one is on its way and when that fails. */
  readonly data: ReadonlySignal<T | undefined>;
  readonly error: ReadonlySignal<Problem | undefined>;
  readonly loading: ReadonlySignal<boolean>;
  /** True while `data` answers an older question than the one now asked. */
  readonly stale: ReadonlySignal<boolean>;
  /** Asks the same question again. Settles when this question has its answer or was overtaken; never rejects. */
  refresh(): Promise<void>;
  /** Puts an answer in place, for example what a mutation returned; overtakes a load under way. */
  set(data: T): void;
  dispose(): void;
}

/**
 * @param ask reads signals and returns the question, or null for "nothing to ask yet". It is asked again whenever
 * its value changes (compared as JSON).
 * @param answer fetches; must hand the abort signal on
 */
export function resource<Question, T>(
  ask: () => Question | null,
  answer: (question: Question, signal: AbortSignal) => Promise<T>,
): Resource<T> {
  const data = signal<T>();
  const error = signal<Problem>();
  const loading = signal(false);
  const stale = signal(false);
  let underWay: AbortController | undefined;
  let asked: Question | null = null;
  let askedKey: string | undefined;

  function stop() {
    underWay?.abort();
    underWay = undefined;
    loading.value = false;
  }

  async function load(question: Question): Promise<void> {
    underWay?.abort();
    const mine = new AbortController();
    underWay = mine;
    loading.value = true;
    try {
      const value = await answer(question, mine.signal);
      if (underWay !== mine) return;
      data.value = value;
      error.value = undefined;
      stale.value = false;
    } catch (thrown) {
      if (underWay !== mine) return;
      error.value = problemOf(thrown);
    }
    underWay = undefined;
    loading.value = false;
  }

  const dispose = effect(() => {
    const question = ask();
    const key = JSON.stringify(question);
    if (key === askedKey) return;
    askedKey = key;
    asked = question;
    if (question === null) {
      stop();
      return;
    }
    if (data.peek() !== undefined) stale.value = true;
    void load(question);
  });

  return {
    data,
    error,
    loading,
    stale,
    async refresh() {
      if (asked !== null) await load(asked);
    },
    set(value) {
      stop();
      data.value = value;
      error.value = undefined;
      stale.value = false;
    },
    dispose() {
      dispose();
      stop();
    },
  };
}
