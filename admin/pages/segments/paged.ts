// A list that comes in pages: what is loaded so far, and how to load more of it.
import { type ReadonlySignal, signal } from "@preact/signals";
import { type Problem, problemOf } from "../../models/problem";

export interface Paged<T> {
  /** undefined until the first page is there. */
  readonly items: ReadonlySignal<readonly T[] | undefined>;
  readonly hasMore: ReadonlySignal<boolean>;
  readonly loading: ReadonlySignal<boolean>;
  readonly error: ReadonlySignal<Problem | undefined>;
  /** The next page; one at a time. */
  more(): Promise<void>;
}

export function paged<T>(
  load: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Paged<T> {
  const items = signal<readonly T[]>();
  const next = signal<string | null | undefined>(undefined);
  const loading = signal(false);
  const error = signal<Problem>();
  const hasMore = signal(false);
  return {
    items,
    hasMore,
    loading,
    error,
    async more() {
      if (loading.peek() || next.peek() === null) return;
      loading.value = true;
      error.value = undefined;
      try {
        const page = await load(next.peek() ?? undefined);
        items.value = [...(items.peek() ?? []), ...page.items];
        next.value = page.next;
        hasMore.value = page.next !== null;
      } catch (thrown) {
        error.value = problemOf(thrown);
      } finally {
        loading.value = false;
      }
    },
  };
}
