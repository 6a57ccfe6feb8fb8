/** What a shard's profiles leave for D1, in order, until D1 has it. */
import type { MembershipChange } from "../../core/profiles/memberships";
import { type Profile, readProfile } from "../../core/profiles/profile";
import type { Effects } from "../../core/profiles/step";

/** What the changes of a profile leave for D1 beside the profile itself. */
export interface OutboxEntry
  extends Pick<
    Effects,
    "activities" | "retracted" | "orders" | "products" | "messageEvents" | "proved" | "forgot" | "rows"
  > {
  changes: MembershipChange[];
}

export interface OutboxRow {
  seq: number;
  profile: Profile;
  /** The profile's text as of the last checkpoint. */
  document: string;
  entry: OutboxEntry;
}

const SCHEMA =
  "CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY, profile TEXT NOT NULL, at INTEGER NOT NULL, entry TEXT NOT NULL)";
const ROWS_AT_ONCE = 500;

/** D1 refuses somebody's rows: nobody else shall wait for them. So long theirs do (ms). */
const SET_ASIDE_FOR = 60 * 60_000;

export class Outbox {
  #lastSeq: number;
  /** Whose rows wait until when. */
  #aside = new Map<string, number>();

  constructor(private sql: SqlStorage) {
    sql.exec(SCHEMA);
    this.#lastSeq = sql.exec<{ seq: number }>("SELECT coalesce(max(seq), 0) AS seq FROM outbox").one().seq;
  }

  /** Answers the row's number. */
  add(profile: string, entry: OutboxEntry, now: number): number {
    this.sql.exec(
      "INSERT INTO outbox (seq, profile, at, entry) VALUES (?, ?, ?, ?)",
      ++this.#lastSeq,
      profile,
      now,
      JSON.stringify(entry),
    );
    return this.#lastSeq;
  }

  /** What an earlier flush could not deliver: the oldest rows, up to about a number of characters. */
  oldest(length: number): OutboxRow[] {
    const rows: OutboxRow[] = [];
    let read = 0;
    for (const { seq, entry, document } of this.sql.exec<{ seq: number; entry: string; document: string }>(
      `SELECT o.seq, o.entry, p.document FROM outbox o JOIN profiles p ON p.id = o.profile
       WHERE o.profile NOT IN (SELECT value FROM json_each(?)) ORDER BY o.seq LIMIT ?`,
      this.#asideNow(),
      ROWS_AT_ONCE,
    )) {
      const profile = readProfile(document);
      rows.push({ seq, document, profile, entry: JSON.parse(entry) as OutboxEntry });
      read += entry.length + document.length;
      if (read >= length) break;
    }
    return rows;
  }

  delivered(seqs: readonly number[]): void {
    this.sql.exec("DELETE FROM outbox WHERE seq IN (SELECT value FROM json_each(?))", JSON.stringify(seqs));
  }

  setAside(profile: string, now: number): void {
    this.#aside.set(profile, now + SET_ASIDE_FOR);
  }

  isAside(profile: string): boolean {
    return this.#aside.size > 0 && JSON.parse(this.#asideNow()).includes(profile);
  }

  /** Nothing that could go now waits. */
  get isEmpty(): boolean {
    const waiting = "SELECT 1 FROM outbox WHERE profile NOT IN (SELECT value FROM json_each(?)) LIMIT 1";
    return [...this.sql.exec(waiting, this.#asideNow())].length === 0;
  }

  #asideNow(): string {
    for (const [profile, until] of this.#aside) if (until <= Date.now()) this.#aside.delete(profile);
    return JSON.stringify([...this.#aside.keys()]);
  }

  /** Number of the newest row. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Whether D1 still waits for rows up to this one. */
  owes(seq: number): boolean {
    return [...this.sql.exec("SELECT 1 FROM outbox WHERE seq <= ? LIMIT 1", seq)].length > 0;
  }

  /** Whether D1 still waits for something of a profile. */
  has(profile: string): boolean {
    return [...this.sql.exec("SELECT 1 FROM outbox WHERE profile = ? LIMIT 1", profile)].length > 0;
  }
}

/** Nothing but who entered and left what. */
export const movesAlone = (changes: MembershipChange[]): OutboxEntry => ({
  ...{ activities: [], retracted: [], orders: [], products: [], messageEvents: [], proved: [], forgot: [] },
  changes,
});

/** One more change of the same profile, before D1 has the first. */
export function addTo(entry: OutboxEntry, left: OutboxEntry): void {
  takeBack(entry, left);
  entry.activities.push(...left.activities);
  entry.orders.push(...left.orders);
  entry.products.push(...left.products);
  entry.messageEvents.push(...left.messageEvents);
  entry.proved.push(...left.proved);
  entry.forgot.push(...left.forgot);
  entry.changes.push(...left.changes);
  if (left.rows) entry.rows = [...(entry.rows ?? []), ...left.rows];
}

/** What is taken back before D1 has it never gets there. */
function takeBack(entry: OutboxEntry, { retracted }: OutboxEntry): void {
  if (retracted.length === 0) return;
  const gone = new Set(retracted.map(({ kind, at, id }) => `${kind} ${at} ${id}`));
  entry.activities = entry.activities.filter(
    ({ kind, activity: { at, id } }) => !gone.has(`${kind} ${at} ${id}`),
  );
  entry.retracted.push(...retracted);
}
