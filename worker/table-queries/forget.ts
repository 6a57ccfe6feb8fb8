/** Of a table that goes: its query, the runs of it, and what one of them has under way. */
import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "../db/client";
import { tableQueries, tableQueryBatches, tableQueryChanges, tableQueryRuns } from "../db/schema";

export const forgetQuery = (db: Db, shop: string, table: string) => [
  ...dropUnderWay(db, shop, table),
  db.delete(tableQueryRuns).where(and(eq(tableQueryRuns.shop, shop), eq(tableQueryRuns.tableKey, table))),
  db.delete(tableQueries).where(and(eq(tableQueries.shop, shop), eq(tableQueries.tableKey, table))),
];

/** What runs of it have still to do. */
export function dropUnderWay(db: Db, shop: string, table: string) {
  const runs = db
    .select({ id: tableQueryRuns.id })
    .from(tableQueryRuns)
    .where(and(eq(tableQueryRuns.shop, shop), eq(tableQueryRuns.tableKey, table)));
  return [
    db
      .delete(tableQueryBatches)
      .where(and(eq(tableQueryBatches.shop, shop), inArray(tableQueryBatches.run, runs))),
    db.delete(tableQueryChanges).where(inArray(tableQueryChanges.run, runs)),
  ];
}
