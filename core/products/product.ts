/**
 * A product of the catalogue, and the keys by which filters find it. Categories are paths such as "Outdoor > Tents";
 * a product is in each of its paths and in all that lie above them.
 */
import { fold } from "../rules/fold";

export interface ProductFacts {
  brand?: string | null | undefined;
  supplier?: string | null | undefined;
  categories?: readonly string[] | undefined;
  tags?: readonly string[] | undefined;
}

/** What products can be found by exactly, and what the tree of the catalogue is made of. */
export const KEY_KINDS = ["brand", "supplier", "category", "tag"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

const STEP = " > ";

/** The names from the root down. */
export const stepsOf = (path: string): string[] =>
  path
    .split(">")
    .map((step) => step.trim())
    .filter(Boolean);

/** A path as it is shown: "Outdoor>Tents " is "Outdoor > Tents". */
export const tidyPath = (path: string): string => stepsOf(path).join(STEP);

/** A path as paths are compared. */
export const pathKey = (path: string): string => stepsOf(path).map(fold).join(STEP);

/** Each kind's keys, folded; of categories the path and every path above it. */
export function keysOf({ brand, supplier, categories = [], tags = [] }: ProductFacts) {
  const texts = (values: readonly (string | null | undefined)[]) => [
    ...new Set(values.map((value) => fold(value ?? "")).filter(Boolean)),
  ];
  return {
    brand: texts([brand]),
    supplier: texts([supplier]),
    category: [...new Set(categories.flatMap(pathsAbove))],
    tag: texts(tags),
  } satisfies Record<KeyKind, string[]>;
}

function pathsAbove(path: string): string[] {
  const steps = stepsOf(path).map(fold);
  return steps.map((_, i) => steps.slice(0, i + 1).join(STEP));
}
