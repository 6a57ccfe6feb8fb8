/**
 * Orders from the shop's server find their buyer: who counts the order already (its browser may have been faster), else
 * the person of its identities, who is made if new. An order that names nobody is that of a person of its own.
 */
import type { Command } from "../../core/profiles/commands";
import { CLAIM, type OrderTold } from "../../core/profiles/order";
import type { Identity } from "../../core/profiles/profile";
import type { Problem } from "../../core/signals/fields";
import { DAY } from "../../core/time/zone";
import type { Env } from "../env";
import { productsById } from "../products/products";
import { type Recognised, tellPeople } from "../profiles/recognise";
import { type Told, tellProfiles } from "../profiles/tell";
import { type OrderRow, orderStatements } from "./store";

export interface OrderOfServer {
  order: OrderTold & { source: "server" | "import" };
  /** When it was placed (ms). */
  at: number;
  identities: Pick<Identity, "kind" | "value" | "written">[];
  /** What the order says of the person of its identities: not told to a browser that bought it. */
  about?: Command[];
}

type Cause = "signal" | "import";

/** Answers for each whose it is, and what of it was refused (a path relative to the order, and the reason). */
export async function tellOrders(
  env: Env,
  shop: string,
  told: readonly OrderOfServer[],
  cause: Cause = "signal",
  now = Date.now(),
): Promise<Recognised[]> {
  const answers = new Map<OrderOfServer, Recognised>();
  const orders = await withCatalogue(env, shop, told);
  const owners = await ownersOf(env, shop, orders);
  await saveErased(env, shop, orders, owners, now);
  for (const one of orders)
    if (isErased(one, owners)) answers.set(one, { profile: "", made: false, problems: [] });
  const owned = await Promise.all(orders.map((one) => ownerFor(shop, one, owners)));
  const toOwners = orders.flatMap((one, i) =>
    owned[i] && !answers.has(one) ? [{ one, told: owned[i] }] : [],
  );
  const problems = await tellProfiles(
    env,
    shop,
    toOwners.map(({ told }) => told),
    cause,
    now,
  );
  for (const [i, { one, told }] of toOwners.entries())
    if (problems[i])
      answers.set(one, { profile: told.profile, made: false, problems: ofOrder(problems[i], told.commands) });
  // Some of their profiles may be gone.
  const others = orders.filter((one) => !answers.has(one));
  const people = others.map((one) => ({
    identities: one.identities,
    commands: [...(one.about ?? []), orderCommand(one, CLAIM.identity)],
    at: one.at,
  }));
  const recognised = others.length > 0 ? await tellPeople(env, shop, people, cause, now) : [];
  for (const [i, one] of others.entries())
    answers.set(one, { ...recognised[i]!, problems: ofOrder(recognised[i]!.problems, people[i]!.commands) });
  return orders.map((one) => answers.get(one)!);
}

/** Whose buyer was erased: it stays in the shop's numbers and brings nobody back. */
const isErased = ({ order }: OrderOfServer, owners: ReadonlyMap<string, Owner>): boolean =>
  owners.get(order.id)?.profile === "";

async function saveErased(
  env: Env,
  shop: string,
  orders: readonly OrderOfServer[],
  owners: ReadonlyMap<string, Owner>,
  now: number,
): Promise<void> {
  const told = orders
    .filter((one) => isErased(one, owners))
    .map(({ order, at }) => ({
      ...{ profile: "", home: null },
      order: { ...order, at, updatedAt: order.updatedAt ?? at },
    }));
  await orderStatements(env.DB, shop, told, now)?.save.run();
}

/** Orders name their products by id; what these are, by which people are found, the catalogue knows. */
async function withCatalogue(
  env: Env,
  shop: string,
  orders: readonly OrderOfServer[],
): Promise<OrderOfServer[]> {
  const asked = orders.flatMap(({ order }) =>
    order.lines.flatMap(({ product, category, brand }) => (category && brand ? [] : product)),
  );
  const products = await productsById(env.DB, shop, [...new Set(asked)]);
  const byId = new Map(products.map((product) => [product.id, product]));
  return orders.map((one) => ({
    ...one,
    order: {
      ...one.order,
      lines: one.order.lines.map((line) => {
        const { name, brand, categories: [category] = [] } = byId.get(line.product) ?? {};
        return { ...(name && { name }), ...(brand && { brand }), ...(category && { category }), ...line };
      }),
    },
  }));
}

type Owner = Pick<OrderRow, "profile" | "at" | "source" | "claim">;

async function ownersOf(
  env: Env,
  shop: string,
  orders: readonly OrderOfServer[],
): Promise<Map<string, Owner>> {
  // As one parameter: D1 binds at most a hundred.
  const { results } = await env.DB.prepare(
    "SELECT id, profile, at, source, claim FROM orders WHERE shop = ?1 AND id IN (SELECT value FROM json_each(?2))",
  )
    .bind(shop, JSON.stringify(orders.map(({ order }) => order.id)))
    .all<Owner & { id: string }>();
  return new Map(results.map(({ id, ...owner }) => [id, owner]));
}

/** Undefined where its identities say whose it is. */
async function ownerFor(
  shop: string,
  one: OrderOfServer,
  owners: ReadonlyMap<string, Owner>,
): Promise<Told | undefined> {
  const { order, at, identities } = one;
  const owner = owners.get(order.id);
  // A page can say any id: only an order of about the same time is the one that it means (`store.ts`).
  const isMeant = owner && (owner.source !== "browser" || Math.abs(owner.at - at) <= DAY);
  if (isMeant && (owner.claim > CLAIM.nobody || identities.length === 0)) {
    // Whoever buys may type any email: to the browser that bought it stays claimed.
    const claimed = identities.map(
      (identity): Command => ({ do: "identify", at, verified: false, ...identity }),
    );
    return { profile: owner.profile, commands: [...claimed, orderCommand(one, owner.claim)] };
  }
  if (identities.length > 0) return undefined;
  return {
    profile: await nobodyOf(shop, order.id),
    commands: [orderCommand(one, CLAIM.nobody)],
    createdAt: at,
  };
}

const orderCommand = (
  { order, at }: OrderOfServer,
  claim: NonNullable<OrderTold["claim"]>,
): Extract<Command, { do: "order" }> => ({ do: "order", at, order: { ...order, claim } });

/** The same for each telling of an order. */
async function nobodyOf(shop: string, order: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${shop} order ${order}`));
  return Array.from(new Uint8Array(digest).slice(0, 10), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}

const ofOrder = (problems: readonly Problem[], commands: readonly Command[]): Problem[] => {
  const place = `commands[${commands.length - 1}].`;
  return problems
    .filter(({ path }) => path.startsWith(place))
    .map((problem) => ({ ...problem, path: problem.path.slice(place.length) }));
};
