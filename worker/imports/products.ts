/** Products of a file: what it does not say of a known product stays as it was. */
import { type ProductRead, readProduct } from "../../core/imports/products";
import { placesOf } from "../http/errors";
import {
  catalogueChanged,
  type Product,
  productsById,
  type StoredProduct,
  saveProducts,
} from "../products/products";
import { productInput } from "../products/schemas";
import type { Applied, Chunk, KindEntry, Refusal, Run, Undone, Waiting } from "./kind";

type WaitingProduct = Waiting & ProductRead;

/** Of each product: what it was, or null when the import made it. */
type ProductUndo = [id: string, was: StoredProduct | null];

export const products: KindEntry = {
  read(frame, record) {
    const { id, facts, remarks } = readProduct(frame, record);
    return { row: { id, facts }, remarks };
  },
  fresh: {
    key: "j.value ->> '$.id'",
    isNew: "NOT EXISTS (SELECT 1 FROM products p WHERE p.shop = ?1 AND p.id = j.value ->> '$.id')",
  },
  apply,
  undo,
};

async function apply(run: Run, chunk: Chunk): Promise<Applied> {
  const { env, job } = run;
  const rows = JSON.parse(chunk.rows) as WaitingProduct[];
  const known = new Map<string, Product>();
  const before = new Map<string, StoredProduct>();
  for (const product of await productsById(env.DB, job.shop, [...new Set(rows.map(({ id }) => id))])) {
    const { updatedAt: _, ...facts } = product;
    known.set(product.id, facts);
    before.set(product.id, product);
  }
  const refused: Refusal[] = [];
  const saved = new Set<string>();
  for (const { n, id, facts } of rows) {
    const parsed = productInput.safeParse({ ...known.get(id), id, ...facts });
    if (parsed.success) {
      known.set(id, { currency: null, ...parsed.data } as Product);
      saved.add(id);
    } else {
      const places = parsed.error.issues.flatMap(placesOf);
      const reasons = places.map(({ path, reason }) => `${path} ${reason}`);
      refused.push({ row: n, whole: true, reasons, cells: [id, facts.name ?? ""] });
    }
  }
  const kept = JSON.parse(
    chunk.undo ?? (await run.keep(JSON.stringify([...saved].map((id) => [id, before.get(id) ?? null])))),
  ) as ProductUndo[];
  // With the import's own time, by which an undo knows what nobody changed since.
  if (saved.size > 0)
    await saveProducts(
      env.DB,
      job.shop,
      [...saved].map((id) => known.get(id)!),
      job.startedAt,
    );
  const made = kept.filter(([, was]) => was === null).length;
  return { made, changed: kept.length - made, refused };
}

async function undo({ env, job }: Run, json: string): Promise<Undone> {
  const { shop, startedAt } = job;
  const all = JSON.parse(json) as ProductUndo[];
  const now = await productsById(
    env.DB,
    shop,
    all.map(([id]) => id),
  );
  const untouched = new Set(now.filter(({ updatedAt }) => updatedAt === startedAt).map(({ id }) => id));
  const made = all.filter(([id, was]) => was === null && untouched.has(id)).map(([id]) => id);
  const changed = all.flatMap(([id, was]) => (was && untouched.has(id) ? [was] : []));
  // One statement for each instant at which they were changed before: as a rule few.
  for (const [updatedAt, some] of Map.groupBy(changed, (product) => product.updatedAt))
    await saveProducts(env.DB, shop, some, updatedAt);
  if (made.length > 0)
    await env.DB.batch([
      env.DB.prepare(
        `DELETE FROM products WHERE shop = ?1 AND updated_at = CAST(?3 AS INTEGER)
         AND id IN (SELECT value FROM json_each(?2))`,
      ).bind(shop, JSON.stringify(made), startedAt),
      catalogueChanged(env.DB, shop),
    ]);
  // Those that are not there any more went by an earlier try, or by somebody's hand.
  const there = new Set(now.map(({ id }) => id));
  const removed = all.filter(([id, was]) => was === null && (!there.has(id) || untouched.has(id))).length;
  return { removed, restored: changed.length };
}
