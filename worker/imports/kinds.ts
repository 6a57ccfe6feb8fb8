import type { ImportKind } from "../../core/imports/fields";
import { codes } from "./codes";
import type { KindEntry } from "./kind";
import { orders, people, rows } from "./people";
import { products } from "./products";

/** Members of a static segment are people who are put into it. */
export const kinds: Record<ImportKind, KindEntry> = {
  people,
  members: people,
  orders,
  products,
  rows,
  codes,
};
