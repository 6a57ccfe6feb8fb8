/** A flush's profiles: their facts, documents and identities. A version that comes late changes nothing of them. */
import type { Attribute } from "../../core/attributes/attribute";
import { convert, misfitName, storedName } from "../../core/attributes/convert";
import { attributeTypes } from "../../core/attributes/types";
import { isProven } from "../../core/profiles/identity";
import type { Profile } from "../../core/profiles/profile";
import { type ActivityKind, activities } from "../../core/rules/activities";
import { normaliseFact } from "../../core/rules/normalise";
import type { Value } from "../../core/rules/rule";
import { totalColumns, totalsOf } from "../../core/rules/totals";
import { type Clock, clockIn } from "../../core/time/zone";
import type { Flush } from "./flush";
import { IGNORE, insertInto, insertOfPeople, taken } from "./insert";

const KINDS = Object.keys(activities) as ActivityKind[];

/** After the highest that the shop has given. */
const NEXT_NUMBER = `1 + j.key + (SELECT coalesce(
  (SELECT max(num) FROM profiles WHERE num > s.number << 32 AND num < (s.number + 1) << 32), s.number << 32)
  FROM shops s WHERE s.id = ?1)`;

export function profileStatements(
  db: D1Database,
  { shop, home, attributes, rows: all, now, clock = clockIn("UTC", now) }: Flush,
): (D1PreparedStatement | undefined)[] {
  if (all.length === 0) return [];
  // The newest of each: after an outage one profile may wait several times.
  const newest = [...new Map(all.map((row) => [row.profile.id, row])).values()];
  const profiles = newest.map(({ profile }) => profile);
  const among = (column: Attribute["column"]) =>
    [...attributes.values()].filter((attribute) => attribute.column === column);
  const [facts, details, own] = [among("facts"), among("details"), among(undefined)];
  const columns = [
    ...["home", "version", "next_change_at"],
    ...facts.map(({ key }) => key),
    ...KINDS.flatMap((kind) => totalColumns(kind)),
  ];
  const rows = profiles.map((profile) => [
    ...[profile.id, home, profile.version, profile.nextChangeAt ?? null],
    ...facts.map((attribute) => factOf(profile, attribute)),
    ...KINDS.flatMap((kind) => {
      const [times = null, last = null] = totalsOf(profile.history, kind);
      return [times, last];
    }),
  ]);
  const detailRows = profiles.map((profile) => [
    ...[profile.id, profile.version],
    ...details.map((attribute) => factOf(profile, attribute)),
  ]);
  const documents = newest.map(({ profile, document }) => [
    profile.id,
    profile.version,
    document ?? JSON.stringify(profile),
  ]);
  const values = profiles.flatMap((profile) =>
    own
      .filter(({ key }) => profile.attributes[key] !== undefined)
      .map((attribute) => [
        profile.id,
        profile.version,
        ...ownValue(profile.attributes[attribute.key]!, attribute, clock),
      ]),
  );
  const identities = profiles.flatMap((profile) =>
    profile.identities.map(({ kind, value, verified, at }) => [
      profile.id,
      kind,
      value,
      verified ? 1 : 0,
      at,
    ]),
  );
  const insert = insertInto(db, shop);
  const insertFor = insertOfPeople(db, shop);
  const keyed = { number: "num", versioned: true };
  const detailColumns = details.map(({ key }) => key);
  return [
    countNew(db, shop, profiles),
    insert(
      "profiles",
      ["id", ...columns],
      rows,
      `ON CONFLICT (shop, id) DO UPDATE SET ${taken(columns)} WHERE excluded.version >= profiles.version`,
      { num: NEXT_NUMBER },
    ),
    insertFor(
      "profile_details",
      detailColumns,
      detailRows,
      `ON CONFLICT (num) DO UPDATE SET ${taken(detailColumns)}`,
      keyed,
    ),
    insertFor(
      "profile_documents",
      ["document"],
      documents,
      "ON CONFLICT (num) DO UPDATE SET document = excluded.document",
      keyed,
    ),
    forgetValues(db, shop, profiles, values),
    insertFor(
      "attribute_values",
      ["attribute", "value"],
      values,
      "ON CONFLICT (person, attribute) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value",
      { versioned: true },
    ),
    forgetIdentities(db, shop, all),
    insert("identities", ["profile", "kind", "value", "verified", "at"], identities, IGNORE),
  ];
}

/** Those that the shop does not have yet, before they are there. */
const countNew = (db: D1Database, shop: string, profiles: readonly Profile[]): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE shops SET people = people + added FROM (SELECT count(*) AS added FROM json_each(?2)
       WHERE NOT EXISTS (SELECT 1 FROM profiles WHERE shop = ?1 AND id = value)) WHERE id = ?1 AND added > 0`,
    )
    .bind(shop, JSON.stringify(profiles.map(({ id }) => id)));

/** Values of the shop's own attributes that these profiles no longer have. */
const forgetValues = (
  db: D1Database,
  shop: string,
  profiles: readonly Profile[],
  values: readonly unknown[][],
): D1PreparedStatement =>
  db
    .prepare(
      `DELETE FROM attribute_values WHERE (person, attribute) IN (SELECT p.num, v.attribute FROM json_each(?2) j
         CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value ->> 0 AND p.version <= j.value ->> 1
         CROSS JOIN attribute_values v ON v.person = p.num
         WHERE (p.id, v.attribute) NOT IN (SELECT value ->> 0, value ->> 2 FROM json_each(?3)))`,
    )
    .bind(
      shop,
      JSON.stringify(profiles.map(({ id, version }) => [id, version])),
      JSON.stringify(values.map(([id, version, key]) => [id, version, key])),
    );

/** Identities that are no longer theirs, or no longer proven; undefined, as nearly always, when nobody forgot one. */
function forgetIdentities(
  db: D1Database,
  shop: string,
  rows: Flush["rows"],
): D1PreparedStatement | undefined {
  const newest = new Map(rows.map(({ profile }) => [profile.id, profile]));
  const forgotten = rows.flatMap(({ profile: { id }, entry }) => {
    const { version, identities } = newest.get(id)!;
    return (entry.forgot ?? [])
      .filter((identity) => !isProven({ identities }, identity))
      .map(({ kind, value }) => [id, version, kind, value]);
  });
  if (forgotten.length === 0) return undefined;
  return db
    .prepare(
      `DELETE FROM identities WHERE shop = ?1 AND (kind, value, profile) IN
       (SELECT j.value ->> 2, j.value ->> 3, p.id FROM json_each(?2) j
        CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value ->> 0 AND p.version <= j.value ->> 1)`,
    )
    .bind(shop, JSON.stringify(forgotten));
}

const factOf = ({ attributes }: Profile, { key, type }: Attribute): unknown =>
  stored(normaliseFact(attributeTypes[type].fact, attributes[key]));

/** A value of one of the shop's own attributes as a row has it: its name, and what rules compare. */
export function ownValue(kept: Value, attribute: Attribute, clock: Clock): [name: string, value: unknown] {
  const fact = attribute.formerly?.length ? convert(kept, attribute, clock) : kept;
  // What does not fit is a row all the same: who has one is asked when the type changes again.
  if (fact === undefined) return [misfitName(attribute), stored(kept)];
  return [storedName(attribute), stored(normaliseFact(attributeTypes[attribute.type].fact, fact))];
}

function stored(fact: unknown): unknown {
  if (fact === undefined) return null;
  if (typeof fact === "boolean") return Number(fact);
  return Array.isArray(fact) ? JSON.stringify(fact) : fact;
}
