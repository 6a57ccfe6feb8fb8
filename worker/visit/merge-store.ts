/**
 * What a shard keeps of merges, in its own SQLite: pairs that are to become one, profiles that are on their way to
 * another shard or not yet moved in D1, and signposts to where merged profiles are now.
 */
import type { OutboxEntry } from "./outbox";

/** A profile that became part of another: where to find that one. */
export interface Signpost {
  id: string;
  home: string;
}

/** A profile that is moved: frozen until the other shard has it, then until D1 has it. */
export interface Move {
  /** The merge's own id: done once, however often it is asked for. */
  id: string;
  loser: string;
  survivor: string;
  /** The survivor's shard. */
  home: string;
  step: "frozen" | "absorbed";
  /** The survivor's, with everything of the loser: D1 follows when it has that one. */
  version?: number;
  at: number;
  /** The loser's document as it was, and what it had left for D1. */
  document: string;
  entry: OutboxEntry | undefined;
  visitors: string[];
}

export interface Claim {
  profile: string;
  kind: string;
  value: string;
  at: number;
}

/** A merge that was taken in. */
export interface Absorbed {
  merge: string;
  survivor: string;
  /** Both as they were. */
  before: string;
  document: string;
  visitors: string[];
}

/** So long a merge can be undone (ms). */
export const UNDO_FOR = 30 * 24 * 60 * 60 * 1000;

