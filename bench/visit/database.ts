/**
 * D1 in a process of its own, as on Cloudflare, where it is another machine's work. In Miniflare it would share the one
 * thread of the Worker. `database` is what the Worker's shards get; the default export runs beside it.
 */
interface Said {
  sql: string;
  values: unknown[];
}

/** The part of D1 that shards use, over HTTP. */
export function database(elsewhere: Fetcher): D1Database {
  const batch = async (statements: Said[]) => {
    const answer = await elsewhere.fetch("http://d1/", { method: "POST", body: JSON.stringify(statements) });
    if (!answer.ok) throw new Error(await answer.text());
    await answer.text();
    return [];
  };
  const statement = (sql: string, values: unknown[]) => ({
    ...{ sql, values },
    bind: (...bound: unknown[]) => statement(sql, bound),
    run: () => batch([{ sql, values }]),
  });
  return { prepare: (sql: string) => statement(sql, []), batch } as unknown as D1Database;
}

export default {
  async fetch(request, env) {
    const statements = (await request.json()) as Said[];
    await env.DB.batch(statements.map(({ sql, values }) => env.DB.prepare(sql).bind(...values)));
    return new Response(null);
  },
} satisfies ExportedHandler<{ DB: D1Database }>;
