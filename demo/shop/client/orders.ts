/** Orders, kept in this browser alone. */
import { billOf, type Line } from "../bill";
import type { Order } from "./data-layer";
import { read, write } from "./storage";

export const orders = (): Order[] => read<Order[]>("orders") ?? [];
export const orderById = (id: string): Order | undefined => orders().find((order) => order.id === id);

export function placeOrder(lines: Line[], coupon: string | undefined, tier: string): Order {
  const order: Order = {
    id: newOrderId(),
    at: new Date().toISOString(),
    lines,
    coupon,
    bill: billOf(lines, coupon),
    tier,
    reported: false,
  };
  write("orders", [order, ...orders()]);
  return order;
}

/** True for the first who asks: an order is reported once, whatever is reloaded or gone back to. */
export function claimReport(id: string): boolean {
  const all = orders();
  const order = all.find((one) => one.id === id);
  if (!order || order.reported) return false;
  order.reported = true;
  write("orders", all);
  return true;
}

/** Day and 40 random bits, without letters that look like digits: "FF-261123-7K3QW9AB". */
function newOrderId(): string {
  const day = new Date().toISOString().slice(2, 10).replaceAll("-", "");
  const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  const random = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => letters[byte % 32]).join("");
  return `FF-${day}-${random}`;
}