const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS pairs (one TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS moves (id TEXT PRIMARY KEY, loser TEXT NOT NULL, step TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID`,
  // With what an undo needs: both documents as they were, and the browsers of the one that was taken in.
  `CREATE TABLE IF NOT EXISTS absorbed (id TEXT PRIMARY KEY, at INTEGER NOT NULL, json TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS undos (id TEXT PRIMARY KEY) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS signposts (id TEXT PRIMARY KEY, survivor TEXT NOT NULL, home TEXT NOT NULL) WITHOUT ROWID`,
];

export class MergeStore {
  /** Looked at on every visit, so kept in memory too. */
  #signposts = new Map<string, Signpost>();
  #frozen = new Set<string>();

  constructor(private sql: SqlStorage) {
    for (const statement of SCHEMA) sql.exec(statement);
    for (const row of sql.exec<{ id: string; survivor: string; home: string }>("SELECT * FROM signposts"))
      this.#signposts.set(row.id, { id: row.survivor, home: row.home });
    for (const { loser } of sql.exec<{ loser: string }>("SELECT loser FROM moves WHERE step = 'frozen'"))
      this.#frozen.add(loser);
  }

  /** Where a profile went, as far as it is known here. */
  signpost(id: string): Signpost | undefined {
    let signpost = this.#signposts.get(id);
    for (let next = signpost; next && next.id !== id; next = this.#signposts.get(next.id)) signpost = next;
    return signpost;
  }

  isFrozen(id: string): boolean {
    return this.#frozen.has(id);
  }

  get isEmpty(): boolean {
    const query = ["claims", "pairs", "moves", "undos"]
      .map((table) => `SELECT 1 FROM ${table}`)
      .join(" UNION ALL ");
    return [...this.sql.exec(`${query} LIMIT 1`)].length === 0;
  }

  claims(): Claim[] {
    return [
      ...this.sql.exec<{ profile: string; kind: string; value: string; at: number }>("SELECT * FROM claims"),
    ];
  }

  claimSettled({ profile, kind, value }: Claim): void {
    this.sql.exec("DELETE FROM claims WHERE profile = ? AND kind = ? AND value = ?", profile, kind, value);
  }

  pairs(): [one: string, other: string][] {
    const rows = this.sql.exec<{ one: string; other: string }>("SELECT one, other FROM pairs");
    return [...rows].map(({ one, other }) => [one, other]);
  }

  addPair(one: string, other: string): void {
    this.sql.exec("INSERT OR IGNORE INTO pairs (one, other) VALUES (?, ?)", one, other);
  }

  pairSettled([one, other]: [string, string]): void {
    this.sql.exec("DELETE FROM pairs WHERE one = ? AND other = ?", one, other);
  }

  moves(): Move[] {
    const rows = this.sql.exec<{ json: string; step: Move["step"] }>(
      "SELECT json, step FROM moves ORDER BY id",
    );
    return [...rows].map(({ json, step }) => ({ ...(JSON.parse(json) as Move), step }));
  }

  /** From here on the loser is frozen, or, when its survivor has it already, a signpost. */
  addMove(move: Move): void {
    this.sql.exec(
      "INSERT OR IGNORE INTO moves (id, loser, step, json) VALUES (?, ?, ?, ?)",
      move.id,
      move.loser,
      move.step,
      JSON.stringify(move),
    );
    if (move.step === "frozen") this.#frozen.add(move.loser);
    else this.#post(move);
  }

  /** Who has everything of it: the survivor, or whoever that one has become part of. */
  hasArrived(move: Move, { id, home, version }: Signpost & { version: number }): void {
    this.sql.exec(
      `UPDATE moves SET step = 'absorbed',
       json = json_set(json, '$.survivor', ?, '$.home', ?, '$.version', ?) WHERE id = ?`,
      id,
      home,
      version,
      move.id,
    );
    this.#frozen.delete(move.loser);
    this.#post({ ...move, survivor: id, home });
  }

  moveDone({ id }: Move): void {
    this.sql.exec("DELETE FROM moves WHERE id = ?", id);
  }

  wasAbsorbed(merge: string): boolean {
    return this.absorbed(merge) !== undefined;
  }

  absorbed(merge: string): Absorbed | undefined {
    const [row] = this.sql.exec<{ json: string }>("SELECT json FROM absorbed WHERE id = ?", merge);
    return row && (JSON.parse(row.json) as Absorbed);
  }

  addAbsorbed(absorbed: Absorbed, at: number): void {
    this.sql.exec("DELETE FROM absorbed WHERE at < ?", at - UNDO_FOR);
    this.sql.exec(
      "INSERT INTO absorbed (id, at, json) VALUES (?, ?, ?)",
      absorbed.merge,
      at,
      JSON.stringify(absorbed),
    );
  }

  addUndo(merge: string): void {
    this.sql.exec("INSERT OR IGNORE INTO undos (id) VALUES (?)", merge);
  }

  undos(): string[] {
    return [...this.sql.exec<{ id: string }>("SELECT id FROM undos")].map(({ id }) => id);
  }

  /** `parted`: the profile that lives on its own again. */
  undone(merge: string, parted?: string): void {
    this.sql.exec("DELETE FROM undos WHERE id = ?", merge);
    if (parted === undefined) return;
    this.sql.exec("DELETE FROM absorbed WHERE id = ?", merge);
    this.sql.exec("DELETE FROM signposts WHERE id = ?", parted);
    this.#signposts.delete(parted);
  }

  /** These profiles, and those that became one with them or are about to. */
  kinOf(profiles: readonly string[]): string[] {
    const kin = new Set(profiles);
    const absorbed = this.sql
      .exec<{ survivor: string; loser: string }>(
        "SELECT json ->> '$.survivor' AS survivor, json ->> '$.document' ->> '$.id' AS loser FROM absorbed WHERE json ->> '$.document' <> ''",
      )
      .toArray();
    const links: [string, string][] = [
      ...[...this.#signposts].map(([loser, { id }]): [string, string] => [loser, id]),
      ...this.moves().map(({ loser, survivor }): [string, string] => [loser, survivor]),
      ...absorbed.map(({ loser, survivor }): [string, string] => [loser, survivor]),
      ...this.pairs(),
    ];
    for (let before = 0; before < kin.size; ) {
      before = kin.size;
      for (const [one, other] of links) if (kin.has(one) !== kin.has(other)) kin.add(one).add(other);
    }
    return [...kin];
  }

  /** What merges keep of these profiles as they were. */
  documentsOf(profiles: readonly string[]): string[] {
    const theirs = new Set(profiles);
    const absorbed = [...this.sql.exec<{ json: string }>("SELECT json FROM absorbed")].flatMap(({ json }) => {
      const { survivor, before, document } = JSON.parse(json) as Absorbed;
      return theirs.has(survivor) && document !== "" ? [before, document] : [];
    });
    const moves = this.moves().flatMap(({ loser, document }) => (theirs.has(loser) ? [document] : []));
    return [...absorbed, ...moves];
  }

  /** `texts`: what no document that is kept for an undo may hold from now on, whoever it is about. */
  erase(profiles: readonly string[], texts: readonly string[]): void {
    const theirs = JSON.stringify(profiles);
    const among = (column: string) => `${column} IN (SELECT value FROM json_each(?1))`;
    for (const condition of [
      `claims WHERE ${among("profile")}`,
      `pairs WHERE ${among("one")} OR ${among("other")}`,
      `moves WHERE ${among("loser")} OR ${among("json ->> '$.survivor'")}`,
      `undos WHERE id IN (SELECT id FROM absorbed WHERE ${among("json ->> '$.survivor'")})`,
      `absorbed WHERE ${among("json ->> '$.survivor'")}`,
      `signposts WHERE ${among("id")} OR ${among("survivor")}`,
    ])
      this.sql.exec(`DELETE FROM ${condition}`, theirs);
    // Too late to undo these; that they were absorbed is still known.
    this.sql.exec(
      `UPDATE absorbed SET json = json_set(json, '$.before', '', '$.document', '')
       WHERE EXISTS (SELECT 1 FROM json_each(?1) v WHERE instr(json ->> '$.document', v.value) > 0
         OR instr(json ->> '$.before', v.value) > 0)`,
      JSON.stringify(texts),
    );
    const gone = new Set(profiles);
    for (const [loser, { id }] of this.#signposts)
      if (gone.has(loser) || gone.has(id)) this.#signposts.delete(loser);
    for (const id of profiles) this.#frozen.delete(id);
  }

  #post({ loser, survivor, home }: Move): void {
    this.sql.exec(
      "INSERT OR REPLACE INTO signposts (id, survivor, home) VALUES (?, ?, ?)",
      loser,
      survivor,
      home,
    );
    this.#signposts.set(loser, { id: survivor, home });
  }
}
