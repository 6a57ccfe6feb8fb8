/** What all shop systems tell of: orders, people, products. Read by the platform's own file in `core/platforms`. */
import { and, eq } from "drizzle-orm";
import { idOf } from "../../core/platforms/json";
import type {
  PlatformOrder,
  PlatformPerson,
  PlatformProduct,
  Unreadable,
} from "../../core/platforms/platform";
import type { Command } from "../../core/profiles/commands";
import type { Identity } from "../../core/profiles/profile";
import { dbOf } from "../db/client";
import { orders, shops } from "../db/schema";
import { type OrderRow, orderOf } from "../orders/store";
import { tellOrders } from "../orders/tell-orders";
import { erasedAmong } from "../privacy/erased";
import { type Product, productsById, saveProducts, setActive } from "../products/products";
import { ownersOf, tellPeople } from "../profiles/recognise";
import { tellProfiles } from "../profiles/tell";
import { isNewest } from "./deliveries";
import type { Delivery, Outcome } from "./topic";

export async function takeOrder(
  { env, shop, now }: Delivery,
  read: PlatformOrder | Unreadable,
): Promise<Outcome> {
  if ("reason" in read) return read;
  const [told] = await tellOrders(env, shop, [read], "signal", now);
  const [problem] = told!.problems;
  return problem && { reason: `order ${read.order.id}: ${problem.path} ${problem.reason}` };
}

/** The order as it is known, changed; nothing when it is not known. */
export async function changeOrder(
  delivery: Delivery,
  id: string | undefined,
  change: (order: PlatformOrder["order"], row: OrderRow) => PlatformOrder["order"],
): Promise<Outcome> {
  const row = id === undefined ? undefined : await orderRow(delivery, id);
  if (!row) return undefined;
  const order = change({ ...orderOf(row), source: "server", updatedAt: row.updatedAt }, row);
  return takeOrder(delivery, { order, at: row.at, identities: [] });
}

export async function orderRow({ env, shop }: Delivery, id: string): Promise<OrderRow | undefined> {
  const [row] = await dbOf(env)
    .select()
    .from(orders)
    .where(and(eq(orders.shop, shop), eq(orders.id, id)));
  return row;
}

/** Gone from the shop's system: it no longer counts. */
export const deleteOrder = (delivery: Delivery): Promise<Outcome> =>
  changeOrder(delivery, idOf(delivery.body.id), (order) => ({
    ...order,
    status: "cancelled",
    updatedAt: Math.max(delivery.now, order.updatedAt + 1),
  }));

export async function takePerson(
  { env, shop, now }: Delivery,
  read: PlatformPerson | Unreadable,
): Promise<Outcome> {
  if ("reason" in read) return read;
  const { identities, at, attributes, tags, consents, isRecord } = read;
  // Who was erased does not come back by a change of their record; by an act of their own they do.
  if (
    (await ownersOf(env.DB, shop, [read])).size === 0 &&
    (await erasedAmong(env, shop, identities)).size > 0
  )
    return undefined;
  const commands: Command[] = [
    ...(Object.keys(attributes).length > 0 ? [{ do: "set" as const, at, attributes }] : []),
    ...(tags.length > 0 ? [{ do: "add" as const, at, lists: { tags } }] : []),
    ...consents.map((consent) => ({ do: "consent" as const, version: "1", page: "", ...consent })),
  ];
  const [told] = await tellPeople(env, shop, [{ identities, commands, at, isRecord }], "signal", now);
  const [problem] = told!.problems;
  return (
    problem && { reason: `a customer: ${problem.path.replace(/^commands\[\d+\]\./, "")} ${problem.reason}` }
  );
}

/** The shop knows them no more by this id. What they did stays; to be forgotten is another request. */
export async function forgetCustomer({ env, shop, body, now }: Delivery): Promise<Outcome> {
  const value = idOf(body.id);
  if (value === undefined) return { reason: "a deleted customer without id" };
  const identity: Pick<Identity, "kind" | "value" | "written"> = { kind: "customer", value, written: value };
  const [profile] = (await ownersOf(env.DB, shop, [{ identities: [identity] }])).values();
  if (profile !== undefined)
    await tellProfiles(
      env,
      shop,
      [{ profile, commands: [{ do: "forget", at: now, kind: "customer", value }] }],
      "signal",
      now,
    );
  return undefined;
}

/** Products keep what the shop's system does not know of them. */
export async function takeProduct(
  delivery: Delivery,
  read: (currency: string) => PlatformProduct | Unreadable | undefined,
): Promise<Outcome> {
  const { env, shop, platform, now } = delivery;
  const currency = await currencyOf(delivery);
  const product = read(currency);
  if (product === undefined || "reason" in product) return product;
  const { updatedAt = now, ...facts } = product;
  if (!(await isNewest(env, shop, platform, `product ${facts.id}`, updatedAt))) return undefined;
  const [known] = await productsById(env.DB, shop, [facts.id]);
  const saved: Product = { supplier: known?.supplier ?? null, currency, ...facts };
  await saveProducts(env.DB, shop, [saved], now);
  return undefined;
}

/** No longer sold: rules still find what people did with it. */
export async function deleteProduct({ env, shop, platform, body, now }: Delivery): Promise<Outcome> {
  const id = idOf(body.id);
  if (id === undefined) return { reason: "a deleted product without id" };
  await isNewest(env, shop, platform, `product ${id}`, now);
  const [known] = await productsById(env.DB, shop, [id]);
  if (known) await setActive(env.DB, shop, id, false, now);
  return undefined;
}

export async function currencyOf({ env, shop }: Pick<Delivery, "env" | "shop">): Promise<string> {
  const [row] = await dbOf(env).select({ currency: shops.currency }).from(shops).where(eq(shops.id, shop));
  return row!.currency;
}
