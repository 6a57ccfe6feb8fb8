/**
 * Erasing people from a shard: their documents, what waits for D1, their browsers, and what merges keep of them. What
 * stays for some days is who is gone, as ids and hashes, so that nothing that comes late brings them back.
 */
import { fnv1a } from "../../core/hash";
import { readProfile } from "../../core/profiles/profile";
import { SIGNAL_LIFETIME, type VisitRequest } from "../../core/signals/wire";
import { DAY } from "../../core/time/zone";
import type { MergeStore } from "./merge-store";
import type { VisitLogged } from "./shard-log";
import type { ShardStore } from "./shard-store";

export interface EraseAsked {
  profiles: string[];
  /** Their identities that the caller has recorded, as `kind value`; who has another one is not erased yet. */
  identities: string[];
  /** Identities that they only claim, and that are proven to be another person's. */
  others: string[];
  /** Of retention: who is identified, or was seen since then, is not erased. */
  unseenSince?: number;
  /** Tells what is here, and erases nothing. */
  look?: boolean;
}

/** What a shard has of them. */
export interface EraseFound {
  /** They, and whoever is, or is about to become, one person with them. */
  profiles: string[];
  identities: string[];
  /** Those whom retention leaves. */
  seen: string[];
  /** Documents and browsers. */
  held: { profiles: number; browsers: number };
  /** False when there is something that the caller did not say: nothing was done. */
  erased: boolean;
}

/** Older signals are refused anyway. */
const REMEMBERED_FOR = SIGNAL_LIFETIME + DAY;

export class Erasing {
  /** Profiles, browsers and browsers' queues that are gone; looked at on every visit, so kept in memory. */
  #gone = new Map<string, { at: number; top: number | null }>();

  constructor(
    private storage: DurableObjectStorage,
    private store: ShardStore,
    private merges: MergeStore,
  ) {
    storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS gone (what TEXT PRIMARY KEY, at INTEGER NOT NULL, top INTEGER) WITHOUT ROWID",
    );
    for (const { what, ...gone } of storage.sql.exec<{ what: string; at: number; top: number | null }>(
      "SELECT what, at, top FROM gone",
    ))
      this.#gone.set(what, gone);
  }

  isGone(profile: string): boolean {
    return this.#gone.has(nameOf("profile", profile));
  }

  /**
   * A request without what was said before its person was erased; undefined when nothing is left of it. By the
   * browser's clock and by ours: a request that is sent again as it was would seem new by one of them.
   */
  sinceErased<C extends VisitLogged>(call: C, request: VisitRequest): C | undefined {
    const gone = this.#gone.size === 0 ? undefined : this.#gone.get(nameOf("visitor", request.visitor));
    if (!gone) return call;
    const { top } = this.#gone.get(nameOf("queue", request.queue)) ?? { top: null };
    const kept = request.signals.filter((signal) => {
      const { n, at } = (signal ?? {}) as { n?: unknown; at?: unknown };
      if (typeof n !== "number" || typeof at !== "number") return true;
      const corrected = call.received - Math.max(0, request.sent - at);
      return Math.min(at, corrected) > gone.at && n > (top ?? 0);
    });
    if (kept.length === request.signals.length) return call;
    if (kept.length === 0) return undefined;
    return { ...call, body: JSON.stringify({ ...JSON.parse(call.body), signals: kept }) };
  }

  erase({ profiles, identities, others, unseenSince, look }: EraseAsked, now: number): EraseFound {
    const kin = this.merges.kinOf(profiles);
    const known = kin.flatMap((id) => this.store.profile(id) ?? []);
    const documents = [...known, ...this.merges.documentsOf(kin).map(readProfile)];
    const names = new Set(
      documents.flatMap((one) => one.identities.map(({ kind, value }) => `${kind} ${value}`)),
    );
    const seen =
      unseenSince === undefined
        ? []
        : known.filter(
            ({ identities, attributes }) =>
              identities.length > 0 || ((attributes.last_seen_at as number | undefined) ?? 0) >= unseenSince,
          );
    const browsers = kin.flatMap((id) => this.store.visitorsOf(id));
    const [asked, recorded] = [new Set(profiles), new Set([...identities, ...others])];
    const isComplete = kin.every((id) => asked.has(id)) && [...names].every((name) => recorded.has(name));
    const erased = !look && isComplete && seen.length === 0;
    if (erased) this.eraseAll(kin, identities, now);
    return {
      ...{ profiles: kin, identities: [...names], seen: seen.map(({ id }) => id), erased },
      held: { profiles: known.length, browsers: browsers.length },
    };
  }

  /** Whatever is here of these. */
  eraseAll(profiles: readonly string[], identities: readonly string[], now: number): void {
    this.storage.transactionSync(() => {
      // The log holds whole requests: what it says goes into documents first, which are then erased.
      this.store.checkpoint(now);
      this.store.log.clear();
      for (const id of profiles) {
        for (const [queue, { top }] of Object.entries(this.store.profile(id)?.queues ?? {}))
          this.#remember(nameOf("queue", queue), now, top);
        for (const visitor of this.store.visitorsOf(id)) this.#remember(nameOf("visitor", visitor), now);
        this.#remember(nameOf("profile", id), now);
        this.store.erase(id);
      }
      this.merges.erase(profiles, identities.map(identityText));
      this.#forgetOld(now);
    });
  }

  #remember(what: string, at: number, top: number | null = null): void {
    this.storage.sql.exec("INSERT OR REPLACE INTO gone (what, at, top) VALUES (?, ?, ?)", what, at, top);
    this.#gone.set(what, { at, top });
  }

  #forgetOld(now: number): void {
    this.storage.sql.exec("DELETE FROM gone WHERE at < ?", now - REMEMBERED_FOR);
    for (const [what, { at }] of this.#gone) if (at < now - REMEMBERED_FOR) this.#gone.delete(what);
  }
}

/** An identity, `kind value`, as it stands in a stored document. */
export function identityText(name: string): string {
  const end = name.indexOf(" ");
  return `"kind":${JSON.stringify(name.slice(0, end))},"value":${JSON.stringify(name.slice(end + 1))}`;
}

/** A profile's id is no secret; of a browser's only a hash is kept, which finds it again and says nothing. */
const nameOf = (kind: "profile" | "visitor" | "queue", id: string): string =>
  kind === "profile" ? id : `${kind} ${fnv1a(`1${id}`).toString(36)}${fnv1a(`2${id}`).toString(36)}`;
