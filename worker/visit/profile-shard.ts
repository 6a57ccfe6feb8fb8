/**
 * A ProfileShard owns some of a shop's profiles: it alone changes them. On a visit it applies the signals, evaluates
 * the segments, chooses the messages and stores profile and outbox together; the answer leaves only when they are
 * durable. D1 gets everything later, by alarm, and may be down meanwhile.
 */
import { DurableObject } from "cloudflare:workers";
import { newId } from "../../core/ids";
import { applySignals } from "../../core/profiles/apply-signals";
import { updateMemberships } from "../../core/profiles/memberships";
import { newProfile, type Profile } from "../../core/profiles/profile";
import { noEffects } from "../../core/profiles/step";
import { VISIT_GAP } from "../../core/profiles/visit";
import { readSignal } from "../../core/signals/catalogue";
import type { VisitAnswer, VisitRequest } from "../../core/signals/wire";
import type { Env } from "../env";
import { configOf } from "./config";
import { flushToD1 } from "./flush";
import { deviceAttributes, type Place, placeAttributes } from "./place";
import { allowRate, type Rates } from "./rates";
import { ShardStore } from "./shard-store";
import { type CompiledSnapshot, compileSnapshot } from "./snapshot";

export interface VisitCall {
  shop: string;
  /** The shard's own name. */
  name: string;
  /** Revision of the configuration that the Worker has seen. */
  revision: number;
  request: VisitRequest;
  received: number;
  place: Place;
  userAgent: string;
}

/** `limited`: too many requests of this visitor. Otherwise the answer, as JSON. */
export type VisitReply = { limited: true } | { answer: string };

/** The panel sees a quiet shop's visits after a second. Under load, more of one visitor's requests go together. */
const FLUSH_AFTER = 1000;
const FLUSH_AFTER_BUSY = 5000;
/** So many rows in one flush are load. */
const BUSY = 50;
const LONGEST_BACK_OFF = 5 * 60_000;
const ROWS_A_FLUSH = 200;
const LENGTH_A_FLUSH = 600_000;
const PROFILES_A_STEP = 300;

export class ProfileShard extends DurableObject<Env> {
  #store: ShardStore;
  #compiled: CompiledSnapshot | undefined;
  #rates: Rates = new Map();
  #alarmSet = false;
  #flushAfter = FLUSH_AFTER;
  #failures = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new ShardStore(ctx.storage);
    // Whatever stopped us before, what waits goes on.
    ctx.blockConcurrencyWhile(async () => {
      if (this.#store.oldest() !== undefined || this.#store.get("walk") !== undefined)
        await this.#wakeIn(FLUSH_AFTER);
    });
  }

