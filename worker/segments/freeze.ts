/**
 * A dynamic segment is frozen: everybody who is in it now is put into a new static one. Its own people D1 changes set
 * by set; those of the shards are told by commands. Each step may be done twice, by cron and by others at once.
 */
import { and, eq, isNull } from "drizzle-orm";
import { newId } from "../../core/ids";
import { segmentsIn } from "../../core/rules/dependencies";
import { dbOf } from "../db/client";
import { segmentCopies, segments } from "../db/schema";
import type { Env } from "../env";
import { invalid } from "../http/errors";
import { tellProfiles } from "../profiles/tell";
import { changeShop } from "../shops/change";
import { shopContext } from "../shops/context";
import { compiledFor } from "../visit/compiled";
import { getSegment, NOBODY, refuseDuplicates, refuseTooMany } from "./segments";

const STEP = 1_000;

type Copy = typeof segmentCopies.$inferSelect;

/** Makes the static segment and begins to fill it: `fill` goes on. Answers its id. */
export async function freezeSegment(
  env: Env,
  shop: string,
  source: string,
  name: string,
  now = Date.now(),
): Promise<string> {
  const [{ kind, visible, size, description }, context] = await Promise.all([
    getSegment(env, shop, source),
    shopContext(env, shop, now),
  ]);
  if (kind === "static") throw invalid({ path: "", reason: "is a fixed list already" });
  refuseTooMany(context);
  const segment = newId(12);
  const row = {
    ...{ shop, id: segment, name, description, kind: "static" as const, rule: NOBODY, visible },
    ...{ version: 1, createdAt: now, updatedAt: now },
  };
  await refuseDuplicates(
    changeShop(env, shop, (db) => [
      db.insert(segments).values(row),
      db.insert(segmentCopies).values({ segment, shop, source, total: size, startedAt: now }),
    ]),
  );
  return segment;
}

/** Goes on for at most so many milliseconds. Answers whether everybody is in it. */
export async function fill(env: Env, shop: string, segment: string, budget: number): Promise<boolean> {
  const until = Date.now() + budget;
  let copy = await copyOf(env, shop, segment);
  while (copy && copy.finishedAt === null && Date.now() < until) copy = await step(env, copy);
  return !copy || copy.finishedAt !== null;
}

/** All that were begun, one after the other, within so many milliseconds. */
export async function fillAll(env: Env, budget: number): Promise<void> {
  const copies = await dbOf(env).select().from(segmentCopies).where(isNull(segmentCopies.finishedAt));
  for (const { shop, segment } of copies) await fill(env, shop, segment, budget / copies.length);
}

async function copyOf(env: Env, shop: string, segment: string): Promise<Copy | undefined> {
  const [copy] = await dbOf(env).select().from(segmentCopies).where(isIt(shop, segment));
  return copy;
}

interface Member {
  since: number;
  person: number;
  id: string;
}

/** The copy as it is after one more step. */
async function step(env: Env, copy: Copy): Promise<Copy | undefined> {
  const { shop, segment, startedAt } = copy;
  const members = await membersAfter(env.DB, copy);
  const told = (await isReferredTo(env, shop, segment))
    ? members.map(({ id }) => id)
    : await putInD1(env.DB, copy, members);
  await tellProfiles(
    env,
    shop,
    told.map((profile) => ({ profile, commands: [{ do: "member", at: startedAt, segment, in: true }] })),
    "hand",
  );
  const last = members.at(-1);
  const { since, person } = last ?? copy;
  // Somebody else may be at it: whoever is behind goes on from where the other is.
  await dbOf(env)
    .update(segmentCopies)
    .set({
      ...{ since, person, done: copy.done + members.length },
      finishedAt: members.length < STEP ? Date.now() : null,
    })
    .where(
      and(
        isIt(shop, segment),
        isNull(segmentCopies.finishedAt),
        eq(segmentCopies.since, copy.since),
        eq(segmentCopies.person, copy.person),
      ),
    );
  return copyOf(env, shop, segment);
}

async function membersAfter(db: D1Database, { shop, source, since, person, startedAt }: Copy) {
  const { results } = await db
    .prepare(
      `SELECT m.since, m.person, p.id FROM memberships m JOIN profiles p ON p.num = m.person
       WHERE m.shop = ?1 AND m.segment = ?2 AND (m.since, m.person) > (CAST(?3 AS INTEGER), CAST(?4 AS INTEGER))
         AND m.since <= CAST(?5 AS INTEGER)
       ORDER BY m.since, m.person LIMIT ${STEP}`,
    )
    .bind(shop, source, since, person, startedAt)
    .all<Member>();
  return results;
}

/** Rules that look at it may move people with it: then everybody is evaluated by their owner. */
async function isReferredTo(env: Env, shop: string, segment: string): Promise<boolean> {
  const compiled = await compiledFor(env, shop);
  return compiled?.snapshot.segments.some(({ rule }) => segmentsIn(rule).has(segment)) ?? true;
}

/** Those whom D1 owns. Answers the others, who live in shards. A later word of somebody on one of them counts. */
async function putInD1(
  db: D1Database,
  { shop, segment, startedAt }: Copy,
  members: readonly Member[],
): Promise<string[]> {
  const people = JSON.stringify(members.map(({ person }) => person));
  const parameters = [
    shop,
    segment,
    startedAt,
    people,
    `$.memberships."${segment}"`,
    `$.times."$member ${segment}"`,
  ];
  const at = "CAST(?3 AS INTEGER)";
  const isNew = `FROM json_each(?4) j CROSS JOIN profiles p ON p.num = j.value
    CROSS JOIN profile_documents d ON d.num = p.num
    WHERE p.shop = ?1 AND p.home IS NULL AND d.document ->> ?5 IS NULL AND coalesce(d.document ->> ?6, 0) <= ${at}`;
  const run = (query: string) => db.prepare(query).bind(...parameters.slice(0, parametersOf(query)));
  const results = await db.batch<{ id: string }>([
    run(
      `INSERT INTO membership_changes (shop, segment, profile, version, entered, at, cause)
       SELECT ?1, ?2, p.id, p.version + 1, 1, ${at}, 'hand' ${isNew}`,
    ),
    run(`UPDATE profiles SET version = version + 1 WHERE num IN (SELECT p.num ${isNew})`),
    run(
      `UPDATE profile_documents SET document = json_set(document, ?5, ${at}, ?6, ${at},
         '$.version', (SELECT version FROM profiles p WHERE p.num = profile_documents.num))
       WHERE num IN (SELECT p.num ${isNew})`,
    ),
    run(
      `INSERT INTO memberships (shop, segment, person, since) SELECT ?1, ?2, p.num, ${at}
       FROM json_each(?4) j CROSS JOIN profiles p ON p.num = j.value CROSS JOIN profile_documents d ON d.num = p.num
       WHERE p.shop = ?1 AND p.home IS NULL AND d.document ->> ?5 IS NOT NULL ON CONFLICT DO NOTHING`,
    ),
    db
      .prepare(
        `SELECT p.id FROM json_each(?2) j CROSS JOIN profiles p ON p.num = j.value WHERE p.shop = ?1 AND p.home IS NOT NULL`,
      )
      .bind(shop, people),
  ]);
  return results.at(-1)!.results.map(({ id }) => id);
}

/** D1 wants as many values as the highest number. */
const parametersOf = (query: string): number =>
  Math.max(...[...query.matchAll(/\?(\d)/g)].map(([, n]) => Number(n)));

const isIt = (shop: string, segment: string) =>
  and(eq(segmentCopies.shop, shop), eq(segmentCopies.segment, segment));
