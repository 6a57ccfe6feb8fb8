/** A small world for tests: shops, members who are signed in, people with a past. All through real code. */
import { env } from "cloudflare:test";
import { activity, newProfile, type Profile } from "../../core/profiles/profile";
import type { ActivityKind } from "../../core/rules/activities";
import type { Activity, Value } from "../../core/rules/rule";
import { addMember, createShopWithOwner, createUser, type ShopInput } from "../members/create-shop";
import type { Role } from "../members/roles";
import { shopContext } from "../shops/context";
import { flushToD1 } from "../visit/flush";
import { ask } from "./ask";

export const ORIGIN = "https://vitrine.test";
export const PASSWORD = "correct horse battery";

let count = 0;
const unique = () => `${++count}x${Math.random().toString(36).slice(2, 8)}`;

export interface Signed {
  shop: string;
  email: string;
  cookie: string;
  /** Calls the API as this member; `path` is below the shop unless it begins with /api. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // Tests look into whatever comes.
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what is being tested
  json: any;
}

/** A new shop and its owner, signed in. */
export async function aShop(input: Partial<ShopInput> = {}): Promise<Signed> {
  const email = `owner-${unique()}@shop.test`;
  const { id } = await createShopWithOwner(
    env,
    {
      name: "Alpine Outfitters",
      currency: "EUR",
      timeZone: "Europe/Berlin",
      consent: "required",
      origin: "https://shop.test",
      ...input,
    },
    { name: "Ada Owner", email, password: PASSWORD },
  );
  return signedIn(id, email);
}

/** Another member of a shop, signed in. */
export async function aMember(shop: string, role: Role): Promise<Signed> {
  const email = `${role}-${unique()}@shop.test`;
  const { id } = await createUser(env, { name: `A ${role}`, email, password: PASSWORD });
  await addMember(env, shop, id, role);
  return signedIn(shop, email);
}

export async function signedIn(shop: string, email: string): Promise<Signed> {
  const { headers } = await request(
    "POST",
    "/api/auth/sign-in/email",
    { email, password: PASSWORD },
    {
      // Attempts are limited by address: each of the tests' people has one of their own.
      "cf-connecting-ip": `10.${count % 250}.${Math.floor(count / 250)}.${Math.floor(Math.random() * 250)}`,
    },
  );
  const cookie = cookiesOf(headers);
  return {
    ...{ shop, email, cookie },
    call: (method, path, body, extra) =>
      request(method, path.startsWith("/api") ? path : `/api/shops/${shop}${path}`, body, {
        cookie,
        ...extra,
      }),
  };
}

export const cookiesOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

/** A request as a browser would send it from the panel. A string body is sent as it is. */
export async function request(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const hasBody = body !== undefined;
  const response = await ask(`${ORIGIN}${path}`, {
    method,
    redirect: "manual",
    headers: { origin: ORIGIN, ...(hasBody && { "content-type": "application/json" }), ...headers },
    ...(hasBody && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
  return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : text };
}

export interface PersonInput {
  id?: string;
  attributes?: Record<string, Value>;
  email?: string;
  did?: ({ kind: ActivityKind; at: number } & Partial<Activity>)[];
  orders?: { id: string; at: number; total: number }[];
  messageEvents?: {
    message: string;
    variant: string;
    event: MessageEventName;
    at: number;
    revenue?: number;
  }[];
  /** Segments that they are in since. */
  memberships?: Record<string, number>;
}
type MessageEventName = "exposed" | "shown" | "clicked" | "closed" | "submitted" | "converted";

/** People with a past, written to D1 as a flush would. */
export async function people(
  shop: string,
  inputs: readonly PersonInput[],
  now = Date.now(),
): Promise<string[]> {
  const { attributes, shop: row } = await shopContext(env, shop, now);
  const profiles = inputs.map((input) => profileOf(input, now));
  await flushToD1(env.DB, {
    ...{ shop, home: null, currency: row.currency, attributes, now },
    rows: profiles.map((profile, i) => ({ profile, entry: entryOf(profile, inputs[i]!) })),
  });
  return profiles.map(({ id }) => id);
}

function profileOf(
  { id = `p${unique()}`, attributes = {}, email, did = [], memberships = {} }: PersonInput,
  now: number,
) {
  const profile: Profile = newProfile(id, now);
  profile.version = 1;
  profile.attributes = { last_seen_at: now, ...attributes };
  if (email) {
    profile.identities.push({
      kind: "email",
      value: email.toLowerCase(),
      written: email,
      verified: false,
      at: now,
    });
    Object.assign(profile.attributes, { email, identified: true });
  }
  did.forEach(({ kind, ...fields }, i) => {
    profile.history[kind] = [...(profile.history[kind] ?? []), activity({ ...fields, id: `a${i}` })];
  });
  profile.memberships = memberships;
  return profile;
}

function entryOf(profile: Profile, { orders = [], messageEvents = [] }: PersonInput) {
  const history = Object.entries(profile.history) as [ActivityKind, Activity[]][];
  return {
    activities: history.flatMap(([kind, list]) => list.map((entry) => ({ kind, activity: entry }))),
    orders: orders.map((order) => ({ ...order, updatedAt: order.at, currency: "EUR", lines: [] })),
    messageEvents: messageEvents.map((event, i) => ({ id: `e${i}`, ...event })),
    changes: Object.entries(profile.memberships).map(([segment, since]) => ({
      ...{ segment, version: 1, entered: true, at: since },
      cause: "signal" as const,
    })),
  };
}
