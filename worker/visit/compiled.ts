/** A shop's compiled configuration, for code outside the shards. Kept for the isolate's life, and checked at each use. */
import type { Env } from "../env";
import { configOf } from "./config";
import { type CompiledSnapshot, compileSnapshot } from "./snapshot";

const MOST = 20;
const kept = new Map<string, CompiledSnapshot>();

/** The newest; undefined when there is no such shop. It is shared: use it without waiting for anything in between. */
export async function compiledFor(env: Env, shop: string): Promise<CompiledSnapshot | undefined> {
  const config = configOf(env, shop);
  const header = await config.header();
  if (!header) return undefined;
  const known = kept.get(shop);
  if (known && known.snapshot.revision >= header.revision) return known;
  const snapshot = await config.snapshot();
  if (!snapshot) return undefined;
  const compiled = compileSnapshot(snapshot, Date.now());
  kept.delete(shop);
  kept.set(shop, compiled);
  if (kept.size > MOST) kept.delete(kept.keys().next().value!);
  return compiled;
}
