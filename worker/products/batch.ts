/** Many products in one request: each row is read alone, what cannot be read is reported and the rest is saved. */
import { placesOf } from "../http/errors";
import { type Product, saveProducts } from "./products";
import { productInput } from "./schemas";

interface Refused {
  index: number;
  id: string | null;
  errors: { path: string; reason: string }[];
}

export async function saveBatch(db: D1Database, shop: string, rows: readonly unknown[], now = Date.now()) {
  const refused: Refused[] = [];
  const currency = await currencyOf(db, shop);
  const read = rows.flatMap((row, index): Product[] => {
    const parsed = productInput.safeParse(row, { reportInput: true });
    if (parsed.success) return [{ ...parsed.data, currency: parsed.data.currency ?? currency }];
    refused.push({ index, id: idOf(row), errors: parsed.error.issues.flatMap(placesOf) });
    return [];
  });
  if (read.length > 0) await saveProducts(db, shop, read, now);
  return { saved: read.length, refused };
}

async function currencyOf(db: D1Database, shop: string): Promise<string> {
  const row = await db
    .prepare("SELECT currency FROM shops WHERE id = ?1")
    .bind(shop)
    .first<{ currency: string }>();
  return row!.currency;
}

function idOf(row: unknown): string | null {
  const id = typeof row === "object" && row !== null ? (row as { id?: unknown }).id : undefined;
  return typeof id === "string" ? id.slice(0, 200) : null;
}
