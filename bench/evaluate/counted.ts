/** A D1 that adds up the rows which its bill would name. */
export interface Rows {
  read: number;
  written: number;
}

interface Result {
  meta?: { rows_read?: number; rows_written?: number };
}

export function counted(db: D1Database, rows: Rows): D1Database {
  const add = <R extends Result>(result: R): R => {
    rows.read += result.meta?.rows_read ?? 0;
    rows.written += result.meta?.rows_written ?? 0;
    return result;
  };
  const statement = (inner: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(inner, {
      get(target, key) {
        if (key === "inner") return target;
        if (key === "bind") return (...values: unknown[]) => statement(target.bind(...values));
        if (key === "all" || key === "run") return async () => add(await target[key]());
        const value = Reflect.get(target, key) as unknown;
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  const bare = (wrapped: D1PreparedStatement) =>
    (wrapped as unknown as { inner?: D1PreparedStatement }).inner ?? wrapped;
  return {
    prepare: (sql: string) => statement(db.prepare(sql)),
    batch: async (statements: D1PreparedStatement[]) => (await db.batch(statements.map(bare))).map(add),
  } as unknown as D1Database;
}
