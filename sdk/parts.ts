/**
 * The parts that a page loads when it needs them: files that lie beside the tag; the build puts their names in.
 * In the npm module `module/parts.ts` stands in their place.
 */
import type { Collector } from "./collect/collector";
import type { Decider, DeciderOptions } from "./decide";

declare const ONSITE: string;
declare const COLLECT: string;

export const loadCollect = (origin: string): Promise<{ watch: Collector }> => import(`${origin}/${COLLECT}`);
export const loadOnsite = (origin: string): Promise<{ createDecider(options: DeciderOptions): Decider }> =>
  import(`${origin}/${ONSITE}`);
