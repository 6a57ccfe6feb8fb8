// State held in the address: filters, tabs, sort. Back, reload and a shared link bring it back.
import { computed, type Signal, signal } from "@preact/signals";

/** How one value is written in the address. `undefined` from `read` means "not readable": the default is taken. */
export interface Codec<T> {
  read(written: string): T | undefined;
  write(value: T): string;
}

export const asText: Codec<string> = { read: (written) => written, write: (value) => value };

export const asNumber: Codec<number> = {
  read: (written) =>
    written.trim() !== "" && Number.isFinite(Number(written)) ? Number(written) : undefined,
  write: String,
};

export const asFlag: Codec<boolean> = {
  read: (written) => (written === "yes" ? true : written === "no" ? false : undefined),
  write: (value) => (value ? "yes" : "no"),
};

/** Comma separated; each item escaped, so that a comma inside one survives. */
export const asList: Codec<readonly string[]> = {
  read: (written) => (written === "" ? [] : written.split(",").map(safeDecode)),
  write: (items) => items.map((item) => encodeURIComponent(item)).join(","),
};

export function asChoice<const T extends string>(...choices: readonly T[]): Codec<T> {
  return { read: (written) => choices.find((choice) => choice === written), write: (value) => value };
}

export interface UrlSignal<T> {
  value: T;
  peek(): T;
}

export interface UrlOptions {
  /** "push" makes a step for the back button (tabs, pages); "replace" does not (typing into a search). */
  history?: "push" | "replace";
}

/** The bit of the browser that this needs; tests bring their own. */
export interface Place {
  location: { search: string; pathname: string; hash: string };
  history: {
    pushState(state: unknown, title: string, url: string): void;
    replaceState(state: unknown, title: string, url: string): void;
  };
  addEventListener(type: string, listener: () => void): void;
}

/** Signals bound to query parameters of one browser window. A value equal to its default is left out. */
export function urlSignals(place: Place) {
  const search: Signal<string> = signal(place.location.search);
  const read = () => {
    search.value = place.location.search;
  };
  // The router announces its own steps under the two latter names.
  for (const type of ["popstate", "pushState", "replaceState"]) place.addEventListener(type, read);

  return function url<T>(
    name: string,
    codec: Codec<T>,
    fallback: T,
    { history: mode = "replace" }: UrlOptions = {},
  ): UrlSignal<T> {
    const written = computed(() => new URLSearchParams(search.value).get(name));
    const current = computed(() => {
      const value = written.value;
      return (value === null ? undefined : codec.read(value)) ?? fallback;
    });

    function set(value: T) {
      const parameters = new URLSearchParams(place.location.search);
      const next = codec.write(value);
      if (next === codec.write(fallback)) parameters.delete(name);
      else parameters.set(name, next);
      const query = parameters.toString();
      const { pathname, hash } = place.location;
      const target = pathname + (query && `?${query}`) + hash;
      if (written.peek() === parameters.get(name)) return;
      if (mode === "push") place.history.pushState(null, "", target);
      else place.history.replaceState(null, "", target);
      read();
    }

    return {
      get value() {
        return current.value;
      },
      set value(next: T) {
        set(next);
      },
      peek: () => current.peek(),
    };
  };
}

/** Bound to this window's address. Made at first use, so that the module can be imported anywhere. */
export const url: ReturnType<typeof urlSignals> = (...parameters) => {
  window_ ??= urlSignals(window);
  return window_(...parameters);
};
let window_: ReturnType<typeof urlSignals> | undefined;

function safeDecode(item: string): string {
  try {
    return decodeURIComponent(item);
  } catch {
    return item;
  }
}
