/** Orders as the shop's server tells them, and as answers show them. */
import { z } from "@hono/zod-openapi";
import { CLAIM } from "../../core/profiles/order";
import { identitiesOf, whenSchema, whoSchema } from "../customers/schemas";
import { currencySchema } from "../members/fields";
import { idSchema, text } from "../products/schemas";
import { instantSchema } from "../profiles/schemas";
import type { OrderRow } from "./store";
import type { OrderOfServer } from "./tell-orders";

const amount = z.int().min(0).max(1e12);
const quantity = z.number().min(0).max(1e6);

const line = z.strictObject({
  product: idSchema,
  variant: text(200).optional(),
  name: text(300).optional(),
  brand: text(200).optional(),
  category: text(200).optional(),
  price: amount.optional().openapi({ description: "Of one, after discounts" }),
  quantity,
  discount: amount.optional().openapi({ description: "By how much the whole line was lowered" }),
});

const refund = z.strictObject({
  id: idSchema,
  at: whenSchema,
  amount,
  lines: z
    .array(z.strictObject({ product: idSchema, quantity, amount: amount.optional() }))
    .max(500)
    .default([])
    .openapi({ description: "What came back, where that is known" }),
});

export const orderInput = z
  .strictObject({
    id: idSchema.openapi({
      description: "The one that the shop's pages report, too",
      example: "5940139491234",
    }),
    at: whenSchema.openapi({ description: "When it was placed" }),
    updatedAt: whenSchema
      .optional()
      .openapi({ description: "The newest counts; without, when it was placed" }),
    status: z.enum(["placed", "cancelled"]).default("placed"),
    total: amount.openapi({ description: "Minor units of the order's currency" }),
    currency: currencySchema,
    converted: amount
      .optional()
      .openapi({ description: "The total in the shop's currency, where the order's is another" }),
    discount: amount.optional(),
    channel: text(50).optional().openapi({ description: "Such as pos; without, the channel of the visit" }),
    coupons: z.array(text(100)).max(20).default([]),
    customer: whoSchema.optional(),
    lines: z.array(line).max(500),
    refunds: z.array(refund).max(200).default([]).openapi({ description: "All of them, each time" }),
  })
  .openapi("OrderInput");

export function orderFrom({ customer, at, coupons, ...order }: z.output<typeof orderInput>): OrderOfServer {
  const [coupon, ...more] = coupons;
  return {
    at,
    identities: customer ? identitiesOf(customer) : [],
    order: {
      ...(JSON.parse(JSON.stringify(order)) as Omit<OrderOfServer["order"], "source">),
      ...(coupon && { coupon }),
      ...(more.length > 0 && { coupons: more }),
      source: "server",
    },
  };
}

export const orderSchema = z
  .object({
    id: z.string(),
    profile: z.string(),
    at: instantSchema,
    updatedAt: instantSchema,
    status: z.enum(["placed", "cancelled"]),
    total: z.int(),
    currency: z.string(),
    converted: z.int().nullable(),
    refunded: z.int(),
    discount: z.int().nullable(),
    channel: z.string().nullable(),
    coupons: z.array(z.string()),
    lines: z.array(line.loose()),
    refunds: z.array(
      z.object({ id: z.string(), at: instantSchema, amount: z.int(), lines: z.array(z.unknown()) }),
    ),
    source: z.enum(["browser", "server", "import"]).openapi({ description: "Who told this version" }),
    reportedByBrowser: z.boolean(),
  })
  .openapi("Order");

export const shownOrder = ({ shop: _, claim, coupon, coupons, refunds, ...order }: OrderRow) => ({
  ...order,
  coupons: [...(coupon ? [coupon] : []), ...(coupons ?? [])],
  refunds: refunds ?? [],
  reportedByBrowser: claim === CLAIM.browser,
});
