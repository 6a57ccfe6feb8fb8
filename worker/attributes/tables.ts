/** The shop's tables in the data explorer: how many rows, and how new the newest is. */
import { dataTables, type OtherTable } from "../../core/attributes/tables";
import { type ActivityKind, activities } from "../../core/rules/activities";
import { raw, type Sql, sql } from "../../core/rules/sql";
import { totalColumns } from "../../core/rules/totals";
import type { Env } from "../env";
import { prepared } from "../segments/select";
import { type Sample, sampled, sampleOf } from "./explorer";

const KINDS = Object.keys(activities) as ActivityKind[];

interface TableFacts {
  /** `low` to `high` holds the true number 19 times of 20. */
  rows: { count: number; low: number; high: number };
  /** When its newest row is from; null when there is none, or rows have no time. */
  newest: number | null;
}

export async function tablesOfShop(env: Env, shop: string) {
  const sample = await sampleOf(env.DB, shop);
  const [ofPeople, newest, counted] = await Promise.all([
    rowsOfPeople(env.DB, sample),
    newestOf(env.DB, shop),
    countedTables(env.DB, shop),
  ]);
  const facts = { ...ofPeople.rows, ...counted };
  // Somebody may have come while we counted.
  const people = Math.max(sample.people, ofPeople.looked);
  return {
    ...{ people, looked: ofPeople.looked, exact: ofPeople.looked === people },
    tables: dataTables.map((table): typeof table & TableFacts => ({
      ...table,
      rows: table.key === "people" ? exactly(people) : (facts[table.key] ?? exactly(0)),
      newest: newest[table.key] ?? null,
    })),
  };
}

/** Tables whose rows belong to people, of which there may be very many: told by the sample. */
async function rowsOfPeople(db: D1Database, sample: Sample) {
  const perPerson: Record<string, Sql> = {
    ...Object.fromEntries(KINDS.map((kind) => [kind, raw(`coalesce(p.${totalColumns(kind)[0]}, 0)`)])),
    memberships: raw("(SELECT count(*) FROM memberships m WHERE m.person = p.num)"),
    interests: raw("(SELECT count(*) FROM interests i WHERE i.person = p.num)"),
  };
  const keys = Object.keys(perPerson);
  const columns = keys.map((key, i) => sql`, ${perPerson[key]!} AS ${raw(`c${i}`)}`);
  const sums = keys.map((_, i) => `sum(c${i}) AS s${i}, sum(1.0 * c${i} * c${i}) AS q${i}`).join(", ");
  const row = await prepared(
    db,
    sql`SELECT count(*) AS n, ${raw(sums)} FROM (SELECT p.num${columns.reduce((all, one) => sql`${all}${one}`)} FROM ${sampled(sample)})`,
  ).first<Record<string, number | null>>();
  const looked = row!.n!;
  const people = Math.max(sample.people, looked);
  const rows = Object.fromEntries(
    keys.map((key, i) => [key, total(row![`s${i}`] ?? 0, row![`q${i}`] ?? 0, looked, people)]),
  );
  return { looked, rows };
}

/** What a sample's sum says of everybody's, with the interval that holds the true one 19 times of 20. */
function total(sum: number, squares: number, looked: number, people: number): TableFacts["rows"] {
  if (looked === people || looked < 2) return exactly(sum);
  const variance = Math.max(0, (squares - sum ** 2 / looked) / (looked - 1));
  const half = 1.96 * people * Math.sqrt((variance / looked) * (1 - looked / people));
  const count = Math.round((sum / looked) * people);
  return { count, low: Math.max(sum, Math.floor(count - half)), high: Math.ceil(count + half) };
}

const exactly = (count: number) => ({ count, low: count, high: count });

/** Tables that D1 counts at once. */
async function countedTables(db: D1Database, shop: string): Promise<Record<string, TableFacts["rows"]>> {
  const tables = ["orders", "products", "discounts"] satisfies OtherTable[];
  const results = await db.batch<{ n: number }>(
    tables.map((table) => db.prepare(`SELECT count(*) AS n FROM ${table} WHERE shop = ?1`).bind(shop)),
  );
  return Object.fromEntries(tables.map((table, i) => [table, exactly(results[i]!.results[0]!.n)]));
}

/** Each by the end of an index. */
async function newestOf(db: D1Database, shop: string): Promise<Record<string, number | null>> {
  const newest = {
    people: "SELECT max(last_seen_at) FROM profiles WHERE shop = ?1",
    orders: "SELECT max(at) FROM orders WHERE shop = ?1",
    products: "SELECT max(updated_at) FROM products WHERE shop = ?1",
    discounts: "SELECT max(updated_at) FROM discounts WHERE shop = ?1",
    memberships: `SELECT max((SELECT max(since) FROM memberships m WHERE m.shop = s.shop AND m.segment = s.id))
      FROM segments s WHERE s.shop = ?1`,
  } satisfies Partial<Record<OtherTable, string>>;
  const columns = [
    ...Object.entries(newest).map(([key, query]) => `(${query}) AS "${key}"`),
    ...KINDS.map(
      (kind) => `(SELECT max(at) FROM activities WHERE shop = ?1 AND kind = '${kind}') AS "${kind}"`,
    ),
  ];
  const row = await db
    .prepare(`SELECT ${columns.join(", ")}`)
    .bind(shop)
    .first<Record<string, number | null>>();
  return row!;
}
