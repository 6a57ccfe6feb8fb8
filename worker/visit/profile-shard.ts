/**
 * A ProfileShard owns some of a shop's profiles: it alone changes them. On a visit it applies the signals, evaluates
 * the segments, chooses the messages and logs the request; the answer leaves only when that is durable. D1 gets
 * everything later, by alarm, and may be down meanwhile.
 */
import { DurableObject } from "cloudflare:workers";
import { newId } from "../../core/ids";
import { newProfile, type Profile } from "../../core/profiles/profile";
import type { Problem } from "../../core/signals/fields";
import type { VisitRequest } from "../../core/signals/wire";
import type { Env } from "../env";
import { askAfterWithdrawal } from "../privacy/withdrawal";
import { type EraseAsked, type EraseFound, Erasing } from "./erasing";
import { flushOutbox } from "./flush-outbox";
import { shardNamed } from "./home";
import { MergeStore } from "./merge-store";
import { type Absorption, type Arrival, type Joining, Merging } from "./merging";
import { allowRate, type Rates } from "./rates";
import { RulesWalk } from "./rules-walk";
import { ShardConfiguration } from "./shard-configuration";
import type { CommandsLogged, VisitLogged } from "./shard-log";
import { ShardStore } from "./shard-store";
import type { CompiledSnapshot } from "./snapshot";
import { type Batch, take, takeCommands } from "./take";
import {
  answerOf,
  isUsual,
  LIMITED,
  requestOf,
  type ShardCall,
  UNUSUAL,
  type VisitCall,
  type VisitReply,
} from "./visit-call";

/** The panel sees a quiet shop's visits after a second. */
const FLUSH_EVERY = 1000;
/** So many changed profiles are written at once, flush or not: what is only in the log is applied again at a start. */
const MOST_WAITING = 1000;
const LONGEST_BACK_OFF = 5 * 60_000;

