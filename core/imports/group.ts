/** Rows that belong together, such as an order's lines or a product's variants, become one record. */
import type { ImportKind, Target } from "./fields";
import type { FileRecord } from "./read";
import type { Row } from "./rows";

/** By what rows belong together; an empty cell means the one above. */
const BY: Partial<Record<ImportKind, Target>> = { orders: "order", products: "id" };
const MOST_ROWS = 200;

/** Gives each record when it is complete; only the columns that mean something. */
export function grouping(kind: ImportKind, targets: readonly (Target | undefined)[]) {
  const used = targets.flatMap((target, i) => (target ? [i] : []));
  const by = targets.findIndex((target) => target !== undefined && target === BY[kind]);
  let open: FileRecord | undefined;
  let key = "";
  const closed = (): FileRecord[] => (open ? [open] : []);
  return {
    push({ number, cells }: Row): FileRecord[] {
      const mine = used.map((i) => cells[i] ?? "");
      const own = by < 0 ? "" : (cells[by] ?? "");
      const belongs = open && key !== "" && (own === "" || own === key) && open.length <= MOST_ROWS;
      if (belongs) {
        open = [...open!, mine] as unknown as FileRecord;
        return [];
      }
      const done = closed();
      [open, key] = [[number, mine], own];
      return done;
    },
    end(): FileRecord[] {
      const done = closed();
      open = undefined;
      return done;
    },
  };
}
