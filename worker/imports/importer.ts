/**
 * The Importer of a shop works off its imports one after the other, by alarm: each alarm some seconds, then the next.
 * An alarm that fails is tried again by the platform, and cron wakes whoever gave up.
 */
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env";

const BUDGET = 15_000;

export class Importer extends DurableObject<Env> {
  async wake(shop: string): Promise<void> {
    await this.ctx.storage.put("shop", shop);
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now());
  }

  override async alarm(): Promise<void> {
    const shop = await this.ctx.storage.get<string>("shop");
    // Its libraries are large: an isolate that only takes visits never loads them.
    const { runImports } = await import("./run");
    if (shop && (await runImports(this.env, shop, BUDGET))) await this.ctx.storage.setAlarm(Date.now());
  }
}

export const wakeImporter = (env: Env, shop: string): Promise<void> =>
  env.IMPORTER.get(env.IMPORTER.idFromName(shop)).wake(shop);
