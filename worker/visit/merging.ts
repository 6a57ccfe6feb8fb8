/**
 * Two profiles of one person become one, wherever they live: a saga that the younger one's shard drives, step by step,
 * each kept before the next and harmless when done twice.
 *
 * 1. An identity was proven: D1's unique index says who owns it. If another profile does, the two are a pair.
 * 2. A profile that D1 owns takes its home here, by one compare-and-set.
 * 3. The younger one is frozen, copied to the elder's shard and taken in there once; a signpost stays behind, which
 *    forwards. A visit that comes meanwhile waits for it.
 * 4. D1's rows follow, when the elder is there.
 *
 * With D1 down the first and last wait for it, and visits go on.
 */
import { newId } from "../../core/ids";
import { tellDifference } from "../../core/profiles/fold-history";
import { mergeProfiles } from "../../core/profiles/merge";
import { newProfile, type Profile, readProfile } from "../../core/profiles/profile";
import { type Split, splitProfile } from "../../core/profiles/split";
import { noEffects } from "../../core/profiles/step";
import { isSurvivor } from "../../core/profiles/survivor";
import { touched } from "../../core/tables/rows";
import type { Env } from "../env";
import type { Erasing } from "./erasing";
import { shardNamed } from "./home";
import type { Absorbed, Claim, MergeStore, Move, Signpost } from "./merge-store";
import { adoptInD1, moveInD1, ownerInD1, partInD1, rowInD1 } from "./moves-d1";
import type { OutboxEntry } from "./outbox";
import type { ShardStore } from "./shard-store";
import type { CompiledSnapshot } from "./snapshot";
import { settle } from "./take";

/** A profile on its way. */
export interface Arrival {
  merge: string;
  survivor: string;
  document: string;
  entry: OutboxEntry | undefined;
  visitors: string[];
}

/** A merge that is wanted: `home` is the survivor's. */
export interface Joining {
  merge: string;
  loser: string;
  survivor: string;
  home: string;
}

interface Located {
  id: string;
  createdAt: number;
  home: string;
}

/** Who has taken an arrival in, and from which of its versions on: of one who is erased 0. */
export interface Absorption extends Signpost {
  version: number;
}

export interface MergingShard {
  shop: string;
  name: string;
  compiled: CompiledSnapshot;
}

export class Merging {
  #onTheWay = new Map<string, Promise<void>>();
  #kept: MergeStore;

  constructor(
    private storage: DurableObjectStorage,
    private store: ShardStore,
    private erasing: Erasing,
    kept: MergeStore,
    private env: Env,
  ) {
    this.#kept = kept;
  }

  get isWaiting(): boolean {
    return !this.#kept.isEmpty;
  }

  /** Where a profile is now, if it is no longer here; waits for one that is on its way. */
  async findMoved(id: string, shard: MergingShard): Promise<Signpost | undefined> {
    for (;;) {
      const signpost = this.#kept.signpost(id);
      const leaving = signpost?.id ?? id;
      const move = this.#kept.isFrozen(leaving) && this.#kept.moves().find(({ loser }) => loser === leaving);
      if (!move) return signpost;
      await this.#send(move, shard);
    }
  }

  /** Whether a profile has left, or is about to. Costs nothing. */
  isElsewhere(id: string): boolean {
    return this.#kept.isFrozen(id) || this.#kept.signpost(id) !== undefined;
  }

  /** Somebody says that these are one person. */
  pair(one: string, other: string): void {
    this.#kept.addPair(one, other);
  }

