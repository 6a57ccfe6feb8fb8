/** Shopify's topics. Orders come whole each time; their newest version counts. */
import {
  isTest,
  orderOfRefund,
  readCustomer,
  readOrder,
  readPrivacyRequest,
  readProduct,
  readRefund,
} from "../../core/platforms/shopify";
import { noteUninstalled } from "./connections";
import { keepPrivacyRequest } from "./privacy-requests";
import {
  changeOrder,
  deleteOrder,
  deleteProduct,
  forgetCustomer,
  takeOrder,
  takePerson,
  takeProduct,
} from "./things";
import type { Delivery, Outcome, Topics } from "./topic";

const order = async (delivery: Delivery): Promise<Outcome> =>
  isTest(delivery.body) ? undefined : takeOrder(delivery, readOrder(delivery.body));
const customer = (delivery: Delivery) => takePerson(delivery, readCustomer(delivery.body));
const product = (delivery: Delivery) =>
  takeProduct(delivery, (currency) => readProduct(delivery.body, currency));

export const shopifyTopics: Topics = {
  "orders/create": order,
  "orders/updated": order,
  "orders/paid": order,
  "orders/cancelled": order,
  "orders/fulfilled": order,
  "orders/partially_fulfilled": order,
  "orders/delete": deleteOrder,
  "refunds/create": refund,
  "customers/create": customer,
  "customers/update": customer,
  "customers/enable": customer,
  "customers/disable": customer,
  "customers/delete": forgetCustomer,
  "products/create": product,
  "products/update": product,
  "products/delete": deleteProduct,
  "customers/data_request": (delivery) =>
    keepPrivacyRequest(delivery, "export", readPrivacyRequest(delivery.body)),
  "customers/redact": (delivery) => keepPrivacyRequest(delivery, "erase", readPrivacyRequest(delivery.body)),
  "shop/redact": (delivery) => keepPrivacyRequest(delivery, "erase_shop"),
  async "app/uninstalled"({ env, shop, platform, now }) {
    await noteUninstalled(env, shop, platform, now);
    return undefined;
  },
};

/**
 * The order's own update follows with all of its refunds; this one is only there at once. It counts as a version from
 * just before the refund's second, so that the update, of that second or later, has the last word.
 */
function refund(delivery: Delivery): Promise<Outcome> {
  return changeOrder(delivery, orderOfRefund(delivery.body), (order) => {
    const read = readRefund(delivery.body, order.currency);
    const { refunds = [], updatedAt } = order;
    if (!read || refunds.some(({ id }) => id === read.id)) return order;
    return { ...order, refunds: [...refunds, read], updatedAt: Math.max(updatedAt + 1, read.at - 1) };
  });
}
