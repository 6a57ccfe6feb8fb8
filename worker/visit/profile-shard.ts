/**
 * A ProfileShard owns some of a shop's profiles: it alone changes them. On a visit it applies the signals, evaluates
 * the segments, chooses the messages and logs the request; the answer leaves only when that is durable. D1 gets
 * everything later, by alarm, and may be down meanwhile.
 */
import { DurableObject } from "cloudflare:workers";
import { newId } from "../../core/ids";
import { updateMemberships } from "../../core/profiles/memberships";
import { newProfile, type Profile } from "../../core/profiles/profile";
import type { Problem } from "../../core/signals/fields";
import { readVisitRequest, type VisitRequest } from "../../core/signals/wire";
import type { Env } from "../env";
import { askAfterWithdrawal } from "../privacy/withdrawal";
import { settle } from "../profiles/settle";
import { tellProfiles } from "../profiles/tell";
import { consentProblem } from "./allowed";
import { changedPeople } from "./changed-people";
import { configOf } from "./config";
import { type EraseAsked, type EraseFound, Erasing } from "./erasing";
import { flushToD1, type Moved } from "./flush";
import { erasedOf, isOfErased } from "./flush-erased";
import { homeOf, shardNamed } from "./home";
import { MergeStore } from "./merge-store";
import { type Arrival, type Joining, Merging } from "./merging";
import { printPass, readPass, shareDone } from "./pass";
import { type Plan, planFor } from "./plan";
import { allowRate, type Rates } from "./rates";
import { type CommandsLogged, ShardStore, type VisitLogged } from "./shard-store";
import { type CompiledSnapshot, compileSnapshot, type ShopHeader } from "./snapshot";
import { changeSooner } from "./store-moves";
import { type Batch, take, takeCommands } from "./take";

/** Which configuration a call is about. */
export interface ShardCall {
  shop: string;
  /** The shard's own name. */
  name: string;
  /** Revision of the configuration that the Worker has seen. */
  revision: number;
}

/** Texts and numbers only: they travel between isolates for next to nothing, and the log keeps them as they are. */
export interface VisitCall extends ShardCall, VisitLogged {
  /** Whether the browser sends Global Privacy Control. Given when the Worker looked at the head only: the shard checks the rest. */
  gpc?: boolean;
}

/** The answer as JSON, or `limited`: too many requests of this visitor, or `unusual`: the Worker is to read it. */
export type VisitReply = string;
export const LIMITED = "limited";
export const UNUSUAL = "unusual";

/** The panel sees a quiet shop's visits after a second. Under load, more of one visitor's requests go together. */
const FLUSH_EVERY = 1000;
const WAIT_WHEN_BUSY = 4000;
/** So many changed profiles are load. */
const BUSY = 50;
/** So many changed profiles are written at once, flush or not: what is only in the log is applied again at a start. */
const MOST_WAITING = 1000;
const LONGEST_BACK_OFF = 5 * 60_000;
const LENGTH_A_FLUSH = 600_000;
const PROFILES_A_STEP = 300;

