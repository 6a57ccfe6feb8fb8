/** What an import's rows are read by: its columns, and the shop's attributes, currency and clock. */
import type { ImportFrame } from "../../core/imports/read";
import type { imports } from "../db/schema";
import type { Env } from "../env";
import { shopContext } from "../shops/context";

export type ImportRecord = typeof imports.$inferSelect;

export async function frameOf(env: Env, job: ImportRecord): Promise<ImportFrame> {
  const { attributes, clock, shop } = await shopContext(env, job.shop);
  const { kind, file, columns, habits, table } = job;
  return {
    ...{ kind, file, columns, habits, attributes, currency: shop.currency, clock },
    ...(table !== null && { table }),
  };
}
