/** People with a year behind them: most did little, some very much. Five things done and one article bought on average. */
import { activity, newProfile, type Profile } from "../../core/profiles/profile";
import type { ActivityKind } from "../../core/rules/activities";
import { fold } from "../../core/rules/fold";
import type { Value } from "../../core/rules/rule";
import { DAY } from "../../core/time/zone";
import { type Product, products } from "../../demo/catalogue";
import { aPerson } from "../../demo/generate/people";
import { type Random, randomFrom } from "../../demo/generate/random";
import { NOW } from "../rules/people";
import { TIER } from "./tier";

export const SEGMENT = "buyers";

export function peopleWithAPast(count: number): Profile[] {
  const random = randomFrom(19);
  return Array.from({ length: count }, (_, i) => withAPast(random, i));
}

function withAPast(random: Random, i: number): Profile {
  const person = aPerson(random, i);
  const profile = newProfile(idOf(random), NOW);
  profile.version = 1;
  const visits = Math.min(60, 1 + Math.floor(random.exponential(1.1) * (random.chance(0.1) ? 5 : 1)));
  const lastSeen = NOW - DAY / 24 - (Math.floor(random.exponential(90 * DAY)) % (365 * DAY));
  const times = Array.from({ length: visits - 1 }, () => lastSeen - Math.floor(random.exponential(60 * DAY)));
  times.push(lastSeen);
  times.sort((a, b) => a - b);
  const taste = random.pick(products).categories[1];
  for (const at of times) visit(random, profile, at, taste, times.length);
  for (const list of Object.values(profile.history)) list.sort((a, b) => a.at - b.at);
  const subscribed = random.chance(0.32);
  const known = subscribed || (profile.history.ordered?.length ?? 0) > 0;
  const channels = ["direct", "organic search", "organic social", "email", "paid search", "referral"];
  profile.attributes = {
    ...person.seen,
    ...(known && { ...person.told, email: person.email, identified: true }),
    ...(subscribed && { email_consent: true, email_consent_at: times[0]! }),
    ...(known && random.chance(0.6) && { loyalty_tier: random.pick(TIER.options!) }),
    language: person.language,
    visits,
    page_views: visits * random.whole(1, 6),
    product_views: sum(profile, "viewed_product"),
    seconds_on_site: visits * random.whole(10, 300),
    first_seen_at: times[0]!,
    last_seen_at: lastSeen,
    first_channel: random.pick(channels),
    last_channel: random.pick(channels),
    first_landing_page: random.pick(["/", "/c/camping", "/p/fjell-tent"]),
    last_landing_page: random.pick(["/", "/c/camping", "/p/fjell-tent"]),
    ...orderFacts(profile),
  };
  if (profile.history.ordered) profile.memberships[SEGMENT] = lastSeen;
  return profile;
}

function visit(random: Random, profile: Profile, at: number, taste: string, visits: number): void {
  did(profile, "visited", at);
  const looked = Array.from(
    {
      length: random.weighted([
        [0, 50],
        [1, 25],
        [2, 15],
        [5, 10],
      ]),
    },
    () => aProduct(random, taste),
  );
  for (const [i, product] of looked.entries()) did(profile, "viewed_product", at + i * 40_000, product);
  if (!random.chance(0.22 + 0.01 * Math.min(visits, 20))) return;
  const bought = Array.from(
    {
      length: random.weighted([
        [1, 55],
        [2, 30],
        [4, 15],
      ]),
    },
    () => aProduct(random, taste),
  );
  for (const product of bought) did(profile, "bought", at + 600_000, product);
  did(
    profile,
    "ordered",
    at + 600_000,
    undefined,
    bought.reduce((total, { price }) => total + price, 0),
  );
}

function did(
  profile: Profile,
  kind: ActivityKind,
  at: number,
  product?: Product,
  amount = product?.price,
): void {
  profile.history[kind] ??= [];
  const list = profile.history[kind];
  const category = product && fold(product.categories[1]);
  list.push(activity({ at, id: `q${list.length}:${at % 1000}`, product: product?.id, category, amount }));
}

function orderFacts(profile: Profile): Record<string, Value> {
  const orders = profile.history.ordered;
  if (!orders) return {};
  const totals = orders.map(({ amount = 0 }) => amount);
  const spent = totals.reduce((total, amount) => total + amount, 0);
  return {
    orders: orders.length,
    spent,
    average_order: Math.round(spent / orders.length),
    largest_order: Math.max(...totals),
    items_bought: sum(profile, "bought"),
    first_order_at: orders[0]!.at,
    last_order_at: orders.at(-1)!.at,
  };
}

const byCategory = new Map<string, Product[]>();
for (const product of products) {
  const [, category] = product.categories;
  byCategory.set(category, [...(byCategory.get(category) ?? []), product]);
}

/** People have a taste: two looks of three are at one category. */
const aProduct = (random: Random, taste: string): Product =>
  random.pick(random.chance(0.65) ? byCategory.get(taste)! : products);

const sum = (profile: Profile, kind: ActivityKind) => profile.history[kind]?.length ?? 0;

const idOf = (random: Random): string =>
  Array.from({ length: 16 }, () => "0123456789abcdefghjkmnpqrstvwxyz"[random.whole(0, 31)]).join("");