export class ProfileShard extends DurableObject<Env> {
  #store: ShardStore;
  #merging: Merging;
  #erasing: Erasing;
  #compiled: CompiledSnapshot | undefined;
  #rates: Rates = new Map();
  /** Those of the walk who are still to be looked at, by which rules and from where on. */
  #found:
    | (Awaited<ReturnType<typeof changedPeople>> & { compiled: CompiledSnapshot; walk: string })
    | undefined;
  #alarmSet = false;
  #failures = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new ShardStore(ctx.storage);
    const merges = new MergeStore(ctx.storage.sql);
    this.#erasing = new Erasing(ctx.storage, this.#store, merges);
    this.#merging = new Merging(ctx.storage, this.#store, this.#erasing, merges, env);
    // Whatever stopped us before, what waits goes on.
    ctx.blockConcurrencyWhile(async () => {
      if (this.#store.hasLog()) this.#applyLog(await this.#configuration(this.#self()));
      if (this.#hasWork || this.#isBehind) await this.#wakeIn(FLUSH_EVERY);
    });
  }

  async visit(asked: VisitCall): Promise<VisitReply> {
    let request = requestOf(asked);
    if (!request) return UNUSUAL;
    const { received } = asked;
    const compiled = this.#compiledFor(asked) ?? (await this.#configuration(asked));
    if (asked.gpc !== undefined && !isUsual(request, asked, compiled.snapshot.shop, asked.gpc))
      return UNUSUAL;
    const call = this.#erasing.sinceErased(asked, request);
    if (!call) return answerOf(received);
    if (call !== asked) request = requestOf(call)!;
    if (!allowRate(this.#rates, request.visitor, received)) return LIMITED;
    const known = this.#store.profileOf(request.visitor);
    if (known !== undefined && this.#merging.isElsewhere(known)) {
      const moved = await this.#merging.findMoved(known, { ...call, compiled });
      // It was checked here, where its visitor belongs.
      if (moved && moved.home !== call.name)
        return shardNamed(this.env, moved.home).visitAs(
          { ...call, name: moved.home, gpc: undefined },
          moved.id,
        );
    }
    // No await from here on: nothing comes between reading a profile and keeping what was done to it.
    const id = this.#store.profileOf(request.visitor);
    // Who takes their consent back before we know them leaves no trace.
    if (id === undefined && !request.consent.analytics) return answerOf(received);
    try {
      return this.#take(id, call, request, compiled);
    } catch (error) {
      this.#readAgain(compiled);
      throw error;
    }
  }

  /** After something failed half-way: what is stored is the truth. */
  #readAgain(compiled: CompiledSnapshot): void {
    this.#store.forget();
    this.#applyLog(compiled);
  }

  /** A visit of a browser whose first home was another: its profile lives here now. */
  async visitAs(call: VisitCall, profile: string): Promise<VisitReply> {
    const { visitor } = requestOf(call)!;
    if (this.#store.profileOf(visitor) === undefined && !this.#erasing.isGone(profile))
      this.#store.giveVisitors([visitor], profile);
    return this.visit(call);
  }

  /** These two are one person. */
  async join(call: ShardCall, one: string, other: string): Promise<void> {
    await this.#configuration(call);
    this.#merging.pair(one, other);
    await this.#wakeIn(0);
  }

  /** These were never one person. Answers false when it is too late to say so. */
  async part(call: ShardCall, merge: string): Promise<boolean> {
    await this.#configuration(call);
    const begun = this.#merging.undo(merge);
    if (begun) await this.#wakeIn(0);
    return begun;
  }

  /** Another shard wants this profile to become part of one of its own. */
  async mergeAway(call: ShardCall, joining: Joining): Promise<boolean> {
    await this.#configuration(call);
    const begun = this.#merging.mergeAway(joining);
    await this.#wakeIn(0);
    return begun;
  }

  /** Another shard's profile becomes part of one that lives here, of which a version with everything is answered. */
  async absorb(call: ShardCall, json: string): Promise<number> {
    const compiled = await this.#configuration(call);
    const arrival = JSON.parse(json) as Arrival;
    if (this.#merging.isElsewhere(arrival.survivor)) {
      const moved = await this.#merging.findMoved(arrival.survivor, { ...call, compiled });
      if (moved && moved.home !== call.name) {
        const onward = JSON.stringify({ ...arrival, survivor: moved.id });
        return shardNamed(this.env, moved.home).absorb({ ...call, name: moved.home }, onward);
      }
      if (moved) arrival.survivor = moved.id;
    }
    // They were one person, who is erased: where the other comes from, it is erased too.
    if (this.#erasing.isGone(arrival.survivor)) return 0;
    await this.#wakeIn(FLUSH_EVERY);
    try {
      return this.#merging.takeIn(arrival, { ...call, compiled });
    } catch (error) {
      this.#readAgain(compiled);
      throw error;
    }
  }

  #take(
    id: string | undefined,
    call: VisitLogged,
    request: VisitRequest,
    compiled: CompiledSnapshot,
  ): string {
    const { received } = call;
    const known = id === undefined ? undefined : this.#store.profile(id);
    const profile = known ?? newProfile(id ?? newId(), received);
    const { left, counted, problems, arrived } = take(profile, known === undefined, request, call, compiled);
    if (id === undefined) this.#store.addVisitor(request.visitor, profile.id);
    if (counted) this.#store.append(arrived ? call : { ...call, place: "", agent: "" });
    if (!request.consent.analytics && compiled.snapshot.shop.withdrawal === "erase")
      this.#store.addWithdrawn(profile.id);
    if (left) {
      this.#store.change(profile, left, received);
      if (this.#store.waiting >= MOST_WAITING) this.#store.checkpoint(received);
      if (!this.#alarmSet) this.ctx.waitUntil(this.#wakeIn(FLUSH_EVERY));
    }
    const { memberships } = profile;
    const candidates =
      request.decide === false || !request.page
        ? "[]"
        : compiled.chooser.choose(profile, request.page, received, request.kept);
    const segments = compiled.visible.filter((segment) => segment in memberships);
    return answerOf(received, candidates, segments, problems);
  }

  /** Applies again what was taken since the last checkpoint. Numbered signals: what was applied before counts once. */
  #applyLog(compiled: CompiledSnapshot): void {
    for (const logged of this.#store.log()) {
      if ("profile" in logged) {
        this.#applyBatch(logged, compiled);
        continue;
      }
      const request = requestOf(logged)!;
      const id = this.#store.profileOf(request.visitor)!;
      const known = this.#store.profile(id);
      const profile = known ?? newProfile(id, logged.received);
      const { left } = take(profile, known === undefined, request, logged, compiled);
      if (left) this.#store.change(profile, left, logged.received);
    }
    this.#store.checkpoint(Date.now());
  }

  /**
   * Applies what others than browsers tell of profiles that live here. Answers for each what was refused, or null
   * where the profile is not here. What is answered is durable.
   */
  async tell(call: ShardCall, told: readonly CommandsLogged[]): Promise<(Problem[] | null)[]> {
    const compiled = await this.#configuration(call);
    const answers: (Problem[] | null)[] = [];
    for (const logged of told) answers.push(await this.#tellOne(call, logged, compiled));
    if (this.#store.waiting >= MOST_WAITING) this.#store.checkpoint(Date.now());
    if (!this.#alarmSet) await this.#wakeIn(FLUSH_EVERY);
    return answers;
  }

  async #tellOne(call: ShardCall, logged: CommandsLogged, compiled: CompiledSnapshot) {
    let one = logged;
    if (this.#merging.isElsewhere(logged.profile)) {
      const moved = await this.#merging.findMoved(logged.profile, { ...call, compiled });
      if (moved) one = { ...logged, profile: moved.id };
      if (moved && moved.home !== call.name) {
        const [answer] = await shardNamed(this.env, moved.home).tell({ ...call, name: moved.home }, [one]);
        return answer ?? null;
      }
    }
    const problems = this.#applyBatch(one, compiled);
    if (problems) this.#store.appendCommands(one);
    return problems ?? null;
  }

  #applyBatch({ received, profile: id, body }: CommandsLogged, compiled: CompiledSnapshot) {
    const profile = this.#store.profile(id);
    if (!profile) return undefined;
    const { commands, cause } = JSON.parse(body) as Batch;
    const { left, problems } = takeCommands(profile, commands, cause, received, compiled);
    this.#store.change(profile, left, received);
    return problems;
  }

  /** The newest document of a profile, for its page in the panel. Visitor ids are not in it. */
  document(id: string): Profile | undefined {
    return this.#store.profile(id);
  }

  /** Erases people, or tells what is here of them. */
  async erase(call: ShardCall, asked: EraseAsked): Promise<EraseFound> {
    const compiled = await this.#configuration(call);
    try {
      return this.#erasing.erase(asked, Date.now());
    } catch (error) {
      this.#readAgain(compiled);
      throw error;
    }
  }

  /** A newer configuration is out: take it, and evaluate everyone again if the rules changed. */
  async configure(call: ShardCall): Promise<void> {
    await this.#configuration(call);
    if (this.#isBehind && !this.#alarmSet) await this.#wakeIn(FLUSH_EVERY);
  }

  /** How far the evaluation by the rules of a revision is. */
  progress(revision: number): { done: number; total: number } {
    const total = this.#store.count();
    if (Number(this.#store.get("rules") ?? 0) < revision) return { done: 0, total };
    const walking = this.#store.get("walk") !== undefined;
    return { done: walking ? Math.min(total, Number(this.#store.get("walked"))) : total, total };
  }

  /** Moves profiles whose membership time changes. */
  async due(call: ShardCall, ids: string[], now: number): Promise<void> {
    const compiled = await this.#configuration(call);
    for (const id of ids) this.#reevaluate(id, compiled, now, "time");
    this.#store.checkpoint(now);
    await this.#wakeIn(0);
  }

  /** Cron calls when the outbox is old: the alarm may have given up. */
  async wake(): Promise<void> {
    if (this.#hasWork) await this.#wakeIn(0);
  }

  get #hasWork(): boolean {
    const { waiting, hasOutbox } = this.#store;
    return waiting > 0 || hasOutbox || this.#merging.isWaiting || this.#store.withdrawn().length > 0;
  }

  override async alarm(): Promise<void> {
    this.#alarmSet = false;
    try {
      const walked = await this.#walk();
      const more = await this.#flush();
      const merging = this.#merging.isWaiting && (await this.#merge());
      await this.#tellWithdrawn();
      if (!walked && !more) await this.#reportEvaluated();
      this.#failures = 0;
      if (walked || more) await this.#wakeIn(0);
      else if (merging || this.#store.hasOutbox || this.#store.waiting > 0) await this.#wakeIn(FLUSH_EVERY);
    } catch (error) {
      // Nothing is lost: the rows stay until D1 has them. Never throw, or the platform stops calling after six times.
      const delay = Math.min(FLUSH_EVERY * 2 ** ++this.#failures, LONGEST_BACK_OFF);
      // A long outage shall not make a long log.
      this.#store.checkpoint(Date.now());
      console.error(
        JSON.stringify({
          event: "flush failed",
          shard: this.#store.get("name"),
          failures: this.#failures,
          error: String(error),
        }),
      );
      await this.#wakeIn(delay);
    }
  }

  /** Sends one batch to D1: what could not be delivered before, else what waits long enough. Answers whether more could go. */
  async #flush(): Promise<boolean> {
    const { snapshot, attributes, clock } = this.#compiled ?? (await this.#configuration(this.#self()));
    const now = Date.now();
    const before = this.#store.waiting < BUSY ? Infinity : now - WAIT_WHEN_BUSY;
    const rows = this.#store.hasOutbox
      ? this.#store.outbox(LENGTH_A_FLUSH)
      : this.#store.checkpoint(now, before, LENGTH_A_FLUSH);
    if (rows.length === 0) return false;
    let moved: Moved;
    try {
      moved = await flushToD1(this.env.DB, {
        shop: snapshot.shop.id,
        home: this.#self().name,
        currency: snapshot.shop.currency,
        attributes,
        clock,
        rows,
        now,
      });
    } catch (error) {
      if (!isOfErased(error)) throw error;
      // This shard does not know of it: it was restored from a time before.
      const ids = rows.map(({ profile }) => profile.id);
      this.#erasing.eraseAll(await erasedOf(this.env.DB, snapshot.shop.id, ids), [], now);
      return true;
    }
    this.#store.delivered(rows.at(-1)!.seq);
    await settle(this.env, snapshot.shop.id, moved, tellProfiles);
    return this.#store.hasOutbox || (this.#store.waitingSince ?? Infinity) < before;
  }

  /** Their erasure is D1's to carry out: it may be about profiles that live elsewhere, too. */
  async #tellWithdrawn(): Promise<void> {
    for (const profile of this.#store.withdrawn()) {
      await askAfterWithdrawal(this.env.DB, this.#self().shop, profile, Date.now());
      this.#store.withdrawnTold(profile);
    }
  }

  /** Goes on with merges. Answers whether some still wait for something. */
  async #merge(): Promise<boolean> {
    const self = this.#self();
    const compiled = this.#compiled ?? (await this.#configuration(self));
    try {
      return await this.#merging.work({ ...self, compiled });
    } catch (error) {
      this.#readAgain(compiled);
      throw error;
    }
  }

  /** After new rules: evaluates its profiles again, some at a time. Answers whether more are left. */
  async #walk(): Promise<boolean> {
    if (this.#store.get("walk") === undefined) return false;
    const compiled = this.#compiled ?? (await this.#configuration(this.#self()));
    const changed = this.#plan?.changed;
    if (changed) return this.#walkChanged(changed, compiled);
    // No await from here on: newer rules may have begun the walk again, and a step is done whole or not at all.
    const cursor = this.#store.get("walk") ?? "";
    const ids = this.#store.idsAfter(cursor, PROFILES_A_STEP);
    const now = Date.now();
    for (const id of ids) this.#reevaluate(id, compiled, now, "rule");
    this.#store.checkpoint(now);
    this.#store.set("walked", String(Number(this.#store.get("walked")) + ids.length));
    if (ids.length === PROFILES_A_STEP) this.#store.set("walk", ids.at(-1)!);
    else this.#store.unset("walk");
    return ids.length === PROFILES_A_STEP;
  }

  /**
   * Only those whom D1 finds on the wrong side of a changed segment. It can tell when it has all that was changed by
   * the rules before: who changes later is evaluated by the new ones anyway.
   */
  async #walkChanged(changed: string[], compiled: CompiledSnapshot): Promise<boolean> {
    const { DB } = this.env;
    const { shop, name } = this.#self();
    const before = this.#store.get("walk");
    const { pass, after } = readPass(before);
    const segment = changed[pass];
    if (this.#store.owes(Number(this.#store.get("owed") ?? 0))) return true;
    this.#store.set("owed", "0");
    if (segment === undefined) {
      this.#store.unset("walk");
      return false;
    }
    const now = Date.now();
    const found =
      this.#found?.compiled === compiled && this.#found.walk === before
        ? this.#found
        : await changedPeople(DB, compiled, { segment, home: name, after }, now);
    const cut = found.people.filter(({ moves }) => moves)[PROFILES_A_STEP]?.num ?? Infinity;
    const people = found.people.filter(({ num }) => num < cut);
    const sooner = people.filter(({ moves }) => !moves).map((p): [number, number] => [p.num, p.nextChangeAt]);
    if (sooner.length > 0) await changeSooner(DB, name, sooner).run();
    const reached = cut < Infinity ? people.at(-1)!.num : found.reached;
    const next = reached === undefined ? { pass: pass + 1, after: 0 } : { pass, after: reached };
    const share = await shareDone(DB, shop, next, changed.length);
    // No await from here on: newer rules may have begun the walk again.
    if (this.#compiled !== compiled || this.#store.get("walk") !== before) return true;
    for (const { id, moves } of people) if (moves) this.#reevaluate(id, compiled, now, "rule");
    this.#store.checkpoint(now);
    this.#store.set("walked", String(Math.floor(this.#store.count() * share)));
    const left = found.people.filter(({ num }) => num >= cut);
    this.#found = left.length > 0 ? { ...found, people: left, compiled, walk: printPass(next) } : undefined;
    if (next.pass < changed.length) this.#store.set("walk", printPass(next));
    else this.#store.unset("walk");
    return next.pass < changed.length;
  }

  /** What was planned when the newest rules came. */
  get #plan(): Plan | null {
    return JSON.parse(this.#store.get("plan") ?? "null") as Plan | null;
  }

  /** Tells D1 that all its profiles are evaluated by these rules, when D1 has all that came of it. */
  async #reportEvaluated(): Promise<void> {
    const rules = this.#store.get("rules");
    if (rules === undefined || this.#store.get("evaluated") === rules) return;
    const { shop, name } = this.#self();
    await this.env.DB.prepare(
      `INSERT INTO shards (shop, name, region, flushed_at, evaluated_revision) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (shop, name) DO UPDATE SET evaluated_revision = ?5`,
    )
      .bind(shop, name, name.split(".")[1], Date.now(), Number(rules))
      .run();
    this.#store.set("evaluated", rules);
  }

  /** Its profiles are not all evaluated by the newest rules it knows, or D1 was not told. */
  get #isBehind(): boolean {
    return this.#store.get("walk") !== undefined || this.#store.get("evaluated") !== this.#store.get("rules");
  }

  #reevaluate(id: string, compiled: CompiledSnapshot, now: number, cause: "time" | "rule"): void {
    const profile = this.#store.profile(id);
    if (!profile) return;
    const before = profile.nextChangeAt;
    profile.version++;
    const changes = updateMemberships(profile, compiled.segments, compiled.isStatic, now, cause);
    if (changes.length === 0 && profile.nextChangeAt === before) {
      profile.version--;
      return;
    }
    this.#store.change(
      profile,
      {
        ...{ activities: [], retracted: [], orders: [], products: [], messageEvents: [], proved: [] },
        forgot: [],
        changes,
      },
      now,
    );
  }

  /** The compiled configuration, at least as new as the caller's. */
  async #configuration(call: ShardCall): Promise<CompiledSnapshot> {
    const known = this.#compiledFor(call);
    if (known) return known;
    const snapshot = await configOf(this.env, call.shop).snapshot();
    if (!snapshot) throw new Error(`shop ${call.shop} has no configuration`);
    // Another request may have been faster.
    if (this.#compiled && this.#compiled.snapshot.revision >= snapshot.revision) return this.#compiled;
    // The walk over all profiles finds those that are written.
    this.#store.checkpoint(Date.now());
    this.#compiled = compileSnapshot(snapshot, Date.now());
    this.#store.set("name", call.name);
    this.#store.set("shop", call.shop);
    const rules = String(snapshot.rulesRevision);
    if (this.#store.get("rules") !== rules) {
      const before = this.#plan;
      const isDone = this.#store.get("walk") === undefined;
      const plan = planFor(this.#compiled, before && (isDone ? { ...before, changed: [] } : before));
      this.#store.set("rules", rules);
      this.#store.set("plan", JSON.stringify(plan));
      this.#store.set("owed", String(this.#store.lastSeq));
      this.#store.set("walk", "");
      this.#store.set("walked", "0");
      await this.#wakeIn(FLUSH_EVERY);
    }
    return this.#compiled;
  }

  #compiledFor({ revision }: ShardCall): CompiledSnapshot | undefined {
    return this.#compiled && this.#compiled.snapshot.revision >= revision ? this.#compiled : undefined;
  }

  #self(): ShardCall {
    return { shop: this.#store.get("shop")!, name: this.#store.get("name")!, revision: 0 };
  }

  async #wakeIn(delay: number): Promise<void> {
    this.#alarmSet = true;
    await this.ctx.storage.setAlarm(Date.now() + delay);
  }
}

/** Undefined when it does not fit: nothing of the kind is ever logged. */
function requestOf({ body }: Pick<VisitLogged, "body">): VisitRequest | undefined {
  try {
    return readVisitRequest(JSON.parse(body), []);
  } catch {
    return undefined;
  }
}

/** It came to where it belongs and may be taken: the text's head may say something else than the whole. */
const isUsual = (request: VisitRequest, { name }: ShardCall, shop: ShopHeader, gpc: boolean): boolean =>
  shop.keys.includes(request.key) &&
  homeOf(shop.id, request.home, request.visitor, shop.shards) === name &&
  consentProblem(request, shop, gpc) === undefined;

/** A `VisitAnswer` as JSON, of its parts. */
const answerOf = (
  now: number,
  candidates = "[]",
  segments: string[] = [],
  problems: Problem[] = [],
): string =>
  `{"v":1,"now":${now},"candidates":${candidates},"segments":${JSON.stringify(segments)}${
    problems.length > 0 ? `,"problems":${JSON.stringify(problems)}` : ""
  }}`;
