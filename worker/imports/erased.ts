/** People who had themselves erased must not come back by a file: asked for each batch before it is applied. */
import type { Identity } from "../../core/profiles/profile";

export type Named = Pick<Identity, "kind" | "value">;

/** Answers those of the identities, as `kind value`, whose people were erased. */
export type ErasedAmong = (
  db: D1Database,
  shop: string,
  identities: readonly Named[],
) => Promise<Set<string>>;

/** Nobody can be erased yet: the one place where erasure is to be asked. */
export const erasedAmong: ErasedAmong = async () => new Set();
