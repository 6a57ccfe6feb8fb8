/**
 * Who is one person with somebody, by D1. Merged profiles are. So is a profile that says it has their email, as long as
 * nothing else is proven of it: a second browser of theirs. Who is somebody else by proof only said so, and says it no
 * longer. What another person has proven stays theirs.
 */
import type { Identity } from "../../core/profiles/profile";
import { keyOf } from "../profiles/recognise";
import type { Named } from "./erased";

export interface Claimed extends Named {
  profile: string;
}

export interface People {
  profiles: string[];
  /** Their identities, `kind value`. */
  names: string[];
  /** Identities that they claimed, and that are proven to be another person's. */
  others: string[];
  claimed: Claimed[];
}

type Row = { profile: string; kind: Identity["kind"]; value: string; verified: number };

/** `withClaims`: also who only claims an identity of theirs. */
export async function peopleWith(
  db: D1Database,
  shop: string,
  given: readonly string[],
  withClaims = true,
): Promise<People> {
  const profiles = new Set(await mergedWith(db, shop, given));
  for (;;) {
    const rows = await sharing(db, shop, [...profiles]);
    const mine = rows.filter(({ profile }) => profiles.has(profile));
    const owned = new Set(mine.filter(({ verified }) => verified).map(keyOf));
    const others = new Set(
      rows.filter((row) => row.verified && !profiles.has(row.profile) && !owned.has(keyOf(row))).map(keyOf),
    );
    const names = new Set(mine.map(keyOf).filter((name) => !others.has(name)));
    const claims = withClaims
      ? rows.filter((row) => !row.verified && !profiles.has(row.profile) && names.has(keyOf(row)))
      : [];
    const proven = await provenAmong(
      db,
      shop,
      claims.map(({ profile }) => profile),
    );
    const kin = claims.filter(({ profile }) => !proven.has(profile)).map(({ profile }) => profile);
    if (kin.length === 0)
      return {
        ...{ profiles: [...profiles], names: [...names], others: [...others] },
        claimed: claims.map(({ profile, kind, value }) => ({ profile, kind, value })),
      };
    for (const id of await mergedWith(db, shop, kin)) profiles.add(id);
  }
}

/** Profiles that have one of these identities: those of whom it is proven, and else all who claim it. */
export async function profilesOf(
  db: D1Database,
  shop: string,
  identities: readonly Named[],
): Promise<string[]> {
  const rows = await rowsOf(db, shop, identities);
  const verified = rows.filter((row) => row.verified);
  const owned = new Set(verified.map(keyOf));
  const unproven = rows.filter((row) => !owned.has(keyOf(row)));
  const proven = await provenAmong(
    db,
    shop,
    unproven.map(({ profile }) => profile),
  );
  const theirs = [...verified, ...unproven.filter(({ profile }) => !proven.has(profile))];
  return [...new Set(theirs.map(({ profile }) => profile))];
}

/** Those who only claim one of these. */
export async function claimsOf(
  db: D1Database,
  shop: string,
  identities: readonly Named[],
): Promise<Claimed[]> {
  const rows = await rowsOf(db, shop, identities);
  return rows
    .filter(({ verified }) => !verified)
    .map(({ profile, kind, value }) => ({ profile, kind, value }));
}

async function rowsOf(db: D1Database, shop: string, identities: readonly Named[]): Promise<Row[]> {
  const { results } = await db
    .prepare(
      `SELECT i.profile, i.kind, i.value, i.verified FROM json_each(?2) j
       CROSS JOIN identities i ON i.shop = ?1 AND i.kind = j.value ->> 0 AND i.value = j.value ->> 1`,
    )
    .bind(shop, JSON.stringify(identities.map(({ kind, value }) => [kind, value])))
    .all<Row>();
  return results;
}

async function mergedWith(db: D1Database, shop: string, ids: readonly string[]): Promise<string[]> {
  const { results } = await db
    .prepare(
      `WITH RECURSIVE kin (id) AS (SELECT value FROM json_each(?2) UNION
         SELECT CASE WHEN m.loser = kin.id THEN m.survivor ELSE m.loser END FROM kin JOIN merges m
         ON m.shop = ?1 AND (m.loser = kin.id OR m.survivor = kin.id) AND m.undone_at IS NULL)
       SELECT id FROM kin`,
    )
    .bind(shop, JSON.stringify(ids))
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** All rows of the identities that these profiles have, whoever else has them. */
async function sharing(db: D1Database, shop: string, ids: readonly string[]): Promise<Row[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT i.profile, i.kind, i.value, i.verified FROM json_each(?2) j
       CROSS JOIN identities mine ON mine.shop = ?1 AND mine.profile = j.value
       CROSS JOIN identities i ON i.shop = ?1 AND i.kind = mine.kind AND i.value = mine.value`,
    )
    .bind(shop, JSON.stringify(ids))
    .all<Row>();
  return results;
}

/** Those of the identities, `kind value`, that somebody else has proven. */
export async function provenElsewhere(
  db: D1Database,
  shop: string,
  names: readonly string[],
  profiles: readonly string[],
): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT j.value AS name FROM json_each(?2) j
       CROSS JOIN identities i ON i.shop = ?1 AND i.verified = 1
         AND i.kind = substr(j.value, 1, instr(j.value, ' ') - 1) AND i.value = substr(j.value, instr(j.value, ' ') + 1)
       WHERE i.profile NOT IN (SELECT value FROM json_each(?3))`,
    )
    .bind(shop, JSON.stringify(names), JSON.stringify(profiles))
    .all<{ name: string }>();
  return results.map(({ name }) => name);
}

/** Those of whom anything is proven. */
async function provenAmong(db: D1Database, shop: string, ids: readonly string[]): Promise<Set<string>> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT i.profile FROM json_each(?2) j
       CROSS JOIN identities i ON i.shop = ?1 AND i.profile = j.value AND i.verified = 1`,
    )
    .bind(shop, JSON.stringify(ids))
    .all<{ profile: string }>();
  return new Set(results.map(({ profile }) => profile));
}
