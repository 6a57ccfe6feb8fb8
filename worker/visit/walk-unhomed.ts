/**
 * The walk over the people that D1 owns, after new rules: segment by segment, only those whom SQL finds on the wrong
 * side of one; everybody where it is not known by which rules they were sorted.
 *
 * A step is one transaction: what changed and how far it is. It is undone when somebody else was faster: another
 * worker at the same step, newer rules, or a change of the very profile.
 */
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import * as table from "../db/schema";
import { type ChangedPerson, changedPeople } from "./changed-people";
import { printPass, readPass, shareDone } from "./pass";
import { planFor } from "./plan";
import type { CompiledSnapshot } from "./snapshot";
import { type Moves, storeMoves } from "./store-moves";
import { documentsAfter, documentsOf, evaluate, LENGTH_A_STEP, type Stored } from "./stored-people";

/** At most so many documents are read at once. */
const STEP = 500;
/** Somebody else changed a profile of the step: it is read again. */
const TRIES = 5;

type Job = typeof table.evaluations.$inferSelect;

/** Begins again, by the rules of this revision. Answers whether they are new. */
export async function startEvaluation(
  database: D1Database,
  shop: string,
  revision: number,
  now: number,
): Promise<boolean> {
  const newest = await jobOf(database, shop);
  if (newest && newest.revision >= revision) return false;
  // What a finished job had planned is done; what an unfinished one had is asked by the next one too.
  await database
    .prepare(
      `INSERT INTO evaluations (shop, revision, cursor, done, total, started_at, finished_at)
       SELECT ?1, ?2, '', 0, (SELECT count(*) FROM profiles p JOIN shops s ON s.id = ?1
         WHERE p.num > s.number << 32 AND p.num < (s.number + 1) << 32 AND p.home IS NULL), ?3, NULL
       WHERE true
       ON CONFLICT (shop) DO UPDATE SET revision = ?2, cursor = '', done = 0, total = excluded.total, started_at = ?3,
         finished_at = NULL, plan = iif(finished_at IS NULL, plan, json_set(plan, '$.changed', json('[]')))
       WHERE evaluations.revision < ?2`,
    )
    .bind(shop, revision, now)
    .run();
  return true;
}

/** By these rules, if they are those of the shop's job. */
export async function evaluateBy(
  database: D1Database,
  compiled: CompiledSnapshot,
  until: number,
  clock = Date.now,
): Promise<boolean> {
  const { id: shop } = compiled.snapshot.shop;
  let cursor: string | null | undefined;
  for (let tries = 0; tries < TRIES; tries++) {
    const job = await jobOf(database, shop);
    // Another worker is at it, or newer rules are out.
    if (job?.revision !== compiled.snapshot.rulesRevision) return false;
    if (tries > 0 && job.cursor !== cursor) return false;
    const walk = new Walk(database, compiled, job, clock);
    if (await walk.goOn(until)) return walk.isDone;
    if (walk.cursor !== cursor) tries = 0;
    cursor = walk.cursor;
  }
  return false;
}

class Walk {
  #size = STEP;
  #length = { read: 0, documents: 0 };

  constructor(
    private db: D1Database,
    private compiled: CompiledSnapshot,
    private job: Job,
    private now: () => number,
  ) {}

  get cursor(): string | null {
    return this.job.cursor;
  }

  get isDone(): boolean {
    return this.job.finishedAt !== null;
  }

