/** A shard's log: what was taken since the last checkpoint, to be applied again after a crash. */

/**
 * A request as it was taken: enough to apply it again. `body` is the wire's own text; place and agent are empty in the
 * log where nothing looked at them.
 */
export type VisitLogged = {
  received: number;
  place: string;
  agent: string;
  body: string;
  /** Identities that it has proof of, one a line. */
  proved?: string;
};
/** Commands as they were taken, for the profile of this id; `body` is a `Batch`. */
export type CommandsLogged = { received: number; profile: string; body: string };
export type Logged = VisitLogged | CommandsLogged;

const SCHEMA = `CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, received INTEGER NOT NULL, place TEXT,
  agent TEXT, profile TEXT, proved TEXT, body TEXT NOT NULL)`;

export class ShardLog {
  #newest: number;

  constructor(private sql: SqlStorage) {
    sql.exec(SCHEMA);
    this.#newest = sql.exec<{ seq: number }>("SELECT coalesce(max(seq), 0) AS seq FROM log").one().seq;
  }

  /** Number of the row written last. */
  get newest(): number {
    return this.#newest;
  }

  /** Keeps a request that has been applied: it survives a crash from here on. */
  append({ received, place, agent, body, proved }: VisitLogged): void {
    this.sql.exec(
      "INSERT INTO log (seq, received, place, agent, body, proved) VALUES (?, ?, ?, ?, ?, ?)",
      ++this.#newest,
      received,
      place,
      agent,
      body,
      proved ?? null,
    );
  }

  /** Keeps commands that have been applied. */
  appendCommands({ received, profile, body }: CommandsLogged): void {
    this.sql.exec(
      "INSERT INTO log (seq, received, profile, body) VALUES (?, ?, ?, ?)",
      ++this.#newest,
      received,
      profile,
      body,
    );
  }

  /** Oldest first. */
  all(): Logged[] {
    const query = "SELECT received, place, agent, profile, proved, body FROM log ORDER BY seq";
    return [...this.sql.exec<VisitLogged & CommandsLogged & { profile: string | null }>(query)].map(
      ({ profile, ...logged }) => (profile === null ? logged : { profile, ...logged }),
    );
  }

  get isEmpty(): boolean {
    return [...this.sql.exec("SELECT 1 FROM log LIMIT 1")].length === 0;
  }

  /** What came before a row is written elsewhere. */
  cut(before: number): void {
    this.sql.exec("DELETE FROM log WHERE seq < ?", before);
  }

  /** All that it holds is written elsewhere. */
  clear(): void {
    this.sql.exec("DELETE FROM log");
  }
}
