/** What keeps a shop unharmed: nothing of ours throws into the page, and what we patch behaves as before. */

/** Wraps a function of ours, so that its errors end here, also those of its promise. */
export const safe =
  <A extends unknown[], R>(work: (...args: A) => R) =>
  (...args: A): R | undefined => {
    try {
      const result = work(...args);
      (result as Partial<Promise<unknown>> | undefined)?.catch?.(() => {});
      return result;
    } catch {
      return undefined;
    }
  };

/**
 * Calls `after` behind a method that belongs to the shop; its `this`, arguments, result, errors, properties and text
 * stay its own.
 */
export function follow(
  target: object,
  name: string,
  after: (args: unknown[], result: unknown, self: unknown) => void,
): void {
  const methods = target as Record<string, (...args: unknown[]) => unknown>;
  methods[name] = new Proxy(methods[name]!, {
    apply(original, self, args) {
      const result = Reflect.apply(original, self, args);
      safe(after)(args, result, self);
      return result;
    },
  });
}

/** Listens passively, on the way down, so that a page that stops its events does not blind us. */
export function listen(target: EventTarget, types: string, heard: (event: Event) => void): void {
  for (const type of types.split(" "))
    target.addEventListener(type, safe(heard), { capture: true, passive: true });
}
