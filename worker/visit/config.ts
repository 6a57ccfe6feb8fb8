/**
 * The Config object of a shop: holds its snapshot, so that neither Workers nor shards ask D1 on the visit path.
 * Workers look at its header every 10 s at most and pass the revision on; a shard that is behind fetches.
 */
import { DurableObject } from "cloudflare:workers";
import { isUntargeted, targetRule } from "../../core/messages/choose";
import { CONTROL, interrupts } from "../../core/messages/message";
import type { Candidate } from "../../core/signals/wire";
import type { Env } from "../env";
import type { KeptErasure } from "../privacy/beside-d1";
import { rulesOf, type ShopHeader, type Snapshot } from "./snapshot";

export class Config extends DurableObject<Env> {
  #current: Snapshot | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS snapshot (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL)",
    );
    // Beside D1, so that a restore of D1 does not forget who was erased since.
    ctx.storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS erasures (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID",
    );
    const [row] = ctx.storage.sql.exec<{ json: string }>("SELECT json FROM snapshot");
    if (row) this.#current = JSON.parse(row.json) as Snapshot;
  }

  /** What Workers check; null when there is no such shop. */
  header(): ShopHeader | null {
    return this.#current?.shop ?? null;
  }

  snapshot(): Snapshot | null {
    return this.#current ?? null;
  }

  /** Takes a newer snapshot; one that was overtaken by a newer is dropped. Answers the revision of the rules in force. */
  publish(next: Snapshot): { revision: number; rulesRevision: number } {
    const current = this.#current;
    if (current && current.revision > next.revision) return current;
    const sameRules = current !== undefined && rulesOf(current) === rulesOf(next);
    const snapshot = { ...next, rulesRevision: sameRules ? current.rulesRevision : next.revision };
    this.ctx.storage.sql.exec(
      "INSERT OR REPLACE INTO snapshot (one, json) VALUES (1, ?)",
      JSON.stringify(snapshot),
    );
    this.#current = snapshot;
    return { revision: snapshot.revision, rulesRevision: snapshot.rulesRevision };
  }

  keepErasure(erasure: KeptErasure): void {
    this.ctx.storage.sql.exec(
      "INSERT OR REPLACE INTO erasures (id, json) VALUES (?, ?)",
      erasure.id,
      JSON.stringify(erasure),
    );
  }

  erasures(): KeptErasure[] {
    return [...this.ctx.storage.sql.exec<{ json: string }>("SELECT json FROM erasures")].map(
      ({ json }) => JSON.parse(json) as KeptErasure,
    );
  }

  /** Messages for visitors of whom nothing may be known: they look at nothing but the page, which decides alone. */
  anonymous(now: number): Candidate[] {
    const { messages = [], shop } = this.#current ?? {};
    if (!shop || shop.paused) return [];
    return messages
      .filter(({ design }) => isUntargeted(design))
      .filter(({ design: { schedule } }) => now >= (schedule.from ?? 0) && now < (schedule.until ?? Infinity))
      .sort((a, b) => b.priority - a.priority)
      .map(({ id, design }) => ({
        message: id,
        variant: design.variants[0]?.id ?? CONTROL,
        kind: design.kind,
        interrupts: interrupts(design.kind),
        trigger: design.trigger,
        frequency: design.frequency,
        ...(design.quiet === false && { quiet: false }),
        seen: { person: 0, visit: 0 },
        rule: targetRule(design),
        content: design.variants[0]?.content,
      }));
  }
}

/** The object as others call it. Written out: the platform's own type gives up on the recursive rule. */
interface ConfigStub {
  header(): Promise<ShopHeader | null>;
  snapshot(): Promise<Snapshot | null>;
  publish(next: Snapshot): Promise<{ revision: number; rulesRevision: number }>;
  anonymous(now: number): Promise<Candidate[]>;
  keepErasure(erasure: KeptErasure): Promise<void>;
  erasures(): Promise<KeptErasure[]>;
}

export function configOf(env: Env, shop: string): ConfigStub {
  return env.CONFIG.get(env.CONFIG.idFromName(shop)) as unknown as ConfigStub;
}
