/**
 * Erasing people, as a job in D1 that names them by ids alone. Its steps may be interrupted anywhere and are then done
 * again: who is it, and what is there; the shards; D1 in one transaction, which also ends the job.
 */
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Command } from "../../core/profiles/commands";
import { dbOf } from "../db/client";
import { type ErasureReason, erasures } from "../db/privacy-schema";
import { shards as shardsTable } from "../db/schema";
import type { Env } from "../env";
import { tellProfiles } from "../profiles/tell";
import type { EraseAsked, EraseFound } from "../visit/erasing";
import { shardNamed } from "../visit/home";
import { keepBesideD1 } from "./beside-d1";
import { eraseRows, findRows } from "./erase-d1";
import { type Named, newErasure, rememberErased } from "./erased";
import { type Claimed, peopleWith, provenElsewhere } from "./kin";
import { emptyReceipt, type Receipt } from "./receipt";

export interface Asked {
  profiles: readonly string[];
  reason: ErasureReason;
  /** Identities to remember even if nobody has them. */
  identities?: readonly Named[];
  member?: string;
  unseenSince?: number;
}

/** Shards that are asked at the same time. */
const AT_ONCE = 6;
/** Somebody new turned out to be the same person: so often it is looked again. */
const ROUNDS = 10;

/** Writes the job down; from here on it happens, whatever stops us. Answers its id. */
export async function askForErasure(env: Env, shop: string, asked: Asked, now = Date.now()): Promise<string> {
  const id = `${asked.reason}-${newErasure()}`;
  await dbOf(env)
    .insert(erasures)
    .values({
      ...{ id, shop, reason: asked.reason, member: asked.member ?? null, at: now },
      ...{ profiles: [...new Set(asked.profiles)], unseenSince: asked.unseenSince ?? null },
      receipt: { ...emptyReceipt(), identities: asked.identities?.length ?? 0 },
    });
  await rememberErased(env, shop, id, (asked.identities ?? []).map(nameOf), now);
  return id;
}

export const nameOf = ({ kind, value }: Named): string => `${kind} ${value}`;

type Job = typeof erasures.$inferSelect;

/** Does a job to its end. Done again it changes nothing. */
export async function carryOut(env: Env, id: string, now = Date.now()): Promise<void> {
  const job = await openJob(env, id);
  if (!job) return;
  for (let round = 0; round < ROUNDS; round++) {
    const person = await gather(env, job);
    if (!inSteps(job.reason)) await keepBesideD1(env, job);
    if (job.profiles.length > 0) {
      await forgetClaims(env, job.shop, person.claimed, now);
      const left = await askShards(env, job, person, false);
      if (left.some(({ erased }) => !erased)) continue;
    }
    await eraseRows(env.DB, job, person.names, person.claimed, now);
    return;
  }
  throw new Error("an erasure found somebody new again and again");
}

/** Their steps find by themselves who is left, also after a restore. */
const inSteps = (reason: ErasureReason): boolean => reason === "retention" || reason === "shop";

