/** A shard's compiled configuration: fetched when a caller has seen a newer one, and kept. */
import type { Env } from "../env";
import { configOf } from "./config";
import type { ShardStore } from "./shard-store";
import { type CompiledSnapshot, compileSnapshot } from "./snapshot";
import type { ShardCall } from "./visit-call";

export class ShardConfiguration {
  #compiled: CompiledSnapshot | undefined;

  /** @param taken is told of each one that is taken */
  constructor(
    private env: Env,
    private store: ShardStore,
    private taken: (compiled: CompiledSnapshot) => Promise<void>,
  ) {}

  /** At least as new as the caller's. */
  async of(call: ShardCall): Promise<CompiledSnapshot> {
    const known = this.known(call);
    if (known) return known;
    const snapshot = await configOf(this.env, call.shop).snapshot();
    if (!snapshot) throw new Error(`shop ${call.shop} has no configuration`);
    // Another request may have been faster.
    if (this.#compiled && this.#compiled.snapshot.revision >= snapshot.revision) return this.#compiled;
    // The walk over all profiles finds those that are written.
    this.store.checkpoint(Date.now());
    this.#compiled = compileSnapshot(snapshot, Date.now());
    this.store.set("name", call.name);
    this.store.set("shop", call.shop);
    await this.taken(this.#compiled);
    return this.#compiled;
  }

  /** The same without waiting, when it is here. */
  known({ revision }: ShardCall): CompiledSnapshot | undefined {
    return this.#compiled && this.#compiled.snapshot.revision >= revision ? this.#compiled : undefined;
  }

  /** Whatever is here, and only without any the newest. */
  any(): Promise<CompiledSnapshot> {
    return this.of(this.self);
  }

  /** Which shard this is. It was called before, or it has nothing to do. */
  get self(): ShardCall {
    return { shop: this.store.get("shop")!, name: this.store.get("name")!, revision: 0 };
  }
}
