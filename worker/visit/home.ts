/** Where a profile lives: a function of shop, region and visitor id, all known to the browser, so that a retry finds it. */
import { fnv1a } from "../../core/hash";
import type { Region } from "../../core/signals/wire";
import type { Env } from "../env";
import type { ProfileShard } from "./profile-shard";
import { remembered } from "./remembered";

/** Name of the shard. `shards` is fixed for the shop's life. */
export function homeOf(shop: string, region: Region, visitor: string, shards: number): string {
  return `${shop}.${region}.${fnv1a(visitor) % shards}`;
}

export function shardNamed(env: Env, name: string): DurableObjectStub<ProfileShard> {
  const { id, options } = addressOf(env)(name);
  return env.SHARDS.get(id, options);
}

/** A name's id is a hash that never changes. */
let addressOf = (env: Env) => {
  const address = remembered(10_000, (name) => ({
    id: env.SHARDS.idFromName(name),
    options: { locationHint: name.split(".")[1] as DurableObjectLocationHint },
  }));
  addressOf = () => address;
  return address;
};
