/** All that is kept of one person, for that person to read: one JSON file with dates, names and whole words. */
import type { Attribute } from "../../core/attributes/attribute";
import { dateText, instantText } from "../../core/exports/dates";
import type { Profile } from "../../core/profiles/profile";
import { type ActivityKind, activities as activityKinds } from "../../core/rules/activities";
import { program } from "../../core/rules/compile";
import type { Activity, Value } from "../../core/rules/rule";
import { live } from "../../core/tables/rows";
import type { Clock } from "../../core/time/zone";
import type { Env } from "../env";
import { notFound } from "../http/errors";
import { type ShopContext, shopContext } from "../shops/context";
import { currentProfile } from "../visit/current";
import type { Named } from "./erased";
import { peopleWith, profilesOf } from "./kin";

/** @throws Problem "not-found" */
export async function accessOf(env: Env, shop: string, profile: string, now = Date.now()) {
  const current = await currentProfile(env, shop, profile);
  if (!current) throw notFound("profile");
  return accessOfAll(env, shop, [current.id], now);
}

/** Whoever has one of these identities; nobody is an empty list. */
export async function accessByIdentities(
  env: Env,
  shop: string,
  identities: readonly Named[],
  now = Date.now(),
) {
  return accessOfAll(env, shop, await profilesOf(env.DB, shop, identities), now);
}

async function accessOfAll(env: Env, shop: string, ids: readonly string[], now: number) {
  const context = await shopContext(env, shop, now);
  const { profiles } = await peopleWith(env.DB, shop, ids);
  const people = [];
  for (const id of profiles) {
    const found = await currentProfile(env, shop, id);
    if (found?.id === id) people.push(await onePerson(env.DB, shop, found, context));
  }
  return {
    about:
      "Everything that this shop keeps of one person. A person may have several profiles, one for each browser that was not yet recognised as theirs.",
    shop: context.shop.name,
    made: instantText(now, context.clock),
    timeZone: context.clock.zone,
    profiles: people,
  };
}

async function onePerson(db: D1Database, shop: string, profile: Profile, context: ShopContext) {
  const { clock } = context;
  const when = (at: number | null | undefined) =>
    typeof at === "number" ? instantText(at, clock) : undefined;
  const rows = await rowsOf(db, shop, profile.id);
  return {
    id: profile.id,
    knownSince: when(profile.createdAt),
    facts: factsOf(context, profile),
    identities: profile.identities.map(({ kind, written, verified, at }) => ({
      ...{ kind, value: written, proven: verified, since: when(at) },
    })),
    consent: {
      analytics: profile.consent.analytics,
      marketing: profile.consent.marketing,
      since: when(profile.consent.at),
      proofs: profile.consents.map(({ channel, given, text, version, page, at, askedAt }) => ({
        ...{ channel, given: given !== false, text, version, page, at: when(at) },
        ...(askedAt !== undefined && { confirmationAsked: when(askedAt) }),
      })),
    },
    cart: profile.cart,
    segments: Object.entries(profile.memberships).map(([segment, since]) => ({
      name: rows.names.get(segment) ?? segment,
      since: when(since),
    })),
    segmentHistory: rows.changes.map(({ segment, entered, at }) => ({
      ...{ segment: rows.names.get(segment) ?? segment, entered: entered === 1, at: when(at) },
    })),
    predictedInterests: profile.interests ?? {},
    messages: rows.events.map(({ message, event, at }) => ({
      ...{ message: rows.names.get(message) ?? message, event, at: when(at) },
    })),
    orders: rows.orders.map(({ at, lines, ...order }) => ({
      ...order,
      at: when(at),
      lines: JSON.parse(lines) as unknown,
    })),
    tables: tablesOf(context, profile),
    activities: activitiesOf(profile, rows.activities, clock),
    merges: rows.merges.map(({ loser, at, undone_at }) => ({
      ...{ profile: loser, at: when(at), undone: when(undone_at) },
    })),
  };
}

