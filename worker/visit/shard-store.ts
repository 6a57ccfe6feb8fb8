/**
 * A shard's own SQLite, in three steps that each cost more and happen less often: a visit appends one row to the log
 * and changes the profile in memory; a checkpoint writes the changed profiles and what they leave for D1 into the
 * outbox, and empties the log; a flush takes rows of the outbox to D1. After a crash the log is applied again.
 */

import { isProven } from "../../core/profiles/identity";
import { type Profile, readProfile } from "../../core/profiles/profile";
import { addTo, Outbox, type OutboxEntry, type OutboxRow } from "./outbox";
import { ShardLog } from "./shard-log";

interface Changed {
  profile: Profile;
  entry: OutboxEntry;
  /** When it changed first, and by which row of the log. */
  since: number;
  logged: number;
}

const SCHEMA = [
  // With a rowid: a document of some kilobytes does not belong into an index.
  `CREATE TABLE IF NOT EXISTS profiles (id TEXT PRIMARY KEY, document TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS visitors (visitor TEXT PRIMARY KEY, profile TEXT NOT NULL) WITHOUT ROWID`,
  // Identities that a profile was proven to have, until D1 has said who owns them.
  `CREATE TABLE IF NOT EXISTS claims (profile TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (profile, kind, value)) WITHOUT ROWID`,
  // People who took their consent back, until D1 knows that they are to be erased.
  `CREATE TABLE IF NOT EXISTS withdrawn (profile TEXT PRIMARY KEY) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
];

/** Parsed profiles kept in memory beside the changed ones: a visit has several requests. */
const MAX_CACHED = 500;

export class ShardStore {
  #cache = new Map<string, Profile>();
  #visitors = new Map<string, string>();
  /** Profiles changed since the last checkpoint, and what they leave for D1. */
  #changed = new Map<string, Changed>();
  readonly log: ShardLog;
  readonly outbox: Outbox;

  constructor(private storage: DurableObjectStorage) {
    for (const statement of SCHEMA) storage.sql.exec(statement);
    this.log = new ShardLog(storage.sql);
    this.outbox = new Outbox(storage.sql);
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

  /** A profile was changed in memory by the request logged last, and leaves this for D1. */
  change(profile: Profile, left: OutboxEntry, now: number): void {
    const known = this.#changed.get(profile.id);
    if (known) addTo(known.entry, left);
    else {
      this.#changed.set(profile.id, { profile, entry: left, since: now, logged: this.log.newest });
      this.#cache.delete(profile.id);
    }
  }

  /** Keeps a profile that lived elsewhere until now; it is written at once, whatever comes after. */
  adopt(profile: Profile): void {
    this.storage.sql.exec(
      "INSERT INTO profiles (id, document) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
      profile.id,
      JSON.stringify(profile),
    );
  }

  /** Another object stands for a profile from now on. */
  replace(profile: Profile): void {
    const changed = this.#changed.get(profile.id);
    if (changed) changed.profile = profile;
    this.#cache.delete(profile.id);
  }

  /** Gives a profile away: its newest state, and what it left for D1 and was not yet written. */
  takeOut(id: string): { profile: Profile; entry: OutboxEntry | undefined } | undefined {
    const profile = this.profile(id);
    if (!profile) return undefined;
    const entry = this.#changed.get(id)?.entry;
    this.storage.sql.exec("DELETE FROM profiles WHERE id = ?", id);
    this.#changed.delete(id);
    this.#cache.delete(id);
    return { profile, entry };
  }

  /** A profile, its browsers, and all that waits for D1. What the log says of it is not looked at. */
  erase(id: string): void {
    const { sql } = this.storage;
    for (const visitor of this.visitorsOf(id)) this.#visitors.delete(visitor);
    for (const table of ["visitors", "outbox", "claims", "withdrawn"])
      sql.exec(`DELETE FROM ${table} WHERE profile = ?`, id);
    sql.exec("DELETE FROM profiles WHERE id = ?", id);
    this.#changed.delete(id);
    this.#cache.delete(id);
  }

  /** People who took their consent back, and are to be erased for it. */
  withdrawn(): string[] {
    return [...this.storage.sql.exec<{ profile: string }>("SELECT profile FROM withdrawn")].map(
      ({ profile }) => profile,
    );
  }

  addWithdrawn(profile: string): void {
    this.storage.sql.exec("INSERT OR IGNORE INTO withdrawn (profile) VALUES (?)", profile);
  }

  withdrawnTold(profile: string): void {
    this.storage.sql.exec("DELETE FROM withdrawn WHERE profile = ?", profile);
  }

  /** Browsers of a profile. */
  visitorsOf(profile: string): string[] {
    const rows = this.storage.sql.exec<{ visitor: string }>(
      "SELECT visitor FROM visitors WHERE profile = ?",
      profile,
    );
    return [...rows].map(({ visitor }) => visitor);
  }

  /** These browsers are that person's from now on. */
  giveVisitors(visitors: readonly string[], profile: string): void {
    for (const visitor of visitors) {
      this.storage.sql.exec(
        "INSERT INTO visitors (visitor, profile) VALUES (?, ?) ON CONFLICT (visitor) DO UPDATE SET profile = excluded.profile",
        visitor,
        profile,
      );
      remember(this.#visitors, visitor, profile);
    }
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
        const seq = this.outbox.add(id, entry, now);
        for (const { kind, value } of entry.forgot)
          sql.exec("DELETE FROM claims WHERE profile = ? AND kind = ? AND value = ?", id, kind, value);
        for (const { kind, value, at } of entry.proved.filter((identity) => isProven(profile, identity)))
          sql.exec(
            "INSERT OR IGNORE INTO claims (profile, kind, value, at) VALUES (?, ?, ?, ?)",
            id,
            kind,
            value,
            at,
          );
        rows.push({ seq, profile, document, entry });
      }
      // The first of the rest waits longest, so nothing before its first request is needed by any.
      const [next] = [...this.#changed.values()].slice(rows.length, rows.length + 1);
      if (rows.length > 0) this.log.cut(next?.logged ?? Number.MAX_SAFE_INTEGER);
    });
    for (const { profile } of rows) {
      this.#changed.delete(profile.id);
      remember(this.#cache, profile.id, profile);
    }
    return rows;
  }

  /** After a change failed half-way: what is stored is the truth, and the log is to be applied again. */
  forget(): void {
    this.#changed.clear();
    this.#cache.clear();
    this.#visitors.clear();
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
