/** The npm module: the same code as the tag, for headless shops. */
export type { Line, Order, Vitrine } from "../client";
export { createVitrine, type VitrineOptions } from "./create";
export { minorUnits } from "./money";