/** By their labels; what is worked out from others is told too. */
function factsOf({ attributes, clock }: ShopContext, profile: Profile) {
  const asked = program({ attributes, clock });
  asked.load(profile, clock.now);
  return [...attributes.values()].flatMap((attribute) => {
    const value = asked.factOf({ attribute: attribute.key, is: "known" }) as Value | undefined;
    if (value === undefined) return [];
    const unit = attribute.unit === "amount" ? { unit: "minor units of the shop's currency" } : {};
    return [
      { name: attribute.label, group: attribute.group, value: readable(attribute, value, clock), ...unit },
    ];
  });
}

function readable({ type }: Pick<Attribute, "type">, value: Value, clock: Clock): Value | undefined {
  if (typeof value !== "number") return value;
  if (type === "date") return dateText(value);
  return type === "dateTime" ? instantText(value, clock) : value;
}

/** Rows of the shop's own tables, by the names of tables and columns. */
function tablesOf({ attributes: { tables }, clock }: ShopContext, { rows = {} }: Profile) {
  return [...(tables?.values() ?? [])].flatMap((table) => {
    const theirs = live(rows[table.key]).map((id) => {
      const { at, cells = {} } = rows[table.key]![id]!;
      const named = table.columns.flatMap((column) => {
        const cell = cells[column.key];
        return cell === undefined ? [] : [[column.label, readable(column, cell, clock)]];
      });
      return { ...(Object.fromEntries(named) as Record<string, unknown>), since: instantText(at, clock) };
    });
    return theirs.length > 0 ? [{ table: table.label, rows: theirs }] : [];
  });
}

/** D1 has more of the past, the document the newest. */
function activitiesOf(profile: Profile, stored: readonly StoredActivity[], clock: Clock) {
  const all = new Map<string, Activity & { kind: ActivityKind }>();
  const add = (kind: ActivityKind, entry: Activity) =>
    all.set(`${kind} ${entry.at} ${entry.id}`, { ...entry, kind });
  for (const { kind, ...entry } of stored) add(kind, entry);
  for (const [kind, entries] of Object.entries(profile.history))
    for (const entry of entries) add(kind as ActivityKind, entry);
  return [...all.values()]
    .sort((a, b) => b.at - a.at)
    .map(({ kind, at, times, product, category, name, quantity, amount, brand, channel }) => ({
      at: instantText(at, clock),
      did: activityKinds[kind].label,
      ...(times > 1 && { times }),
      ...Object.fromEntries(
        Object.entries({ product, brand, category, name, quantity, amount, channel }).filter(
          ([, value]) => value != null,
        ),
      ),
    }));
}

type StoredActivity = Activity & { kind: ActivityKind };

async function rowsOf(db: D1Database, shop: string, profile: string) {
  const run = (sql: string) => db.prepare(sql).bind(shop, profile);
  const [activities, changes, events, orders, merges, names] = await db.batch([
    run(
      `SELECT kind, at, id, times, product, category, name, quantity, amount FROM activities
       WHERE person = (SELECT num FROM profiles WHERE shop = ?1 AND id = ?2)`,
    ),
    run(
      "SELECT segment, entered, at FROM membership_changes WHERE shop = ?1 AND profile = ?2 ORDER BY at DESC",
    ),
    run("SELECT message, event, at FROM message_events WHERE shop = ?1 AND profile = ?2 ORDER BY at DESC"),
    run(
      "SELECT id, at, total, currency, coupon, lines FROM orders WHERE shop = ?1 AND profile = ?2 ORDER BY at DESC",
    ),
    run("SELECT loser, at, undone_at FROM merges WHERE shop = ?1 AND survivor = ?2 ORDER BY at DESC"),
    db
      .prepare(
        "SELECT id, name FROM segments WHERE shop = ?1 UNION ALL SELECT id, name FROM messages WHERE shop = ?1",
      )
      .bind(shop),
  ]);
  return {
    activities: activities!.results as unknown as StoredActivity[],
    changes: changes!.results as { segment: string; entered: number; at: number }[],
    events: events!.results as { message: string; event: string; at: number }[],
    orders: orders!.results as { id: string; at: number; total: number; currency: string; lines: string }[],
    merges: merges!.results as { loser: string; at: number; undone_at: number | null }[],
    names: new Map((names!.results as { id: string; name: string }[]).map(({ id, name }) => [id, name])),
  };
}