  /** Until then, or the end. Answers false when somebody else was faster. */
  async goOn(until: number): Promise<boolean> {
    if (this.job.plan?.revision !== this.job.revision && !(await this.#plan())) return false;
    while (!this.isDone && this.now() < until) {
      const { changed } = this.job.plan!;
      if (!(await (changed ? this.#askChanged(changed, until) : this.#readAll()))) return false;
    }
    return true;
  }

  /** The first that comes to a job plans it. */
  #plan(): Promise<boolean> {
    const { plan } = this.job;
    const next = planFor(this.compiled, plan);
    const finishedAt = next.changed?.length === 0 ? this.now() : null;
    const done = finishedAt === null ? 0 : this.job.total;
    return this.#store({ ...this.job, plan: next, finishedAt, done }, NOTHING);
  }

  async #readAll(): Promise<boolean> {
    const now = this.now();
    const { after } = readPass(this.job.cursor);
    const stored = await documentsAfter(this.db, this.job.shop, after, STEP);
    const { looked, moves } = evaluate(this.compiled, stored, "rule", now);
    const isLast = looked === stored.length && looked < STEP;
    const next = {
      ...this.job,
      cursor: printPass({ pass: 0, after: stored[looked - 1]?.num ?? after }),
      done: this.job.done + looked,
      finishedAt: isLast ? now : null,
    };
    return this.#store(next, moves);
  }

  /** Some of those whom one changed segment moves, in as many steps as their documents need. */
  async #askChanged(changed: string[], until: number): Promise<boolean> {
    const { pass, after } = readPass(this.job.cursor);
    const now = this.now();
    const asked = { node: changed[pass]!, home: null, after };
    const { people, reached } = await changedPeople(this.db, this.compiled, asked, now);
    let left = people;
    do {
      const { looked, moves } = await this.#evaluateSome(left, now);
      const last = left[looked - 1]?.num;
      left = left.slice(looked);
      const end = reached === undefined ? { pass: pass + 1, after: 0 } : { pass, after: reached };
      const place = left.length > 0 ? { pass, after: last! } : end;
      const finishedAt = place.pass === changed.length ? now : null;
      const share = await shareDone(this.db, this.job.shop, place, changed.length);
      const done = Math.floor(this.job.total * share);
      const next = { ...this.job, cursor: printPass(place), done, finishedAt };
      if (!(await this.#store(next, moves))) return false;
    } while (left.length > 0 && this.now() < until);
    return true;
  }

  /** The first of them, as many as can be written at once. */
  async #evaluateSome(people: ChangedPerson[], now: number): Promise<{ looked: number; moves: Moves }> {
    const movers = people.filter(({ moves }) => moves).slice(0, this.#size);
    const ids = new Set(movers.map(({ num }) => num));
    const stored = movers.length > 0 ? await documentsOf(this.db, [...ids]) : [];
    const { looked, moves } = evaluate(this.compiled, stored, "rule", now);
    this.#fit(stored);
    // Those up to the first whom it did not come to.
    const missed = stored[looked]?.num ?? Infinity;
    const rest = people.findIndex(({ num, moves }) => num >= missed || (moves && !ids.has(num)));
    const some = rest < 0 ? people : people.slice(0, rest);
    const sooner = some
      .filter(({ moves, nextChangeAt }) => !moves && nextChangeAt < Infinity)
      .map(({ num, nextChangeAt }): [number, number] => [num, nextChangeAt]);
    return { looked: some.length, moves: { ...moves, sooner } };
  }

  /** Reads no more documents at once than can be written at once. */
  #fit(stored: readonly Stored[]): void {
    const known = this.#length;
    for (const { document } of stored) known.read += document.length;
    known.documents += stored.length;
    if (known.read > 0)
      this.#size = Math.min(STEP, Math.ceil((LENGTH_A_STEP / known.read) * known.documents));
  }

  async #store(next: Job, moves: Moves): Promise<boolean> {
    const { shop, revision, cursor } = this.job;
    const advance = this.db
      .prepare(
        `UPDATE evaluations SET cursor = ?4, done = ?5, finished_at = ?6, plan = coalesce(?7, plan),
           revision = CASE WHEN revision = ?2 AND cursor IS ?3 THEN revision END WHERE shop = ?1`,
      )
      .bind(
        ...[shop, revision, cursor, next.cursor, next.done, next.finishedAt],
        next.plan === this.job.plan ? null : JSON.stringify(next.plan),
      );
    if (!(await storeMoves(this.db, shop, moves, [advance]))) return false;
    this.job = next;
    return true;
  }
}

const NOTHING: Moves = { moved: [], later: [], sooner: [], read: [] };

export async function jobOf(database: D1Database, shop: string): Promise<Job | undefined> {
  const [job] = await drizzle(database)
    .select()
    .from(table.evaluations)
    .where(eq(table.evaluations.shop, shop));
  return job;
}
