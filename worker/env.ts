/** What the Worker is bound to; names are those of `wrangler.toml`. */
import type { Importer } from "./imports/importer";
import type { Config } from "./visit/config";
import type { ProfileShard } from "./visit/profile-shard";

export interface Env {
  DB: D1Database;
  CONFIG: DurableObjectNamespace<Config>;
  SHARDS: DurableObjectNamespace<ProfileShard>;
  IMPORTER: DurableObjectNamespace<Importer>;
  ASSETS: Fetcher;
  /** Signs sessions and seals secrets (`secrets.ts`); at least 32 characters. */
  AUTH_SECRET: string;
  /** The one before, after it was changed: opens what was sealed by it, and recognises who was erased under it. */
  AUTH_SECRET_BEFORE?: string;
  /** Public address of this Worker, such as https://vitrine.example.workers.dev; empty: taken from the request. */
  PUBLIC_URL?: string;
}
