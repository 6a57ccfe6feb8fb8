/** D1 through Drizzle, and the two ways in which statements that Drizzle cannot say are run. */
import type { BatchItem } from "drizzle-orm/batch";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import * as schema from "./schema";

export type Db = DrizzleD1Database<typeof schema>;
export type Statement = BatchItem<"sqlite">;

export const dbOf = ({ DB }: { DB: D1Database }): Db => drizzle(DB, { schema });

/** Runs all statements in one transaction: all of them hold, or none. */
export async function batch(db: Db, statements: readonly Statement[]): Promise<unknown[]> {
  const [first, ...rest] = statements;
  return first ? db.batch([first, ...rest]) : [];
}

/** Whether a write was refused because such a row is there already. */
export function isDuplicate(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause.message.includes("UNIQUE constraint failed")) return true;
  return false;
}
