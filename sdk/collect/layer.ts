/** The entries of `dataLayer`, or of a list like it. */
import { follow, safe } from "../safe";

/**
 * Hears each entry once, also what came by other ways than `push`, which Tag Manager and others patch too; from the first
 * look on, pushes are heard at once. Of what stands there already, `first` come first.
 */
export function hearLayer(
  name: string,
  heard: (entry: unknown) => void,
  first?: (entry: unknown) => boolean,
): () => void {
  const known = new Set<unknown>();
  let followed: unknown;

  const hear = safe((entry: unknown) => {
    known.add(entry);
    heard(entry);
  });

  return () => {
    const { [name]: dataLayer } = window as unknown as Record<string, unknown>;
    if (!Array.isArray(dataLayer)) return;
    if (followed !== dataLayer)
      follow(dataLayer, "push", (entries) => {
        for (const entry of entries) hear(entry);
      });
    followed = dataLayer;
    const fresh = dataLayer.filter((entry) => !known.has(entry));
    if (first) for (const entry of fresh) if (first(entry)) hear(entry);
    for (const entry of fresh) if (!known.has(entry)) hear(entry);
  };
}
