/**
 * What the shop's server, an import, the panel or an automation tells of people reaches the one owner of each profile:
 * the shard where it lives, or D1. In batches; whatever is told twice says the same.
 */
import type { Command } from "../../core/profiles/commands";
import { isProven } from "../../core/profiles/identity";
import type { MembershipChange } from "../../core/profiles/memberships";
import { newProfile, type Profile, readProfile } from "../../core/profiles/profile";
import type { Problem } from "../../core/signals/fields";
import type { Env } from "../env";
import { compiledFor } from "../visit/compiled";
import { flushToD1, type Moved } from "../visit/flush";
import { isOfErased } from "../visit/flush-erased";
import { shardNamed } from "../visit/home";
import type { OutboxEntry } from "../visit/outbox";
import type { CompiledSnapshot } from "../visit/snapshot";
import { refuseOvertaken } from "../visit/store-moves";
import { takeCommands } from "../visit/take";
import { settle } from "./settle";

export interface Told {
  profile: string;
  commands: Command[];
  /** Makes the profile when there is none, owned by D1 and known since this instant. */
  createdAt?: number;
}

type Cause = MembershipChange["cause"];

/** Documents of one call to a shard, and of one transaction in D1. */
const AT_ONCE = 200;
/** What goes to D1 together is one value of at most 2 MB: characters of commands, and bytes of documents before them. */
const COMMANDS_AT_ONCE = 200_000;
const DOCUMENTS_AT_ONCE = 400_000;
/** Somebody else changed a profile meanwhile, it found a home, or newer rules are out: told again. */
const TRIES = 5;

/** Answers for each what was refused (paths begin with `commands[i]`), or undefined where there is no such profile. */
export async function tellProfiles(
  env: Env,
  shop: string,
  told: readonly Told[],
  cause: Cause,
  now = Date.now(),
): Promise<(Problem[] | undefined)[]> {
  const answers: Answers = { problems: new Map(), moved: { orders: false, rows: false } };
  for (const slice of slicesOf(told)) {
    let left = slice;
    for (let tries = 0; left.length > 0; tries++) {
      if (tries === TRIES) throw new Error("profiles kept changing while they were told something");
      const compiled = await compiledFor(env, shop);
      if (!compiled) throw new Error(`shop ${shop} has no configuration`);
      const again = await tellSome(env, shop, compiled, left, cause, now, answers);
      if (again.length < left.length) tries = 0;
      left = again;
    }
  }
  await settle(env, shop, answers.moved, tellProfiles);
  return told.map((one) => answers.problems.get(one));
}

function* slicesOf(told: readonly Told[]): Generator<Told[]> {
  let slice: Told[] = [];
  let length = 0;
  for (const one of told) {
    const more = JSON.stringify(one.commands).length;
    if (slice.length === AT_ONCE || (slice.length > 0 && length + more > COMMANDS_AT_ONCE)) {
      yield slice;
      slice = [];
      length = 0;
    }
    slice.push(one);
    length += more;
  }
  if (slice.length > 0) yield slice;
}

interface Answers {
  problems: Map<Told, Problem[] | undefined>;
  moved: Moved;
}

/** Answers those that must be told again. */
async function tellSome(
  env: Env,
  shop: string,
  compiled: CompiledSnapshot,
  told: readonly Told[],
  cause: Cause,
  now: number,
  answers: Answers,
): Promise<Told[]> {
  const owners = await ownersOf(env.DB, shop, told);
  const waits = ({ profile }: Told) => owners.get(profile)?.waits === 1;
  const groups = Map.groupBy(
    told.filter((one) => !waits(one)),
    ({ profile }) => owners.get(profile)?.home ?? "",
  );
  const again = told.filter(waits);
  for (const [home, group] of groups) {
    if (home === "")
      again.push(...(await tellD1(env.DB, shop, compiled, group, owners, cause, now, answers)));
    else {
      const revision = compiled.snapshot.revision;
      const batch = group.map(({ profile, commands }) => ({
        ...{ received: now, profile },
        body: JSON.stringify({ commands, cause }),
      }));
      const problems = await shardNamed(env, home).tell({ shop, name: home, revision }, batch);
      for (const [i, one] of group.entries()) answers.problems.set(one, problems[i] ?? undefined);
    }
  }
  return again;
}

/** Somebody else was faster to make a profile with one of these identities, or to erase it: find its owner again. */
export class IdentityTaken extends Error {}

interface Owner {
  home: string | null;
  version: number;
  document: string | null;
  /** D1 owns it, and others' documents are enough for this time. */
  waits: 0 | 1;
}

