/** WooCommerce's topics: resource and event. */

import { idOf } from "../../core/platforms/json";
import { isPlaced, readCoupon, readCustomer, readOrder, readProduct } from "../../core/platforms/woocommerce";
import { Problem } from "../http/errors";
import { deleteDiscount, saveDiscount } from "../products/discounts";
import { isNewest } from "./deliveries";
import {
  deleteOrder,
  deleteProduct,
  forgetCustomer,
  orderRow,
  takeOrder,
  takePerson,
  takeProduct,
} from "./things";
import type { Delivery, Outcome, Topics } from "./topic";

const customer = (delivery: Delivery) => takePerson(delivery, readCustomer(delivery.body));
const product = (delivery: Delivery) =>
  takeProduct(delivery, (currency) => readProduct(delivery.body, currency));

export const wooTopics: Topics = {
  "order.created": order,
  "order.updated": order,
  // Out of the bin: the order itself does not say that it changed.
  "order.restored": (delivery) => order(delivery, delivery.now),
  "order.deleted": deleteOrder,
  "customer.created": customer,
  "customer.updated": customer,
  "customer.deleted": forgetCustomer,
  "product.created": product,
  "product.updated": product,
  "product.restored": product,
  "product.deleted": deleteProduct,
  "coupon.created": coupon,
  "coupon.updated": coupon,
  "coupon.restored": coupon,
  "coupon.deleted": deleteCoupon,
};

async function order(delivery: Delivery, updatedAt?: number): Promise<Outcome> {
  if (!isPlaced(delivery.body)) return undefined;
  const read = readOrder(delivery.body);
  if ("reason" in read) return read;
  const known = await orderRow(delivery, read.order.id);
  // When a refund was seen first is the nearest that is known of when it was.
  const seen = new Map(known?.refunds?.map(({ id, at }) => [id, at]));
  const refunds = (read.order.refunds ?? []).map((refund) => ({
    ...refund,
    at: seen.get(refund.id) ?? refund.at,
  }));
  return takeOrder(delivery, {
    ...read,
    order: { ...read.order, refunds, updatedAt: updatedAt ?? read.order.updatedAt },
  });
}

async function coupon({ env, shop, platform, body, now }: Delivery): Promise<Outcome> {
  const read = readCoupon(body);
  if ("reason" in read) return read;
  const { id, updatedAt = now, ...discount } = read;
  if (await isNewest(env, shop, platform, `coupon ${id}`, updatedAt))
    await saveDiscount(env.DB, shop, id, discount, now);
  return undefined;
}

/** One that a rule names stays. */
async function deleteCoupon({ env, shop, platform, body, now }: Delivery): Promise<Outcome> {
  const id = idOf(body.id);
  if (id === undefined) return { reason: "a deleted coupon without id" };
  await isNewest(env, shop, platform, `coupon ${id}`, now);
  try {
    await deleteDiscount(env, shop, id);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.kind === "in-use") return { reason: `coupon ${id} was deleted, but a rule still names it` };
  }
  return undefined;
}
