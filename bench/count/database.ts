/**
 * A D1 with a million people, kept between runs: some thousands go through the very flush that shards use, all others
 * are copies of these at other times, made within the database.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { attributesOf } from "../../core/attributes/standard";
import { type ActivityKind, activities } from "../../core/rules/activities";
import { totalColumns } from "../../core/rules/totals";
import { migrate } from "../../scripts/local";
import { flushToD1 } from "../../worker/visit/flush";
import { children, cpuOf } from "../harness/cpu";
import { NOW } from "../rules/people";
import { peopleWithAPast, SEGMENT } from "./people";
import { TIER } from "./tier";

export const SHOP = "benchshop1";
const ORIGINALS = 20_000;
const EMPTY = "export default { fetch() { return new Response() } }";
/** Copies differ by so much, as do hours of a day. */
const SHIFT = 37 * 60_000;

export interface Database {
  db: D1Database;
  miniflare: Miniflare;
  /** Milliseconds of CPU that it has used. */
  cpu(): number;
  stop(): Promise<void>;
}

/** `script`: of a Worker beside it. */
export async function open(folder: string, script = EMPTY): Promise<Database> {
  const before = children("workerd");
  const miniflare = new Miniflare({
    modules: true,
    script,
    compatibilityDate: "2026-04-01",
    d1Databases: ["DB"],
    d1Persist: folder,
    cf: false,
  } as MiniflareOptions);
  const db = (await miniflare.getD1Database("DB")) as unknown as D1Database;
  const pid = children("workerd").find((id) => !before.includes(id))!;
  await migrate(db);
  return { db, miniflare, cpu: () => cpuOf(pid), stop: () => miniflare.dispose() };
}

/** Filled when it is not there yet, or when the schema or these files have changed. */
export async function filled(people: number): Promise<Database> {
  const cache = join(import.meta.dirname, "../results/.count");
  const sources = [
    ...readdirSync("migrations")
      .filter((name) => name.endsWith(".sql"))
      .map((name) => join("migrations", name)),
    ...["people.ts", "database.ts"].map((name) => join(import.meta.dirname, name)),
  ];
  const hash = createHash("sha256");
  for (const file of sources) hash.update(readFileSync(file));
  const folder = join(cache, `${people}-${hash.digest("hex").slice(0, 12)}`);
  const done = join(folder, "done");
  if (existsSync(done)) return open(folder);
  for (const old of existsSync(cache) ? readdirSync(cache) : [])
    if (old.startsWith(`${people}-`)) rmSync(join(cache, old), { recursive: true });
  mkdirSync(folder, { recursive: true });
  console.error(`Filling a database with ${people.toLocaleString("en")} people, once …`);
  const database = await open(folder);
  await fill(database.db, people);
  writeFileSync(done, "");
  return database;
}

async function fill(db: D1Database, people: number): Promise<void> {
  await addShop(db);
  const originals = Math.min(ORIGINALS, people);
  // Sorted once at the end instead of at each row.
  const { results: indexes } = await db
    .prepare(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('profiles', 'profile_details', 'attribute_values', 'activities', 'memberships')",
    )
    .all<{ name: string; sql: string }>();
  await flushAll(db, peopleWithAPast(originals));
  await db.batch(
    indexes
      .filter(({ name }) => name !== "profiles_by_id")
      .map(({ name }) => db.prepare(`DROP INDEX ${name}`)),
  );
  const copiers = await Promise.all(COPIED.map((table) => copier(db, table)));
  for (let copy = 1; copy * originals < people; copy++) {
    const first = Math.min(originals, people - copy * originals);
    await db.batch(copiers.map((copyInto) => copyInto(copy, originals, first)));
  }
  for (const { name, sql } of indexes) if (name !== "profiles_by_id") await db.prepare(sql).run();
  await db.prepare("UPDATE shops SET people = (SELECT count(*) FROM profiles)").run();
}

export const addShop = (db: D1Database) =>
  db
    .prepare(
      "INSERT INTO shops (id, number, name, currency, time_zone, shards, created_at) VALUES (?1, 1, 'Fjell & Fjord', 'EUR', 'Europe/Berlin', 4, 0)",
    )
    .bind(SHOP)
    .run();

export const flushOf = (profiles: ReturnType<typeof peopleWithAPast>) => ({
  shop: SHOP,
  home: `${SHOP}.weur.1`,
  currency: "EUR",
  attributes: attributesOf([TIER]),
  now: NOW,
  rows: profiles.map((profile) => ({
    profile,
    entry: {
      activities: Object.entries(profile.history).flatMap(([kind, list]) =>
        list.map((entry) => ({ kind: kind as ActivityKind, activity: entry })),
      ),
      changes:
        SEGMENT in profile.memberships
          ? [{ segment: SEGMENT, entered: true, at: NOW, version: 1, cause: "signal" as const }]
          : [],
    },
  })),
});

async function flushAll(db: D1Database, profiles: ReturnType<typeof peopleWithAPast>): Promise<void> {
  for (let i = 0; i < profiles.length; i += 200) await flushToD1(db, flushOf(profiles.slice(i, i + 200)));
}

const COPIED = ["profiles", "profile_details", "attribute_values", "activities", "memberships"];
const INSTANTS = new Set([
  ...["at", "since", "first_seen_at", "last_seen_at", "first_order_at", "last_order_at"],
  ...(Object.keys(activities) as ActivityKind[]).map((kind) => totalColumns(kind)[1]),
]);

/** Copies a table's rows of the first people to the numbers of a copy. */
async function copier(db: D1Database, table: string) {
  const { results } = await db
    .prepare(`SELECT name FROM pragma_table_info('${table}')`)
    .all<{ name: string }>();
  const names = results.map(({ name }) => name);
  const number = names.includes("person") ? "person" : "num";
  const copied = (name: string) => {
    if (name === number) return `${name} + ?1 * ?2`;
    if (INSTANTS.has(name)) return `"${name}" - ?1 * ${SHIFT}`;
    // Spread over the whole index, as random ids are.
    if (name === "id" && number === "num") return `substr(id, 1 + ?1 % 13, 3) || id || ?1`;
    return `"${name}"`;
  };
  const list = names.map((name) => `"${name}"`).join(", ");
  const text = `INSERT INTO ${table} (${list}) SELECT ${names.map(copied).join(", ")} FROM ${table}
    WHERE ${number} > 1 << 32 AND ${number} <= (1 << 32) + ?3`;
  return (copy: number, originals: number, first: number) => db.prepare(text).bind(copy, originals, first);
}
