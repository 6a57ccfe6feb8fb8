/** What the items of a rule find in the catalogue now: for the builder, before anything is saved. */
import { parseItems } from "../../core/rules/items";
import { invalid, type ProblemAt } from "../http/errors";
import { countProducts } from "./products";

const SHOWN = 5;

/** @throws Problem "invalid" with every place that is wrong */
export async function previewItems(db: D1Database, shop: string, raw: unknown) {
  const problems: ProblemAt[] = [];
  const items = parseItems(raw, "items", (path, reason) => {
    problems.push({ path, reason });
    return undefined;
  });
  if (!items) throw invalid(...problems);
  if ("categories" in items)
    throw invalid({ path: "items.categories", reason: "is what pages tell: the catalogue knows inCategory" });
  return countProducts(db, shop, items, SHOWN);
}
