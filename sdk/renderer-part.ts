/** The renderer's file, beside the one that asks for it. In the npm module `module/renderer-part.ts` stands in its place. */
import type { Renderer } from "./decide";

/** Its file name, put in by the build. */
declare const RENDERER: string;

export const loadRenderer = (): Promise<Renderer> => import(new URL(RENDERER, import.meta.url).href);
