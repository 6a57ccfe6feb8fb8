/** One person, as the panel's page shows them: facts in groups, identities, consent, cart, segments, messages. */
import { and, desc, eq } from "drizzle-orm";
import { ATTRIBUTE_GROUPS, type Attribute } from "../../core/attributes/attribute";
import { holdsOf } from "../../core/attributes/computed";
import { isCalendar } from "../../core/attributes/types";
import { isSettable } from "../../core/profiles/commands";
import { primaryOf } from "../../core/profiles/identity";
import { CHANNELS, type Channel, type Identity, type Profile } from "../../core/profiles/profile";
import { program } from "../../core/rules/compile";
import type { Value } from "../../core/rules/rule";
import { live } from "../../core/tables/rows";
import { dbOf } from "../db/client";
import { messages, orders } from "../db/schema";
import type { Env } from "../env";
import { notFound } from "../http/errors";
import { type Role, seesPersonalData } from "../members/roles";
import { type ShopContext, shopContext } from "../shops/context";
import { shownCells, shownId } from "../tables/shown";
import { currentProfile } from "../visit/current";
import { MASKED, maskEmail, maskPhone, maskText } from "./mask";
import { mergesOf } from "./merges";

const ORDERS = 50;

export async function profilePage(env: Env, shop: string, id: string, role: Role) {
  const db = dbOf(env);
  const profile = await currentProfile(env, shop, id);
  if (!profile) throw notFound("profile");
  const [context, merges, [messageRows, orderRows]] = await Promise.all([
    shopContext(env, shop),
    mergesOf(env, shop, profile.id, role),
    db.batch([
      db
        .select({ id: messages.id, name: messages.name, published: messages.published })
        .from(messages)
        .where(eq(messages.shop, shop)),
      db
        .select({
          id: orders.id,
          at: orders.at,
          total: orders.total,
          currency: orders.currency,
          status: orders.status,
          refunded: orders.refunded,
          channel: orders.channel,
          coupon: orders.coupon,
          lines: orders.lines,
        })
        .from(orders)
        .where(and(eq(orders.shop, shop), eq(orders.profile, profile.id)))
        .orderBy(desc(orders.at))
        .limit(ORDERS),
    ]),
  ]);
  const open = seesPersonalData(role);
  const messageOf = new Map(messageRows.map((row) => [row.id, row]));
  const { attributes: facts } = profile;
  const name = [facts.first_name, facts.last_name].filter((part) => typeof part === "string").join(" ");
  return {
    id: profile.id,
    name: name ? (open ? name : maskText(name)) : null,
    identified: facts.identified === true,
    createdAt: profile.createdAt,
    version: profile.version,
    groups: groupsOf(context, profile, open),
    identities: profile.identities.map((identity) => ({
      kind: identity.kind,
      value: open ? identity.written : maskIdentity(identity),
      verified: identity.verified,
      primary: identity === primaryOf(profile, identity.kind),
      at: identity.at,
    })),
    consent: profile.consent,
    consents: profile.consents,
    channels: CHANNELS.map((channel) => channelOf(profile, channel)),
    cart: profile.cart.map(({ product, name, quantity, price }) => ({
      product,
      name: name ?? null,
      quantity,
      price: price ?? null,
    })),
    visit: profile.visit,
    browsers: Object.values(profile.queues)
      .map(({ at }) => ({ lastAt: at }))
      .sort((a, b) => b.lastAt - a.lastAt),
    merges,
    segments: Object.entries(profile.memberships)
      .flatMap(([segment, since]) => {
        const known = context.segments.get(segment);
        return known ? [{ id: segment, name: known.name, kind: known.kind, since }] : [];
      })
      .sort((a, b) => b.since - a.since),
    messages: Object.entries(profile.messages)
      .map(([message, history]) => {
        const known = messageOf.get(message);
        const variant = known?.published?.variants.find(({ id }) => id === history.variant);
        return { id: message, name: known?.name ?? null, variantName: variant?.name ?? null, ...history };
      })
      .sort((a, b) => b.lastExposedAt - a.lastExposedAt),
    orders: orderRows,
    tables: tablesOf(context, profile, role),
  };
}

/** Tables of which they have rows; the rows in the order of their ids. */
function tablesOf({ attributes: { tables } }: ShopContext, { rows = {} }: Profile, role: Role) {
  return [...(tables?.values() ?? [])].flatMap((table) => {
    const theirs = live(rows[table.key]).sort((a, b) => (a < b ? -1 : 1));
    if (theirs.length === 0) return [];
    return {
      ...{ key: table.key, label: table.label },
      columns: table.columns.map(({ key, label, type }) => ({ key, label, type })),
      rows: theirs.map((id) => {
        const { at, cells = {} } = rows[table.key]![id]!;
        return {
          id: shownId(table, id, role),
          values: shownCells(table, cells, role),
          updatedAt: at,
        };
      }),
    };
  });
}

/** What is in force for a channel, and since when. */
function channelOf({ attributes, times }: Profile, channel: Channel) {
  const key = `${channel}_consent`;
  const given = attributes[key];
  return typeof given === "boolean"
    ? { channel, given, at: times[key] ?? null }
    : { channel, given: null, at: null };
}

/** Groups that nobody tells by hand. */
const OURS = new Set<string>(["Predicted"]);

/** Attributes in their groups, in the order of their definitions; those that are not known come with null. */
function groupsOf({ attributes: known, clock }: ShopContext, profile: Profile, open: boolean) {
  const attributes = [...known.values()];
  const asked = program({ attributes: known, clock });
  asked.load(profile, clock.now);
  return ATTRIBUTE_GROUPS.map((group) => ({
    group,
    attributes: attributes
      .filter((attribute) => attribute.group === group)
      .map((attribute) => {
        const value = asked.factOf({ attribute: attribute.key, is: "known" }) as Value | undefined;
        const { key, label, type, unit, personal = false, options = [] } = attribute;
        return {
          key,
          label,
          type,
          options,
          settable: isSettable(attribute) && !OURS.has(group),
          holds: holdsOf(attribute) ?? null,
          unit: unit ?? null,
          calendar: isCalendar(attribute),
          personal,
          value: open ? (value ?? null) : masked(attribute, value),
        };
      }),
  }));
}

/** A fact as an analyst sees it: personal ones only whether they are known. */
export function masked({ personal }: Pick<Attribute, "personal">, value: Value | undefined): Value | null {
  if (value === undefined) return null;
  return personal ? MASKED : value;
}

const maskIdentity = ({ kind, written }: Identity): string =>
  kind === "email" ? maskEmail(written) : kind === "phone" ? maskPhone(written) : maskText(written);