  /** Goes on with all that waits. Answers whether something does still. */
  async work(shard: MergingShard): Promise<boolean> {
    for (const claim of this.#kept.claims()) await this.#settleClaim(claim, shard);
    for (const pair of this.#kept.pairs()) await this.#join(pair, shard);
    for (const move of this.#kept.moves()) {
      if (move.step === "frozen") await this.#send(move, shard);
      else if (await moveInD1(this.env.DB, shard.shop, move)) this.#kept.moveDone(move);
    }
    for (const merge of this.#kept.undos()) await this.#undo(merge, shard);
    return this.isWaiting;
  }

  /** Somebody says that these two were never one. Answers false when it is too late, or was done. */
  undo(merge: string): boolean {
    const absorbed = this.#kept.absorbed(merge);
    if (!absorbed?.document || this.isElsewhere(absorbed.survivor)) return false;
    this.#kept.addUndo(merge);
    return true;
  }

  async #undo(merge: string, shard: MergingShard): Promise<void> {
    const absorbed = this.#kept.absorbed(merge);
    const merged = absorbed && this.store.profile(absorbed.survivor);
    // It waits for what D1 is still to get under the old name, and for the rows to have followed.
    if (absorbed && this.#kept.moves().some(({ loser }) => loser === readProfile(absorbed.document).id))
      return;
    if (!merged) return this.#kept.undone(merge);
    const before = readProfile(absorbed.before);
    const { clock } = shard.compiled;
    const { stayed, parted } = splitProfile(merged, before, readProfile(absorbed.document), clock);
    await partInD1(this.env.DB, shard.shop, merge, stayed, parted);
    // Signals came meanwhile: it is done with what is known now.
    const now = this.store.profile(absorbed.survivor)!;
    this.#part(absorbed, now, splitProfile(now, before, readProfile(absorbed.document), clock), shard);
  }

  #part(
    { merge, visitors }: Absorbed,
    merged: Profile,
    { stayed, parted }: Split,
    { compiled }: MergingShard,
  ): void {
    this.storage.transactionSync(() => {
      const now = Date.now();
      const [ours, theirs] = [noEffects(), noEffects()];
      tellDifference(merged.history, stayed.history, ours);
      tellDifference({}, parted.history, theirs);
      // Its rows in D1 are gone: whatever it is in, it enters.
      for (const [segment, at] of Object.entries(parted.memberships))
        if (compiled.isStatic(segment)) theirs.members.push({ segment, entered: true, at });
        else delete parted.memberships[segment];
      theirs.rows = touched(parted.rows);
      // What the other takes along is no longer ours.
      ours.rows = [...touched(stayed.rows), ...theirs.rows];
      this.store.replace(stayed);
      this.store.change(stayed, settle(stayed, ours, compiled, now, "signal"), now);
      this.store.adopt(parted);
      this.store.change(parted, settle(parted, theirs, compiled, now, "signal"), now);
      this.store.giveVisitors(visitors, parted.id);
      this.store.checkpoint(now);
      this.store.log.clear();
      this.#kept.undone(merge, parted.id);
    });
  }

  async #settleClaim(claim: Claim, { shop }: MergingShard): Promise<void> {
    const profile = this.#kept.signpost(claim.profile)?.id ?? claim.profile;
    const owner = await ownerInD1(this.env.DB, shop, { ...claim, profile });
    this.storage.transactionSync(() => {
      if (owner !== profile) this.#kept.addPair(profile, owner);
      this.#kept.claimSettled(claim);
    });
  }

  /** The younger one goes to the elder, wherever they live; later, when one of them is just on its way. */
  async #join(pair: [string, string], shard: MergingShard): Promise<void> {
    const one = await this.#locate(pair[0], shard);
    const other = await this.#locate(pair[1], shard);
    if (one === "moving" || other === "moving") return;
    if (one && other && one.id !== other.id) {
      const [survivor, loser] = isSurvivor(one, other) ? [one, other] : [other, one];
      const joining = { merge: newId(), loser: loser.id, survivor: survivor.id, home: survivor.home };
      const { shop, name } = shard;
      const begun =
        loser.home === name
          ? this.#freeze(joining)
          : await shardNamed(this.env, loser.home).mergeAway(
              { shop, name: loser.home, revision: 0 },
              joining,
            );
      if (!begun) return;
    }
    this.#kept.pairSettled(pair);
  }

