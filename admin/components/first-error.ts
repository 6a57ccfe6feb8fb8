// After a refused try the focus goes to the first field that is wrong, so that nobody has to look for it.
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** @param tries changes with each refused try */
export function useFocusOnError(form: RefObject<HTMLElement>, tries: number): void {
  useLayoutEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [tries]);
}