/** Documents only of the profiles that D1 owns, the first ones, so that all fit into one answer. */
async function ownersOf(db: D1Database, shop: string, told: readonly Told[]): Promise<Map<string, Owner>> {
  const { results } = await db
    .prepare(
      `SELECT id, home, version, bytes > 0 AND before > ${DOCUMENTS_AT_ONCE} AS waits,
         CASE WHEN bytes > 0 AND before <= ${DOCUMENTS_AT_ONCE} THEN (SELECT document FROM profile_documents WHERE num = o.num) END AS document
       FROM (SELECT *, sum(bytes) OVER (ORDER BY key) - bytes AS before FROM
         (SELECT j.key, p.num, p.id, p.home, p.version,
            CASE WHEN p.home IS NULL THEN length(CAST(d.document AS BLOB)) ELSE 0 END AS bytes
          FROM json_each(?2) j CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value
          JOIN profile_documents d ON d.num = p.num)) o`,
    )
    .bind(shop, JSON.stringify([...new Set(told.map(({ profile }) => profile))]))
    .all<Owner & { id: string }>();
  return new Map(results.map(({ id, ...owner }) => [id, owner]));
}

interface Changed {
  profile: Profile;
  entries: OutboxEntry[];
}

async function tellD1(
  db: D1Database,
  shop: string,
  compiled: CompiledSnapshot,
  told: readonly Told[],
  owners: Map<string, Owner>,
  cause: Cause,
  now: number,
  answers: Answers,
): Promise<Told[]> {
  const changed = new Map<string, Changed>();
  const problems = new Map<Told, Problem[] | undefined>();
  for (const one of told) {
    const owner = owners.get(one.profile);
    const known = changed.get(one.profile)?.profile ?? profileOf(one, owner);
    if (!known) problems.set(one, undefined);
    else {
      const { left, problems: refused } = takeCommands(known, one.commands, cause, now, compiled);
      problems.set(one, refused);
      const entries = changed.get(one.profile)?.entries ?? [];
      changed.set(one.profile, { profile: known, entries: [...entries, left] });
    }
  }
  const read = [...changed.keys()].map((id) => [id, owners.get(id)?.version ?? null] as const);
  try {
    if (read.length > 0) {
      const moved = await flushToD1(db, {
        ...{
          shop,
          home: null,
          currency: compiled.snapshot.shop.currency,
          attributes: compiled.attributes,
          clock: compiled.clock,
          now,
        },
        first: [
          refuseOvertaken(db, compiled),
          refuseChanged(db, shop, read),
          claimIdentities(db, shop, [...changed.values()]),
        ],
        rows: [...changed.values()].flatMap(({ profile, entries }) =>
          entries.map((entry) => ({ profile, entry })),
        ),
      });
      answers.moved.orders ||= moved.orders;
      answers.moved.rows ||= moved.rows;
    }
  } catch (error) {
    if (String(error).includes("UNIQUE constraint failed: identities")) throw new IdentityTaken();
    if (isOfErased(error)) {
      if (told.some(({ createdAt }) => createdAt !== undefined)) throw new IdentityTaken();
      return [...told];
    }
    if (String(error).includes("NOT NULL constraint failed")) return [...told];
    throw error;
  }
  for (const [one, refused] of problems) answers.problems.set(one, refused);
  return [];
}

function profileOf({ profile: id, createdAt }: Told, owner: Owner | undefined): Profile | undefined {
  if (owner?.document) return readProfile(owner.document);
  return createdAt === undefined ? undefined : newProfile(id, createdAt);
}

/** Nobody else may own what is proven now. */
function claimIdentities(db: D1Database, shop: string, changed: readonly Changed[]): D1PreparedStatement {
  const rows = changed.flatMap(({ profile, entries }) =>
    entries
      .flatMap(({ proved }) => proved)
      .filter((identity) => isProven(profile, identity))
      .map(({ kind, value, at }) => [profile.id, kind, value, at]),
  );
  return db
    .prepare(
      `INSERT INTO identities (shop, profile, kind, value, verified, at)
       SELECT ?1, value ->> 0, value ->> 1, value ->> 2, 1, value ->> 3 FROM json_each(?2) WHERE true
       ON CONFLICT (shop, kind, value, profile) DO UPDATE SET verified = 1`,
    )
    .bind(shop, JSON.stringify(rows));
}

/** Fails when one of these profiles is not the version that was read, has found a home, or (null) is there by now. */
function refuseChanged(
  db: D1Database,
  shop: string,
  read: readonly (readonly [id: string, version: number | null])[],
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE profiles SET version = NULL WHERE shop = ?1 AND id IN (SELECT value ->> 0 FROM json_each(?2))
       AND (home IS NOT NULL OR (id, version) NOT IN
         (SELECT value ->> 0, value ->> 1 FROM json_each(?2) WHERE value ->> 1 IS NOT NULL))`,
    )
    .bind(shop, JSON.stringify(read));
}
