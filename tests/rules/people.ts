/** People to hold rules against: written into a real D1 by the very flush that shards use. */
import type { Attributes } from "../../core/attributes/attribute";
import { activity, newProfile, type Profile } from "../../core/profiles/profile";
import type { ActivityKind } from "../../core/rules/activities";
import type { ItemSets } from "../../core/rules/items";
import { type Cutoffs, NO_CUTOFFS } from "../../core/rules/ranks";
import type { Activity, Rule } from "../../core/rules/rule";
import { everyoneOf, render, sql, toSql } from "../../core/rules/sql";
import { evaluate } from "../../core/rules/why";
import { touched } from "../../core/tables/rows";
import { clockIn } from "../../core/time/zone";
import { flushToD1 } from "../../worker/visit/flush";

export const SHOP = "testshop";
export const ZONE = "Europe/Berlin";

/** What both readers are told beside the rule. */
interface Setting {
  zone?: string;
  cutoffs?: Cutoffs;
  itemSets?: ItemSets;
}

export type Did = Partial<Activity> & { at: number };

/** A profile with these facts; `did` by kind, in any order. */
export function aProfile(
  id: string,
  facts: {
    attributes?: Profile["attributes"];
    did?: { [kind in ActivityKind]?: Did[] };
    segments?: string[];
    interests?: Profile["interests"];
    rows?: Profile["rows"];
  } = {},
): Profile {
  const profile = newProfile(id, 0);
  profile.version = 1;
  profile.attributes = { ...facts.attributes };
  for (const [kind, list] of Object.entries(facts.did ?? {}))
    profile.history[kind as ActivityKind] = list
      .map((did, i) => activity({ id: `${i}`, ...did }))
      .sort((a, b) => a.at - b.at);
  if (facts.rows) profile.rows = facts.rows;
  if (facts.interests) profile.interests = facts.interests;
  for (const segment of facts.segments ?? []) profile.memberships[segment] = 1;
  return profile;
}

export async function store(db: D1Database, attributes: Attributes, profiles: Profile[]): Promise<void> {
  await db
    .prepare(
      `INSERT INTO shops (id, number, name, currency, time_zone, shards, created_at) VALUES (?1, 1, 'Test', 'EUR', ?2, 1, 0)`,
    )
    .bind(SHOP, ZONE)
    .run();
  for (let i = 0; i < profiles.length; i += 200) {
    const some = profiles.slice(i, i + 200);
    await flushToD1(db, {
      shop: SHOP,
      home: null,
      currency: "EUR",
      attributes,
      rows: some.map((profile) => ({
        profile,
        entry: {
          activities: Object.entries(profile.history).flatMap(([kind, list]) =>
            list.map((entry) => ({ kind: kind as ActivityKind, activity: entry })),
          ),
          rows: touched(profile.rows),
          changes: Object.keys(profile.memberships).map((segment) => ({
            segment,
            entered: true,
            at: 1,
            version: profile.version,
            cause: "rule" as const,
          })),
        },
      })),
      now: 1,
    });
    await storeInterests(db, some);
  }
}

/** As predictions leave them: D1's table, and a copy in the profile. */
async function storeInterests(db: D1Database, profiles: Profile[]): Promise<void> {
  const rows = profiles.flatMap(({ id, interests = {} }) =>
    Object.entries(interests).map(([product, likelihood]) => [id, product, likelihood]),
  );
  await db
    .prepare(
      `INSERT INTO interests (shop, person, product, likelihood)
       SELECT ?1, p.num, j.value ->> 1, j.value ->> 2
       FROM json_each(?2) j JOIN profiles p ON p.shop = ?1 AND p.id = j.value ->> 0`,
    )
    .bind(SHOP, JSON.stringify(rows))
    .run();
}

/** Ids by SQL, in order. */
export async function selected(
  db: D1Database,
  attributes: Attributes,
  rule: Rule,
  now: number,
  { zone = ZONE, cutoffs = NO_CUTOFFS, itemSets = {} }: Setting = {},
): Promise<string[]> {
  const context = { shop: SHOP, attributes, clock: clockIn(zone, now), cutoffs, itemSets };
  const { text, parameter } = render(
    sql`SELECT p.id FROM profiles p WHERE ${everyoneOf(SHOP)} AND ${toSql(rule, context)} ORDER BY p.id`,
  );
  const { results } = await db.prepare(text).bind(parameter).all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** Ids by evaluating each, in order. */
export function evaluated(
  profiles: Profile[],
  attributes: Attributes,
  rule: Rule,
  now: number,
  { zone = ZONE, cutoffs = NO_CUTOFFS, itemSets = {} }: Setting = {},
): string[] {
  const clock = clockIn(zone, now);
  return profiles
    .filter((profile) =>
      evaluate(rule, profile, {
        attributes,
        clock,
        cutoffs,
        itemSets,
        memberOf: (segment) => segment in profile.memberships,
      }),
    )
    .map(({ id }) => id)
    .sort();
}
