/** A shard's own SQLite: its profiles, which visitor is whom, and the outbox of what D1 has not got yet. */
import type { MembershipChange } from "../../core/profiles/memberships";
import { type Profile, readProfile } from "../../core/profiles/profile";
import type { Effects } from "../../core/profiles/step";

/** What one change of a profile leaves for D1 beside the profile itself. */
export interface OutboxEntry extends Pick<Effects, "activities" | "orders" | "products" | "messageEvents"> {
  changes: MembershipChange[];
}

const SCHEMA = [
  // With a rowid: a document of some kilobytes does not belong into an index.
  `CREATE TABLE IF NOT EXISTS profiles (id TEXT PRIMARY KEY, document TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS visitors (visitor TEXT PRIMARY KEY, profile TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY, profile TEXT NOT NULL, at INTEGER NOT NULL, entry TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
];

/** Parsed profiles kept in memory: a visit has several requests. */
const MAX_CACHED = 500;

export class ShardStore {
  #cache = new Map<string, Profile>();
  #visitors = new Map<string, string>();

  constructor(private storage: DurableObjectStorage) {
    for (const statement of SCHEMA) storage.sql.exec(statement);
  }

  profileOf(visitor: string): Profile | undefined {
    let id = this.#visitors.get(visitor);
    if (id === undefined) {
      const [row] = this.storage.sql.exec<{ profile: string }>(
        "SELECT profile FROM visitors WHERE visitor = ?",
        visitor,
      );
      if (!row) return undefined;
      id = row.profile;
      this.#remember(this.#visitors, visitor, id);
    }
    return this.profile(id);
  }

  profile(id: string): Profile | undefined {
    const cached = this.#cache.get(id);
    if (cached) return cached;
    const [row] = this.storage.sql.exec<{ document: string }>(
      "SELECT document FROM profiles WHERE id = ?",
      id,
    );
    if (!row) return undefined;
    const profile = readProfile(row.document);
    this.#remember(this.#cache, id, profile);
    return profile;
  }

  documentLength(id: string): number {
    const [row] = this.storage.sql.exec<{ n: number }>(
      "SELECT length(document) AS n FROM profiles WHERE id = ?",
      id,
    );
    return row?.n ?? 0;
  }

  /** Stores a changed profile and what it leaves for D1: both or neither. `visitor` when it is new here. */
  save(profile: Profile, entry: OutboxEntry, now: number, visitor?: string): void {
    this.storage.transactionSync(() => {
      const { sql } = this.storage;
      if (visitor)
        sql.exec("INSERT OR REPLACE INTO visitors (visitor, profile) VALUES (?, ?)", visitor, profile.id);
      sql.exec(
        "INSERT INTO profiles (id, document) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document",
        profile.id,
        JSON.stringify(profile),
      );
      sql.exec(
        "INSERT INTO outbox (profile, at, entry) VALUES (?, ?, ?)",
        profile.id,
        now,
        JSON.stringify(entry),
      );
    });
    this.#remember(this.#cache, profile.id, profile);
    if (visitor) this.#remember(this.#visitors, visitor, profile.id);
  }

  /** After a change failed half-way: what is stored is the truth. */
  forget(id: string): void {
    this.#cache.delete(id);
  }

  /** The oldest outbox rows, up to a number of rows and about a number of characters. */
  outbox(maxRows: number, maxLength: number): { seq: number; profile: string; entry: OutboxEntry }[] {
    const rows: { seq: number; profile: string; entry: OutboxEntry }[] = [];
    let length = 0;
    const query = "SELECT seq, profile, entry FROM outbox ORDER BY seq LIMIT ?";
    for (const row of this.storage.sql.exec<{ seq: number; profile: string; entry: string }>(
      query,
      maxRows,
    )) {
      length += row.entry.length;
      if (rows.length > 0 && length > maxLength) break;
      rows.push({ ...row, entry: JSON.parse(row.entry) as OutboxEntry });
    }
    return rows;
  }

  delivered(seq: number): void {
    this.storage.sql.exec("DELETE FROM outbox WHERE seq <= ?", seq);
  }

  /** When the oldest waiting row was written; undefined when nothing waits. */
  oldest(): number | undefined {
    const [row] = this.storage.sql.exec<{ at: number }>("SELECT at FROM outbox ORDER BY seq LIMIT 1");
    return row?.at;
  }

  /** Ids after a given one, for walks over all profiles. */
  idsAfter(id: string, limit: number): string[] {
    const rows = this.storage.sql.exec<{ id: string }>(
      "SELECT id FROM profiles WHERE id > ? ORDER BY id LIMIT ?",
      id,
      limit,
    );
    return [...rows].map((row) => row.id);
  }

  get(key: string): string | undefined {
    const [row] = this.storage.sql.exec<{ value: string }>("SELECT value FROM state WHERE key = ?", key);
    return row?.value;
  }

  set(key: string, value: string): void {
    this.storage.sql.exec("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", key, value);
  }

  unset(key: string): void {
    this.storage.sql.exec("DELETE FROM state WHERE key = ?", key);
  }

  /** Keeps the newest: what is used again is put last, the first goes when it gets too many. */
  #remember<V>(map: Map<string, V>, key: string, value: V): void {
    map.delete(key);
    map.set(key, value);
    if (map.size > MAX_CACHED) map.delete(map.keys().next().value!);
  }
}