  /** Where somebody lives; a profile that D1 owns comes to live here. Undefined when there is no such profile. */
  async #locate(id: string, { shop, name }: MergingShard): Promise<Located | "moving" | undefined> {
    const now = this.#kept.signpost(id)?.id ?? id;
    const here = this.store.profile(now);
    if (here) return { id: now, createdAt: here.createdAt, home: name };
    const row = await rowInD1(this.env.DB, shop, now);
    if (!row) return this.isElsewhere(now) ? "moving" : undefined;
    const { home } = row;
    if (home !== null && home !== name) return { ...row, home };
    // D1 has not followed yet.
    if (this.isElsewhere(row.id)) return "moving";
    const document = await adoptInD1(this.env.DB, shop, row.id, name);
    if (this.erasing.isGone(row.id)) return undefined;
    if (document === undefined) throw new Error("a profile found another home meanwhile");
    this.store.adopt(readProfile(document));
    return { ...row, home: name };
  }

  /**
   * Answers false while D1 waits for something of the loser: that goes there first, under its own name. Also when it
   * is leaving for somebody else: D1 will say for whom.
   */
  #freeze({ merge, loser, survivor, home }: Joining): boolean {
    if (this.isElsewhere(loser)) return false;
    if (this.store.outbox.has(loser)) return false;
    this.storage.transactionSync(() => {
      const taken = this.store.takeOut(loser);
      if (!taken) return;
      const at = Date.now();
      // What the log holds is in documents from here on.
      this.store.checkpoint(at);
      this.store.log.clear();
      this.#kept.addMove({
        ...{ id: merge, loser, survivor, home, step: "frozen", at, entry: taken.entry },
        document: JSON.stringify(taken.profile),
        visitors: this.store.visitorsOf(loser),
      });
    });
    return true;
  }

  /** Asked by the survivor's shard. Answers false when it must be asked again. */
  mergeAway(joining: Joining): boolean {
    return this.#freeze(joining);
  }

  /** Brings a frozen profile to its survivor, once, however many ask for it. */
  #send(move: Move, shard: MergingShard): Promise<void> {
    const known = this.#onTheWay.get(move.id);
    if (known) return known;
    const sending = this.#bring({ ...move, merge: move.id }, move.home, shard)
      .then((absorption) => this.#kept.hasArrived(move, absorption))
      .finally(() => this.#onTheWay.delete(move.id));
    this.#onTheWay.set(move.id, sending);
    return sending;
  }

  async #bring(arrival: Arrival, home: string, shard: MergingShard): Promise<Absorption> {
    if (home === shard.name) return this.absorb(arrival, shard);
    const call = { shop: shard.shop, name: home, revision: 0 };
    return shardNamed(this.env, home).absorb(call, JSON.stringify(arrival));
  }

  /** Another profile becomes part of one that lives here, or of whom that one has become part of. */
  async absorb(arrival: Arrival, shard: MergingShard): Promise<Absorption> {
    const { survivor, merge } = arrival;
    if (this.isElsewhere(survivor) && !this.#kept.wasAbsorbed(merge)) {
      const moved = await this.findMoved(survivor, shard);
      if (moved) return this.#bring({ ...arrival, survivor: moved.id }, moved.home, shard);
    }
    // They were one person, who is erased: where the other comes from, it is erased too.
    if (this.erasing.isGone(survivor)) return { id: survivor, home: shard.name, version: 0 };
    return { id: survivor, home: shard.name, version: this.#takeIn(arrival, shard) };
  }

  /** The survivor takes everything of an arrival, once. Answers a version of it that has everything. */
  #takeIn({ merge, survivor, document, entry, visitors }: Arrival, { compiled }: MergingShard): number {
    this.storage.transactionSync(() => {
      if (this.#kept.wasAbsorbed(merge)) return;
      const from = readProfile(document);
      // Somebody erased the other meanwhile: they go on under its name.
      const into = this.store.profile(survivor) ?? newProfile(survivor, from.createdAt);
      const before = JSON.stringify(into);
      this.#kept.addAbsorbed({ merge, survivor, before, document, visitors }, Date.now());
      const statics = Object.entries(from.memberships).filter(
        ([segment]) => compiled.isStatic(segment) && into.memberships[segment] === undefined,
      );
      mergeProfiles(into, from, compiled.isStatic, compiled.clock);
      const now = Date.now();
      const effects = noEffects();
      effects.rows = touched(into.rows);
      for (const [segment, at] of statics) effects.members.push({ segment, entered: true, at });
      const left = settle(into, effects, compiled, now, "signal");
      if (entry)
        for (const key of [
          "activities",
          "retracted",
          "orders",
          "products",
          "messageEvents",
          "proved",
          "forgot",
        ] as const)
          (left[key] as unknown[]).unshift(...entry[key]);
      this.store.change(into, left, now);
      this.store.giveVisitors(visitors, survivor);
      this.store.checkpoint(now);
    });
    // One who has left since took it along: D1 is to see that first.
    return this.store.profile(survivor)?.version ?? Number.MAX_SAFE_INTEGER;
  }
}