/** Jobs that were interrupted, and those that nobody waits for. */
export async function carryOutAll(env: Env, now: number): Promise<void> {
  const open = await dbOf(env)
    .select({ id: erasures.id })
    .from(erasures)
    .where(isNull(erasures.doneAt))
    .orderBy(asc(erasures.at))
    .limit(50);
  const errors: unknown[] = [];
  for (const { id } of open) await carryOut(env, id, now).catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} erasures wait`);
}

async function openJob(env: Env, id: string): Promise<Job | undefined> {
  const [job] = await dbOf(env)
    .select()
    .from(erasures)
    .where(and(eq(erasures.id, id), isNull(erasures.doneAt)));
  return job;
}

/** A person's identities, and those that they only claim. */
interface Names {
  names: string[];
  others: string[];
}

/** Everybody that the person turns out to be, and all that is there of them: written down before anything goes. */
async function gather(env: Env, job: Job): Promise<Names & { claimed: Claimed[] }> {
  for (let round = 0; round < ROUNDS; round++) {
    const before = new Set(job.profiles);
    const people = await peopleWith(env.DB, job.shop, job.profiles, job.unseenSince === null);
    job.profiles = people.profiles;
    const found = await askShards(env, job, people, true);
    const seen = new Set(found.flatMap((one) => one.seen));
    const kin = found.flatMap(({ profiles }) => profiles);
    job.profiles = [...new Set([...people.profiles, ...kin])].filter((id) => !seen.has(id));
    // Shards know what they are told before D1 does.
    const told = new Set([...people.names, ...found.flatMap(({ identities }) => identities)]);
    const others = [...people.others, ...(await provenElsewhere(env.DB, job.shop, [...told], job.profiles))];
    const names = [...told].filter((name) => !others.includes(name));
    job.receipt = mergeReceipts(job.receipt, {
      ...(await findRows(env.DB, job, names)),
      identities: names.length,
      shards: found.flatMap(({ name, held }) =>
        held.profiles + held.browsers > 0 ? [{ name, ...held }] : [],
      ),
    });
    await rememberErased(env, job.shop, job.id, names, job.at);
    await dbOf(env)
      .update(erasures)
      .set({ profiles: job.profiles, receipt: job.receipt })
      .where(and(eq(erasures.id, job.id), isNull(erasures.doneAt)));
    if (job.profiles.length === before.size && job.profiles.every((id) => before.has(id)))
      return { names, others, claimed: people.claimed };
  }
  throw new Error("an erasure found somebody new again and again");
}

async function askShards(
  env: Env,
  { shop, profiles, unseenSince }: Job,
  { names, others }: Names,
  look: boolean,
): Promise<(EraseFound & { name: string })[]> {
  const rows = await dbOf(env)
    .select({ name: shardsTable.name })
    .from(shardsTable)
    .where(eq(shardsTable.shop, shop));
  const asked: EraseAsked = {
    ...{ profiles, identities: names, others, look },
    ...(unseenSince !== null && { unseenSince }),
  };
  const found: (EraseFound & { name: string })[] = [];
  for (let i = 0; i < rows.length; i += AT_ONCE)
    found.push(
      ...(await Promise.all(
        rows.slice(i, i + AT_ONCE).map(async ({ name }) => ({
          ...(await shardNamed(env, name).erase({ shop, name, revision: 0 }, asked)),
          name,
        })),
      )),
    );
  return found;
}

/** Others who only said that one of these identities is theirs, and are somebody for another reason. */
export async function forgetClaims(
  env: Env,
  shop: string,
  claimed: readonly Claimed[],
  at: number,
): Promise<void> {
  if (claimed.length === 0) return;
  const told = claimed.map(({ profile, kind, value }) => ({
    profile,
    commands: [{ do: "forget", at, kind, value } satisfies Command],
  }));
  await tellProfiles(env, shop, told, "signal", at);
}

/** What was found first counts: later there is less. */
function mergeReceipts(before: Receipt, found: Receipt): Receipt {
  const most = (a: Record<string, number>, b: Record<string, number>) =>
    Object.fromEntries(
      [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [
        key,
        Math.max(a[key] ?? 0, b[key] ?? 0),
      ]),
    );
  const shards = new Map(before.shards.map((one) => [one.name, one]));
  for (const one of found.shards) {
    const known = shards.get(one.name) ?? one;
    shards.set(one.name, {
      name: one.name,
      profiles: Math.max(known.profiles, one.profiles),
      browsers: Math.max(known.browsers, one.browsers),
    });
  }
  return {
    shards: [...shards.values()],
    rows: most(before.rows, found.rows),
    anonymous: most(before.anonymous, found.anonymous),
    identities: Math.max(before.identities, found.identities),
    namedIn: found.namedIn.length > 0 ? found.namedIn : before.namedIn,
  };
}
