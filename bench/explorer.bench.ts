/** How long the data explorer takes to say what is known of a million people. */
import { drizzle } from "drizzle-orm/d1";
import { distributionOf } from "../worker/attributes/distribution";
import { exploreAttributes } from "../worker/attributes/explorer";
import { tablesOfShop } from "../worker/attributes/tables";
import { attributeDefinitions } from "../worker/db/schema";
import type { Env } from "../worker/env";
import { filled, SHOP } from "./count/database";
import { TIER } from "./count/tier";
import { atMost, type Bench, median, type Ratio, type Row, row } from "./harness/result";

const PEOPLE = Number(process.env.PEOPLE ?? 1_000_000);
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const BOUND = 300;

export const bench: Bench = async () => {
  const { db, cpu, stop } = await filled(PEOPLE);
  const env = { DB: db } as Env;
  const { key, label, group, type, options = [] } = TIER;
  await drizzle(db)
    .insert(attributeDefinitions)
    .values({ ...{ shop: SHOP, key, label, group, type, createdAt: 0 }, options: [...options] })
    .onConflictDoNothing();
  const questions: Record<string, () => Promise<{ exact: boolean; looked: number }>> = {
    "what is known, all attributes": () => exploreAttributes(env, SHOP, "owner"),
    "all tables": () => tablesOfShop(env, SHOP),
    ...Object.fromEntries(
      ["country", "spent", "last_seen_at", "age", "interests", TIER.key].map((key) => [
        `values of ${key}`,
        () => distributionOf(env, SHOP, key, "owner"),
      ]),
    ),
  };
  const rows: Row[] = [];
  const ratios: Ratio[] = [];
  try {
    for (const [name, ask] of Object.entries(questions)) {
      const { looked } = await ask();
      const times: number[] = [];
      const used = cpu();
      for (let round = 0; round < ROUNDS; round++) {
        const began = performance.now();
        await ask();
        times.push(performance.now() - began);
      }
      const spent = (cpu() - used) / ROUNDS;
      rows.push(row(name, looked, "looked at"), row("  on the clock", median(times), "ms"));
      ratios.push(atMost(`${name}, CPU of D1, of ${BOUND} ms`, spent / BOUND, 1));
    }
    return { rows, ratios };
  } finally {
    await stop();
  }
};
