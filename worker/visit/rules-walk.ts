/** A shard's walk over its profiles after new rules: some at a time, kept in its store, so that a stop loses nothing. */
import { evaluateProfile } from "../../core/profiles/memberships";
import { type ChangedPerson, changedPeople } from "./changed-people";
import { movesAlone } from "./outbox";
import { printPass, readPass, shareDone } from "./pass";
import { type Plan, planFor } from "./plan";
import type { ShardStore } from "./shard-store";
import type { CompiledSnapshot } from "./snapshot";
import { changeSooner } from "./store-moves";
import type { ShardCall } from "./visit-call";

const PROFILES_A_STEP = 300;

export class RulesWalk {
  /** Those who were found and are still to be looked at, by which rules and from where on. */
  #found: { people: ChangedPerson[]; reached?: number; rules: string; walk: string } | undefined;

  constructor(
    private store: ShardStore,
    private db: D1Database,
  ) {}

  /** Begins again when these rules are new. Answers whether they are. */
  begin(compiled: CompiledSnapshot): boolean {
    const rules = rulesOf(compiled);
    if (this.store.get("rules") === rules) return false;
    const before = this.#plan;
    const isDone = !this.isWalking;
    const plan = planFor(compiled, before && (isDone ? { ...before, changed: [] } : before));
    this.store.set("rules", rules);
    this.store.set("plan", JSON.stringify(plan));
    this.store.set("owed", String(this.store.outbox.lastSeq));
    this.store.set("walk", "");
    this.store.set("walked", "0");
    return true;
  }

  get isWalking(): boolean {
    return this.store.get("walk") !== undefined;
  }

  /** Its profiles are not all evaluated by the newest rules it knows, or D1 was not told. */
  get isBehind(): boolean {
    return this.isWalking || this.store.get("evaluated") !== this.store.get("rules");
  }

  /** How far the evaluation by the rules of a revision is. */
  progress(revision: number): { done: number; total: number } {
    const total = this.store.count();
    if (Number(this.store.get("rules") ?? 0) < revision) return { done: 0, total };
    return { done: this.isWalking ? Math.min(total, Number(this.store.get("walked"))) : total, total };
  }

  /** Goes on by the newest rules. Answers whether more are left. */
  async step(compiled: CompiledSnapshot, { shop, name }: ShardCall): Promise<boolean> {
    if (!this.isWalking) return false;
    const changed = this.#plan?.changed;
    return changed ? this.#askChanged(changed, compiled, { shop, name }) : this.#lookAtAll(compiled);
  }

  /** Without waiting: newer rules may begin the walk again, and a step is done whole or not at all. */
  #lookAtAll(compiled: CompiledSnapshot): boolean {
    const ids = this.store.idsAfter(this.store.get("walk")!, PROFILES_A_STEP);
    const now = Date.now();
    for (const id of ids) this.reevaluate(id, compiled, now, "rule");
    this.store.checkpoint(now);
    this.store.set("walked", String(Number(this.store.get("walked")) + ids.length));
    if (ids.length === PROFILES_A_STEP) this.store.set("walk", ids.at(-1)!);
    else this.store.unset("walk");
    return ids.length === PROFILES_A_STEP;
  }

  /**
   * Only those whom D1 finds on the wrong side of a changed segment. It can tell when it has all that was changed by
   * the rules before: who changes later is evaluated by the new ones anyway.
   */
  async #askChanged(
    changed: string[],
    compiled: CompiledSnapshot,
    { shop, name }: Pick<ShardCall, "shop" | "name">,
  ): Promise<boolean> {
    const rules = rulesOf(compiled);
    const before = this.store.get("walk")!;
    const { pass, after } = readPass(before);
    const node = changed[pass];
    if (this.store.outbox.owes(Number(this.store.get("owed") ?? 0))) return true;
    this.store.set("owed", "0");
    if (node === undefined) {
      this.store.unset("walk");
      return false;
    }
    const now = Date.now();
    const found =
      this.#found?.rules === rules && this.#found.walk === before
        ? this.#found
        : await changedPeople(this.db, compiled, { node, home: name, after }, now);
    const cut = found.people.filter(({ moves }) => moves)[PROFILES_A_STEP]?.num ?? Infinity;
    const people = found.people.filter(({ num }) => num < cut);
    const sooner = people.filter(({ moves }) => !moves).map((p): [number, number] => [p.num, p.nextChangeAt]);
    if (sooner.length > 0) await changeSooner(this.db, name, sooner).run();
    const reached = cut < Infinity ? people.at(-1)!.num : found.reached;
    const next = reached === undefined ? { pass: pass + 1, after: 0 } : { pass, after: reached };
    const share = await shareDone(this.db, shop, next, changed.length);
    // Nothing is waited for from here on: newer rules may have begun the walk again.
    if (this.store.get("rules") !== rules || this.store.get("walk") !== before) return true;
    for (const { id, moves } of people) if (moves) this.reevaluate(id, compiled, now, "rule");
    this.store.checkpoint(now);
    this.store.set("walked", String(Math.floor(this.store.count() * share)));
    const left = found.people.filter(({ num }) => num >= cut);
    this.#found = left.length > 0 ? { ...found, people: left, rules, walk: printPass(next) } : undefined;
    if (next.pass < changed.length) this.store.set("walk", printPass(next));
    else this.store.unset("walk");
    return next.pass < changed.length;
  }

  /** Evaluates a profile that lives here, if time or rules may have moved it. */
  reevaluate(id: string, compiled: CompiledSnapshot, now: number, cause: "time" | "rule"): void {
    const profile = this.store.profile(id);
    if (!profile) return;
    const before = profile.nextChangeAt;
    profile.version++;
    const { segments, isStatic } = compiled;
    const { changes, computed } = evaluateProfile(profile, segments, isStatic, now, cause);
    if (changes.length === 0 && computed.length === 0 && profile.nextChangeAt === before) {
      profile.version--;
      return;
    }
    this.store.change(profile, movesAlone(changes), now);
  }

  /** Tells D1 that all its profiles are evaluated by these rules, when D1 has all that came of it. */
  async report({ shop, name }: ShardCall): Promise<void> {
    const rules = this.store.get("rules");
    if (rules === undefined || this.store.get("evaluated") === rules) return;
    await this.db
      .prepare(
        `INSERT INTO shards (shop, name, region, flushed_at, evaluated_revision) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (shop, name) DO UPDATE SET evaluated_revision = ?5`,
      )
      .bind(shop, name, name.split(".")[1], Date.now(), Number(rules))
      .run();
    this.store.set("evaluated", rules);
  }

  /** What was planned when the newest rules came. */
  get #plan(): Plan | null {
    return JSON.parse(this.store.get("plan") ?? "null") as Plan | null;
  }
}

const rulesOf = ({ snapshot }: CompiledSnapshot): string => String(snapshot.rulesRevision);
