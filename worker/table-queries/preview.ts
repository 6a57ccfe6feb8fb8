/** What a query would find, before it is saved: some of its rows, how many there would be, and what a run would read. */
import type { Cells } from "../../core/tables/rows";
import { chance } from "../attributes/sample";
import type { Env } from "../env";
import type { Role } from "../members/roles";
import { peopleById } from "../profiles/people";
import { shopContext } from "../shops/context";
import { shownCells } from "../tables/shown";
import { ask, askedWhere, asking, countAsked, PEOPLE_AT_ONCE } from "./ask";
import { readQuery } from "./queries";

/** People of whom it is worked out: of more, some by lot. */
const LOOKED = PEOPLE_AT_ONCE;
const SHOWN = 20;

export async function previewQuery(
  env: Env,
  shop: string,
  raw: unknown,
  table: string | undefined,
  role: Role,
  now = Date.now(),
) {
  const context = await shopContext(env, shop, now);
  const query = await readQuery(env, raw, context, [], table);
  const ready = await asking(env.DB, context, query);
  const counted = await countAsked(env.DB, ready).all<{ n: number }>();
  const asked = counted.results[0]!.n;
  const { results } = await askedWhere(env.DB, ready, chance("p.num", LOOKED * 0.8, asked)).all<{
    num: number;
  }>();
  const looked = results.slice(0, LOOKED).map(({ num }) => num);
  const { people, rowsRead } = await ask(env.DB, ready, looked);
  const factor = looked.length === 0 ? 0 : asked / looked.length;
  const all = [...people.values()];
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((sum, one) => sum + of(one), 0);
  const estimate = (n: number) => Math.round(n * factor);
  return {
    columns: ready.columns.map(({ key, label, type }) => ({ key, label, type })),
    exact: looked.length === asked,
    ...{ asked, looked: looked.length },
    rows: estimate(sum(({ rows }) => rows.length)),
    people: estimate(people.size),
    leftOut: estimate(sum(({ left }) => left)),
    // What choosing reads, what the question reads, and what they have is read to be compared.
    rowsRead: (counted.meta.rows_read ?? 0) + estimate(rowsRead + sum(({ rows }) => rows.length)),
    sample: await sampleOf(env.DB, shop, people, { columns: ready.columns, role }),
  };
}

async function sampleOf(
  db: D1Database,
  shop: string,
  people: Awaited<ReturnType<typeof ask>>["people"],
  { columns, role }: { columns: Parameters<typeof shownCells>[0]["columns"]; role: Role },
) {
  const rows: { num: number; cells: Cells }[] = [];
  for (const [num, { rows: theirs }] of people) {
    if (rows.length >= SHOWN) break;
    rows.push(...theirs.map(({ cells }) => ({ num, cells })));
  }
  const some = rows.slice(0, SHOWN);
  const { results } = await db
    .prepare(
      "SELECT p.num, p.id FROM json_each(?2) j CROSS JOIN profiles p ON p.num = j.value AND p.shop = ?1",
    )
    .bind(shop, JSON.stringify([...new Set(some.map(({ num }) => num))]))
    .all<{ num: number; id: string }>();
  const ids = new Map(results.map(({ num, id }) => [num, id]));
  const known = new Map((await peopleById(db, shop, [...ids.values()], role)).map((one) => [one.id, one]));
  const table = { key: "", label: "", columns, id: columns[0]!.key };
  return some.flatMap(({ num, cells }) => {
    const person = known.get(ids.get(num) ?? "");
    if (!person) return [];
    const { id, name, email } = person;
    return [{ person: { id, name, email }, values: shownCells(table, cells, role) }];
  });
}
