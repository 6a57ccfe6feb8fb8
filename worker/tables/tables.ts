/** The shop's own tables as D1 has them. */
import { and, asc, eq, isNull } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Table } from "../../core/tables/table";
import { shopTables } from "../db/schema";

/** Why nobody else tells of its rows. */
export const FILLED = "is filled by a saved query: change the query instead";

export type TableDefinition = typeof shopTables.$inferSelect;

/** Those that are not being removed. */
export const tablesOf = (db: Pick<DrizzleD1Database, "select">, shop: string) =>
  db
    .select()
    .from(shopTables)
    .where(and(eq(shopTables.shop, shop), isNull(shopTables.removedAt)))
    .orderBy(asc(shopTables.createdAt), asc(shopTables.key));

/** What rules and readers of rows must know of it. */
export const tableOf = ({ key, label, columns, rowId, date, query }: TableDefinition): Table => ({
  ...{ key, label, columns, id: rowId },
  ...(date !== null && { date }),
  ...(query !== null && { byQuery: true }),
});
