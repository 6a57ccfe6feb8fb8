/** What a topic does, and what it is done with. */
import type { Json } from "../../core/platforms/json";
import type { Platform } from "../db/schema";
import type { Env } from "../env";

export interface Delivery {
  env: Env;
  shop: string;
  platform: Platform;
  /** The platform's own id of this delivery, the same when it comes again. */
  id: string;
  topic: string;
  body: Json;
  now: number;
}

/** Done, or why it could not be used: said to the shop, never to the platform, which would send it again. */
export type Outcome = { reason: string } | undefined;

/** One entry per topic. What throws is asked for again. */
export type Topics = Readonly<Record<string, (delivery: Delivery) => Promise<Outcome>>>;
