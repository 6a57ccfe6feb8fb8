/**
 * A shard's own SQLite, in three steps that each cost more and happen less often: a visit appends one row to the log
 * and changes the profile in memory; a checkpoint writes the changed profiles and what they leave for D1 into the
 * outbox, and empties the log; a flush takes rows of the outbox to D1. After a crash the log is applied again.
 */
import type { MembershipChange } from "../../core/profiles/memberships";
import { type Profile, readProfile } from "../../core/profiles/profile";
import type { Effects } from "../../core/profiles/step";

/** What the changes of a profile leave for D1 beside the profile itself. */
export interface OutboxEntry extends Pick<Effects, "activities" | "orders" | "products" | "messageEvents"> {
  changes: MembershipChange[];
}

/** A request as it was taken: enough to apply it again. `body` is the wire's own text. */
export type Logged = { received: number; place: string; agent: string; body: string };

export interface OutboxRow {
  seq: number;
  profile: Profile;
  /** The profile's text as of the last checkpoint. */
  document: string;
  entry: OutboxEntry;
}

interface Changed {
  profile: Profile;
  entry: OutboxEntry;
  /** When it changed first, and by which row of the log. */
  since: number;
  logged: number;
}

const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, received INTEGER NOT NULL, place TEXT NOT NULL, agent TEXT NOT NULL, body TEXT NOT NULL)`,
  // With a rowid: a document of some kilobytes does not belong into an index.
  `CREATE TABLE IF NOT EXISTS profiles (id TEXT PRIMARY KEY, document TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS visitors (visitor TEXT PRIMARY KEY, profile TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY, profile TEXT NOT NULL, at INTEGER NOT NULL, entry TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
];

/** Parsed profiles kept in memory beside the changed ones: a visit has several requests. */
const MAX_CACHED = 500;

export class ShardStore {
  #cache = new Map<string, Profile>();
  #visitors = new Map<string, string>();
  /** Profiles changed since the last checkpoint, and what they leave for D1. */
  #changed = new Map<string, Changed>();
  /** Numbers of the newest row of the log and of the outbox. */
  #logged: number;
  #lastSeq: number;

  constructor(private storage: DurableObjectStorage) {
    for (const statement of SCHEMA) storage.sql.exec(statement);
    const newest = (table: string) =>
      storage.sql.exec<{ seq: number }>(`SELECT coalesce(max(seq), 0) AS seq FROM ${table}`).one().seq;
    this.#logged = newest("log");
    this.#lastSeq = newest("outbox");
  }

  /** Id of the profile of a visitor. There may be no document yet: the profile is then to be made with this id. */
  profileOf(visitor: string): string | undefined {
    let id = this.#visitors.get(visitor);
    if (id === undefined) {
      const [row] = this.storage.sql.exec<{ profile: string }>(
        "SELECT profile FROM visitors WHERE visitor = ?",
        visitor,
      );
      if (!row) return undefined;
      id = row.profile;
      remember(this.#visitors, visitor, id);
    }
    return id;
  }

  profile(id: string): Profile | undefined {
    const inMemory = this.#changed.get(id)?.profile ?? this.#cache.get(id);
    if (inMemory) return inMemory;
    const document = this.document(id);
    if (document === undefined) return undefined;
    const profile = readProfile(document);
    remember(this.#cache, id, profile);
    return profile;
  }

  /** A profile's document as of the last checkpoint. */
  document(id: string): string | undefined {
    const [row] = this.storage.sql.exec<{ document: string }>(
      "SELECT document FROM profiles WHERE id = ?",
      id,
    );
    return row?.document;
  }

  addVisitor(visitor: string, profile: string): void {
    this.storage.sql.exec("INSERT INTO visitors (visitor, profile) VALUES (?, ?)", visitor, profile);
    remember(this.#visitors, visitor, profile);
  }

  /** Keeps a request that has been applied: it survives a crash from here on. */
  append({ received, place, agent, body }: Logged): void {
    this.storage.sql.exec(
      "INSERT INTO log (seq, received, place, agent, body) VALUES (?, ?, ?, ?, ?)",
      ++this.#logged,
      received,
      place,
      agent,
      body,
    );
  }

  /** A profile was changed in memory by the request logged last, and leaves this for D1. */
  change(profile: Profile, left: OutboxEntry, now: number): void {
    const known = this.#changed.get(profile.id);
    if (!known) {
      this.#changed.set(profile.id, { profile, entry: left, since: now, logged: this.#logged });
      this.#cache.delete(profile.id);
      return;
    }
    const { entry } = known;
    entry.activities.push(...left.activities);
    entry.orders.push(...left.orders);
    entry.products.push(...left.products);
    entry.messageEvents.push(...left.messageEvents);
    entry.changes.push(...left.changes);
  }

  /** How many profiles wait for a checkpoint. */
  get waiting(): number {
    return this.#changed.size;
  }

  /** Since when the profile that waits longest for a checkpoint does so. */
  get waitingSince(): number | undefined {
    const { value } = this.#changed.values().next();
    return value?.since;
  }

  /**
   * Writes profiles that changed before an instant, those that wait longest first, to the outbox, and cuts from the
   * log what is no longer needed: all or nothing. At most about `length` characters of documents.
   */
  checkpoint(now: number, before = Infinity, length = Infinity): OutboxRow[] {
    const rows: OutboxRow[] = [];
    let written = 0;
    this.storage.transactionSync(() => {
      const { sql } = this.storage;
      for (const [id, { profile, entry, since }] of this.#changed) {
        if (since >= before || written >= length) break;
        const document = JSON.stringify(profile);
        written += document.length;
        sql.exec(
          "INSERT INTO profiles (id, document) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document",
          id,
          document,
        );
        const seq = this.#lastSeq + rows.length + 1;
        sql.exec(
          "INSERT INTO outbox (seq, profile, at, entry) VALUES (?, ?, ?, ?)",
          seq,
          id,
          now,
          JSON.stringify(entry),
        );
        rows.push({ seq, profile, document, entry });
      }
      // The first of the rest waits longest, so nothing before its first request is needed by any.
      const [next] = [...this.#changed.values()].slice(rows.length, rows.length + 1);
      if (rows.length > 0) sql.exec("DELETE FROM log WHERE seq < ?", next?.logged ?? Number.MAX_SAFE_INTEGER);
    });
    this.#lastSeq += rows.length;
    for (const { profile } of rows) {
      this.#changed.delete(profile.id);
      remember(this.#cache, profile.id, profile);
    }
    return rows;
  }

  /** Requests since the last checkpoint, oldest first. */
  log(): Logged[] {
    return [...this.storage.sql.exec<Logged>("SELECT received, place, agent, body FROM log ORDER BY seq")];
  }

  hasLog(): boolean {
    return [...this.storage.sql.exec("SELECT 1 FROM log LIMIT 1")].length > 0;
  }

  /** After a change failed half-way: what is stored is the truth, and the log is to be applied again. */
  forget(): void {
    this.#changed.clear();
    this.#cache.clear();
    this.#visitors.clear();
  }

  /** What an earlier flush could not deliver: the oldest rows, up to about a number of characters. */
  outbox(length: number): OutboxRow[] {
    const rows: OutboxRow[] = [];
    let read = 0;
    const query = `SELECT o.seq, o.entry, p.document FROM outbox o JOIN profiles p ON p.id = o.profile ORDER BY o.seq LIMIT 500`;
    for (const { seq, entry, document } of this.storage.sql.exec<{
      seq: number;
      entry: string;
      document: string;
    }>(query)) {
      rows.push({
        ...{ seq, document },
        profile: readProfile(document),
        entry: JSON.parse(entry) as OutboxEntry,
      });
      read += entry.length + document.length;
      if (read >= length) break;
    }
    return rows;
  }

  delivered(seq: number): void {
    this.storage.sql.exec("DELETE FROM outbox WHERE seq <= ?", seq);
  }

  /** Whether anything waits for D1. */
  get hasOutbox(): boolean {
    return [...this.storage.sql.exec("SELECT 1 FROM outbox LIMIT 1")].length > 0;
  }

  /** Number of the newest row of the outbox. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Whether D1 still waits for rows up to this one. */
  owes(seq: number): boolean {
    return [...this.storage.sql.exec("SELECT 1 FROM outbox WHERE seq <= ? LIMIT 1", seq)].length > 0;
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

  /** How many profiles it keeps. */
  count(): number {
    return this.storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM profiles").one().n;
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
}

/** Keeps the newest: what is used again is put last, the first goes when it gets too many. */
function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > MAX_CACHED) map.delete(map.keys().next().value!);
}