export class ProfileShard extends DurableObject<Env> {
  #store: ShardStore;
  #configuration: ShardConfiguration;
  #walk: RulesWalk;
  #merging: Merging;
  #erasing: Erasing;
  #rates: Rates = new Map();
  #alarmSet = false;
  #failures = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new ShardStore(ctx.storage);
    this.#walk = new RulesWalk(this.#store, env.DB);
    this.#configuration = new ShardConfiguration(env, this.#store, async (compiled) => {
      if (this.#walk.begin(compiled)) await this.#wakeIn(FLUSH_EVERY);
    });
    const merges = new MergeStore(ctx.storage.sql);
    this.#erasing = new Erasing(ctx.storage, this.#store, merges);
    this.#merging = new Merging(ctx.storage, this.#store, this.#erasing, merges, env);
    // Whatever stopped us before, what waits goes on.
    ctx.blockConcurrencyWhile(async () => {
      if (!this.#store.log.isEmpty) this.#applyLog(await this.#configuration.any());
      if (this.#hasWork || this.#walk.isBehind) await this.#wakeIn(FLUSH_EVERY);
    });
  }

  async visit(asked: VisitCall): Promise<VisitReply> {
    let request = requestOf(asked);
    if (!request) return UNUSUAL;
    const { received } = asked;
    const compiled = this.#configuration.known(asked) ?? (await this.#configuration.of(asked));
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
    if (id === undefined && (asked.known || !request.consent.analytics)) return answerOf(received);
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

  /** The two of each pair are one person. */
  async join(call: ShardCall, pairs: readonly [string, string][]): Promise<void> {
    await this.#configuration.of(call);
    for (const [one, other] of pairs) this.#merging.pair(one, other);
    await this.#wakeIn(0);
  }

  /** These were never one person. Answers false when it is too late to say so. */
  async part(call: ShardCall, merge: string): Promise<boolean> {
    await this.#configuration.of(call);
    const begun = this.#merging.undo(merge);
    if (begun) await this.#wakeIn(0);
    return begun;
  }

  /** Another shard wants this profile to become part of one of its own. */
  async mergeAway(call: ShardCall, joining: Joining): Promise<boolean> {
    await this.#configuration.of(call);
    const begun = this.#merging.mergeAway(joining);
    await this.#wakeIn(0);
    return begun;
  }

  /** Another shard's profile becomes part of one that lives here, or of whom that one has become part of. */
  async absorb(call: ShardCall, json: string): Promise<Absorption> {
    const compiled = await this.#configuration.of(call);
    await this.#wakeIn(FLUSH_EVERY);
    try {
      return await this.#merging.absorb(JSON.parse(json) as Arrival, { ...call, compiled });
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
    if (counted) this.#store.log.append(arrived ? call : { ...call, place: "", agent: "" });
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
    for (const logged of this.#store.log.all()) {
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
    const compiled = await this.#configuration.of(call);
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
    if (problems) this.#store.log.appendCommands(one);
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
    const compiled = await this.#configuration.of(call);
    try {
      return this.#erasing.erase(asked, Date.now());
    } catch (error) {
      this.#readAgain(compiled);
      throw error;
    }
  }

  /** A newer configuration is out: take it, and evaluate everyone again if the rules changed. */
  async configure(call: ShardCall): Promise<void> {
    await this.#configuration.of(call);
    if (this.#walk.isBehind && !this.#alarmSet) await this.#wakeIn(FLUSH_EVERY);
  }

  /** How far the evaluation by the rules of a revision is. */
  progress(revision: number): { done: number; total: number } {
    return this.#walk.progress(revision);
  }

  /** Moves profiles whose membership time changes. */
  async due(call: ShardCall, ids: string[], now: number): Promise<void> {
    const compiled = await this.#configuration.of(call);
    for (const id of ids) this.#walk.reevaluate(id, compiled, now, "time");
    this.#store.checkpoint(now);
    await this.#wakeIn(0);
  }

  /** Cron calls when the outbox is old: the alarm may have given up. */
  async wake(): Promise<void> {
    if (this.#hasWork) await this.#wakeIn(0);
  }

  get #hasWork(): boolean {
    const { waiting, outbox } = this.#store;
    return waiting > 0 || !outbox.isEmpty || this.#merging.isWaiting || this.#store.withdrawn().length > 0;
  }

  override async alarm(): Promise<void> {
    this.#alarmSet = false;
    try {
      const walked = this.#walk.isWalking && (await this.#walkOn());
      const more = await this.#flush();
      const merging = this.#merging.isWaiting && (await this.#merge());
      await this.#tellWithdrawn();
      if (!walked && !more) await this.#walk.report(this.#configuration.self);
      this.#failures = 0;
      if (walked || more) await this.#wakeIn(0);
      else if (merging || !this.#store.outbox.isEmpty || this.#store.waiting > 0)
        await this.#wakeIn(FLUSH_EVERY);
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

  async #walkOn(): Promise<boolean> {
    return this.#walk.step(await this.#configuration.any(), this.#configuration.self);
  }

  async #flush(): Promise<boolean> {
    const compiled = await this.#configuration.any();
    const parts = { store: this.#store, erasing: this.#erasing, compiled, failures: this.#failures };
    return flushOutbox(this.env, parts, this.#configuration.self.name);
  }

  /** Their erasure is D1's to carry out: it may be about profiles that live elsewhere, too. */
  async #tellWithdrawn(): Promise<void> {
    for (const profile of this.#store.withdrawn()) {
      await askAfterWithdrawal(this.env.DB, this.#configuration.self.shop, profile, Date.now());
      this.#store.withdrawnTold(profile);
    }
  }

  /** Goes on with merges. Answers whether some still wait for something. */
  async #merge(): Promise<boolean> {
    const compiled = await this.#configuration.any();
    try {
      return await this.#merging.work({ ...this.#configuration.self, compiled });
    } catch (error) {
      this.#readAgain(compiled);
      throw error;
    }
  }

  async #wakeIn(delay: number): Promise<void> {
    this.#alarmSet = true;
    await this.ctx.storage.setAlarm(Date.now() + delay);
  }
}
