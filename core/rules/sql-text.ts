/** SQL as text with its values still inside, and how pieces of it are put together. */

/** A piece of SQL with its values still inside. */
export class Sql {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly unknown[],
  ) {}
}

/** The `sql` tag: values become parameters, fragments are nested. */
export type SqlTag = (strings: TemplateStringsArray | readonly string[], ...values: unknown[]) => Sql;

export const sql: SqlTag = (strings, ...values) => new Sql(strings, values);
/** Text that is ours, such as a column's name; never anybody's input. */
export const raw = (text: string): Sql => new Sql([text], []);

/** Groups as balanced trees: D1 refuses long chains. */
export function balanced(parts: Sql[], word: "AND" | "OR" | "+", empty: string): Sql {
  if (parts.length === 0) return raw(empty);
  if (parts.length === 1) return parts[0]!;
  const half = parts.length >> 1;
  return sql`(${balanced(parts.slice(0, half), word, empty)} ${raw(word)} ${balanced(parts.slice(half), word, empty)})`;
}