  async visit(call: VisitCall): Promise<VisitReply> {
    const { request, received } = call;
    if (!allowRate(this.#rates, request.visitor, received)) return { limited: true };
    const compiled = await this.#configuration(call);
    // No await from here to the end of `save`: nothing comes between reading and writing a profile.
    const known = this.#store.profileOf(request.visitor);
    // Who takes their consent back before we know them leaves no trace.
    if (!known && !request.consent.analytics) return { answer: JSON.stringify(nothing(received)) };
    const profile = known ?? newProfile(newId(), received);
    try {
      return { answer: JSON.stringify(this.#apply(call, compiled, profile, known === undefined)) };
    } catch (error) {
      this.#store.forget(profile.id);
      throw error;
    }
  }

  #apply(call: VisitCall, compiled: CompiledSnapshot, profile: Profile, isNew: boolean): VisitAnswer {
    const { request, received } = call;
    const { snapshot, segments } = compiled;
    const effects = noEffects();
    const signals = request.signals.flatMap((raw, i) => {
      const signal = readSignal(raw, `signals[${i}]`, effects.problems);
      return signal ? [{ signal, path: `signals[${i}]` }] : [];
    });
    if (isNew || received - profile.visit.lastAt > VISIT_GAP)
      Object.assign(profile.attributes, placeAttributes(call.place), deviceAttributes(call.userAgent));
    const { consent } = profile;
    if (
      isNew ||
      consent.analytics !== request.consent.analytics ||
      consent.marketing !== request.consent.marketing
    )
      profile.consent = {
        analytics: request.consent.analytics,
        marketing: request.consent.marketing,
        at: received,
      };
    applySignals(
      profile,
      signals,
      {
        received,
        sent: request.sent,
        queue: request.queue,
        attributes: compiled.attributes,
        currency: snapshot.shop.currency,
        attribution: snapshot.shop,
        message: compiled.message,
        page: request.page,
      },
      effects,
    );
    // A request that only repeats changes nothing, but time may have: its memberships are looked at all the same.
    const changed = isNew || effects.counted > 0;
    const due = profile.nextChangeAt !== undefined && profile.nextChangeAt <= received;
    if (changed || due) {
      profile.version++;
      const changes = updateMemberships(
        profile,
        segments,
        compiled.isStatic,
        received,
        changed ? "signal" : "time",
      );
      const { activities, orders, products, messageEvents } = effects;
      this.#store.save(
        profile,
        { activities, orders, products, messageEvents, changes },
        received,
        isNew ? request.visitor : undefined,
      );
      if (!this.#alarmSet) this.ctx.waitUntil(this.#wakeIn(this.#flushAfter));
    } else if (request.decide !== false)
      segments.program.load(profile, received, (segment) => segment in profile.memberships);
    return {
      v: 1,
      now: received,
      candidates:
        request.decide === false || !request.page
          ? []
          : compiled.chooser.choose(profile, request.page, received),
      segments: Object.keys(profile.memberships).filter((segment) => compiled.visible.has(segment)),
      ...(effects.problems.length > 0 && { problems: effects.problems }),
    };
  }

  /** The newest document of a profile, for its page in the panel. Visitor ids are not in it. */
  document(id: string): Profile | undefined {
    return this.#store.profile(id);
  }

  /** A newer configuration is out: take it, and evaluate everyone again if the rules changed. */
  async configure(call: Pick<VisitCall, "shop" | "name" | "revision">): Promise<void> {
    await this.#configuration(call);
  }

  /** Moves profiles whose membership time changes. */
  async due(call: Pick<VisitCall, "shop" | "name" | "revision">, ids: string[], now: number): Promise<void> {
    const compiled = await this.#configuration(call);
    for (const id of ids) this.#reevaluate(id, compiled, now, "time");
    await this.#wakeIn(0);
  }

  /** Cron calls when the outbox is old: the alarm may have given up. */
  async wake(): Promise<void> {
    if (this.#store.oldest() !== undefined) await this.#wakeIn(0);
  }

  override async alarm(): Promise<void> {
    this.#alarmSet = false;
    try {
      const walked = await this.#walk();
      const flushed = await this.#flush();
      this.#failures = 0;
      if (walked || flushed) await this.#wakeIn(0);
    } catch (error) {
      // Nothing is lost: the rows stay until D1 has them. Never throw, or the platform stops calling after six times.
      const delay = Math.min(FLUSH_AFTER * 2 ** ++this.#failures, LONGEST_BACK_OFF);
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

  /** Sends one batch of the outbox to D1. Answers whether more waits. */
  async #flush(): Promise<boolean> {
    const rows = this.#batch();
    const last = rows.at(-1);
    if (!last) return false;
    const documents = [...new Set(rows.map(({ profile }) => profile))].map((id) => this.#store.profile(id)!);
    const { snapshot, attributes } = this.#compiled ?? (await this.#configuration(this.#self()));
    const entries = rows.map(({ profile, entry }) => ({ profile, ...entry }));
    await flushToD1(this.env.DB, {
      shop: snapshot.shop.id,
      home: this.#self().name,
      currency: snapshot.shop.currency,
      attributes,
      profiles: documents,
      entries,
      evaluatedRevision: this.#store.get("walk") === undefined ? snapshot.rulesRevision : undefined,
      now: Date.now(),
    });
    this.#store.delivered(last.seq);
    this.#flushAfter = rows.length >= BUSY ? FLUSH_AFTER_BUSY : FLUSH_AFTER;
    return this.#store.oldest() !== undefined;
  }

  /** As many rows as one batch to D1 may hold, together with the documents of their profiles. */
  #batch() {
    const rows = this.#store.outbox(ROWS_A_FLUSH, LENGTH_A_FLUSH);
    const seen = new Set<string>();
    let length = 0;
    for (let i = 0; i < rows.length; i++) {
      const { profile } = rows[i]!;
      if (seen.has(profile)) continue;
      seen.add(profile);
      length += this.#store.documentLength(profile);
      if (length > LENGTH_A_FLUSH && i > 0) return rows.slice(0, i);
    }
    return rows;
  }

  /** After new rules: evaluates its profiles again, some at a time. Answers whether more are left. */
  async #walk(): Promise<boolean> {
    const cursor = this.#store.get("walk");
    if (cursor === undefined) return false;
    const compiled = this.#compiled ?? (await this.#configuration(this.#self()));
    const ids = this.#store.idsAfter(cursor, PROFILES_A_STEP);
    const now = Date.now();
    for (const id of ids) this.#reevaluate(id, compiled, now, "rule");
    if (ids.length === PROFILES_A_STEP) this.#store.set("walk", ids.at(-1)!);
    else {
      this.#store.unset("walk");
      const { shop, name } = this.#self();
      await this.env.DB.prepare("UPDATE shards SET evaluated_revision = ?3 WHERE shop = ?1 AND name = ?2")
        .bind(shop, name, compiled.snapshot.rulesRevision)
        .run();
    }
    return ids.length === PROFILES_A_STEP;
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
    this.#store.save(profile, { activities: [], orders: [], products: [], messageEvents: [], changes }, now);
  }

  /** The compiled configuration, at least as new as the caller's. */
  async #configuration(call: Pick<VisitCall, "shop" | "name" | "revision">): Promise<CompiledSnapshot> {
    if (this.#compiled && this.#compiled.snapshot.revision >= call.revision) return this.#compiled;
    const snapshot = await configOf(this.env, call.shop).snapshot();
    if (!snapshot) throw new Error(`shop ${call.shop} has no configuration`);
    // Another request may have been faster.
    if (this.#compiled && this.#compiled.snapshot.revision >= snapshot.revision) return this.#compiled;
    this.#compiled = compileSnapshot(snapshot, Date.now());
    this.#store.set("name", call.name);
    this.#store.set("shop", call.shop);
    const rules = String(snapshot.rulesRevision);
    if (this.#store.get("rules") !== rules) {
      this.#store.set("rules", rules);
      this.#store.set("walk", "");
      await this.#wakeIn(FLUSH_AFTER);
    }
    return this.#compiled;
  }

  #self(): Pick<VisitCall, "shop" | "name" | "revision"> {
    return { shop: this.#store.get("shop")!, name: this.#store.get("name")!, revision: 0 };
  }

  async #wakeIn(delay: number): Promise<void> {
    this.#alarmSet = true;
    await this.ctx.storage.setAlarm(Date.now() + delay);
  }
}

const nothing = (now: number): VisitAnswer => ({ v: 1, now, candidates: [], segments: [] });
