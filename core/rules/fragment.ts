/** SQL in pieces that are put together: text that is ours, and values that become parameters. */
/** A piece of SQL with its values still inside. */
export class Sql {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly unknown[],
  ) {}
}

export const sql = (strings: TemplateStringsArray | readonly string[], ...values: unknown[]): Sql =>
  new Sql(strings, values);
/** Text that is ours, such as a column's name; never anybody's input. */
export const raw = (text: string): Sql => new Sql([text], []);

/** As a balanced tree: D1 refuses long chains. */
export function balanced(parts: Sql[], word: "AND" | "OR", empty: string): Sql {
  if (parts.length === 0) return raw(empty);
  if (parts.length === 1) return parts[0]!;
  const half = parts.length >> 1;
  return sql`(${balanced(parts.slice(0, half), word, empty)} ${raw(word)} ${balanced(parts.slice(half), word, empty)})`;
}
