/** The Worker's own evaluation, and beside it bare reading and writing of the same documents, by commands. */
import { attributesOf } from "../../core/attributes/standard";
import { type Profile, readProfile } from "../../core/profiles/profile";
import type { ActivityKind } from "../../core/rules/activities";
import type { Env } from "../../worker/env";
import { configOf } from "../../worker/visit/config";
import { evaluateUnhomed } from "../../worker/visit/evaluate-unhomed";
import { flushToD1 } from "../../worker/visit/flush";
import { shardNamed } from "../../worker/visit/home";
import { ProfileShard as Shard } from "../../worker/visit/profile-shard";
import type { Snapshot } from "../../worker/visit/snapshot";
import { startEvaluation } from "../../worker/visit/walk-unhomed";
import { counted, type Rows } from "./counted";

export { Config } from "../../worker/visit/config";

const AT_ONCE = 300;

/** What they did, for the tables of D1. */
const entryOf = ({ history }: Profile) => ({
  activities: Object.entries(history).flatMap(([kind, list]) =>
    list.map((activity) => ({ kind: kind as ActivityKind, activity })),
  ),
});

export class ProfileShard extends Shard {
  fill(documents: string[]): void {
    for (const document of documents)
      this.ctx.storage.sql.exec(
        "INSERT INTO profiles (id, document) VALUES (?, ?)",
        (JSON.parse(document) as { id: string }).id,
        document,
      );
  }

  /** Only `evaluate` makes it work. */
  override async alarm(): Promise<void> {}

  /** What its alarms do, one after the other, until D1 has all of it. */
  async evaluate(shop: string, name: string, revision: number): Promise<void> {
    await this.configure({ shop, name, revision });
    const state = (key: string) =>
      [...this.ctx.storage.sql.exec("SELECT value FROM state WHERE key = ?", key)][0]?.value;
    while (state("evaluated") !== state("rules")) await super.alarm();
  }

  /** Reads every document and writes as many as evaluating wrote, here and to D1. */
  async bare(shop: string, share: number): Promise<void> {
    const { sql } = this.ctx.storage;
    let after = "";
    for (;;) {
      const rows = [
        ...sql.exec<{ id: string; document: string }>(
          "SELECT id, document FROM profiles WHERE id > ? ORDER BY id LIMIT ?",
          after,
          AT_ONCE,
        ),
      ];
      const changed = rows.slice(0, Math.round(rows.length * share));
      for (const { id, document } of changed)
        sql.exec("UPDATE profiles SET document = ? WHERE id = ?", document, id);
      await write(
        this.env.DB,
        shop,
        changed.map(({ id, document }) => [id, document]),
      );
      if (rows.length < AT_ONCE) return;
      after = rows.at(-1)!.id;
    }
  }
}

async function write(db: D1Database, shop: string, documents: [id: string, document: string][]) {
  if (documents.length > 0)
    await db
      .prepare(
        `INSERT INTO profile_documents (shop, num, document) SELECT ?1, p.num, j.value ->> 1
         FROM json_each(?2) j CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value ->> 0 WHERE true
         ON CONFLICT DO UPDATE SET document = excluded.document`,
      )
      .bind(shop, JSON.stringify(documents))
      .run();
}

async function bareUnhomed(db: D1Database, shop: string, share: number): Promise<void> {
  let after = "";
  for (;;) {
    const { results } = await db
      .prepare(
        `SELECT p.id AS profile, d.document FROM profiles p JOIN profile_documents d ON d.num = p.num
         WHERE p.shop = ?1 AND p.id > ?2 ORDER BY p.id LIMIT ?3`,
      )
      .bind(shop, after, AT_ONCE)
      .all<{ profile: string; document: string }>();
    const changed = results.slice(0, Math.round(results.length * share));
    await write(
      db,
      shop,
      changed.map(({ profile, document }) => [profile, document]),
    );
    if (results.length < AT_ONCE) return;
    after = results.at(-1)!.profile;
  }
}

interface Command {
  shop: string;
  number: number;
  shard: string;
  documents: string[];
  snapshot: Snapshot;
  share: number;
}

const rows: Rows = { read: 0, written: 0 };

const commands: Record<string, (env: Env, command: Command) => Promise<unknown>> = {
  addShop: (env, { shop, number }) =>
    env.DB.prepare(
      "INSERT INTO shops (id, number, name, currency, time_zone, shards, created_at) VALUES (?1, ?2, 'Shop', 'EUR', 'Europe/Berlin', 1, 0)",
    )
      .bind(shop, number)
      .run(),
  fillD1: (env, { shop, shard, documents }) =>
    flushToD1(env.DB, {
      ...{ shop, home: shard ?? null, currency: "EUR", attributes: attributesOf([]), now: 0 },
      rows: documents.map((document) => {
        const profile = readProfile(document);
        return { profile, document, entry: entryOf(profile) };
      }),
    }),
  fillShard: async (env, { shard, documents }) => stubOf(env, shard).fill(documents),
  /** As if it were not known by which rules people were sorted. */
  forget: (env, { shop }) =>
    env.DB.prepare("UPDATE evaluations SET plan = NULL WHERE shop = ?1").bind(shop).run(),
  publish: async (env, { shop, snapshot }) => {
    const { rulesRevision } = await configOf(env, shop).publish(snapshot);
    await startEvaluation(env.DB, shop, rulesRevision, Date.now());
  },
  evaluateD1: async (env, { shop }) => {
    Object.assign(rows, { read: 0, written: 0 });
    const done = await evaluateUnhomed({ ...env, DB: counted(env.DB, rows) }, shop, Infinity);
    return { done, ...rows };
  },
  evaluateShard: (env, { shop, shard, snapshot }) =>
    stubOf(env, shard).evaluate(shop, shard, snapshot.revision),
  bareD1: (env, { shop, share }) => bareUnhomed(env.DB, shop, share),
  bareShard: (env, { shop, shard, share }) => stubOf(env, shard).bare(shop, share),
  moved: async (env, { shop }) =>
    env.DB.prepare("SELECT count(*) AS n FROM membership_changes WHERE shop = ?1").bind(shop).first("n"),
};

interface BenchShard {
  fill(documents: string[]): Promise<void>;
  evaluate(shop: string, name: string, revision: number): Promise<void>;
  bare(shop: string, share: number): Promise<void>;
}
const stubOf = (env: Env, name: string) => shardNamed(env, name) as unknown as BenchShard;

export default {
  async fetch(request, env) {
    const command = commands[new URL(request.url).pathname.slice(1)]!;
    return Response.json((await command(env, await request.json())) ?? null);
  },
} satisfies ExportedHandler<Env>;
