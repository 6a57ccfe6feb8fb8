// What they ordered: each order with its articles, the newest first.
import { Badge } from "../../components/badge";
import { Money } from "../../components/money";
import { formatInstant } from "../../models/fact";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import type { Person } from "./model";

/** As many as the API gives. */
const MOST = 50;

export function Orders({ person: { orders } }: { person: Person }) {
  const words = text.profiles.orders;
  const { timeZone } = currentShop();
  if (orders.length === 0) return <p class="py-6 text-center text-muted">{words.none}</p>;
  return (
    <>
      <ul aria-label={words.caption} class="divide-y divide-line">
        {orders.map((order) => (
          <li key={order.id} class="grid gap-2 py-4 first:pt-0">
            <div class="flex items-baseline justify-between gap-4">
              <div class="min-w-0">
                <div class="font-medium [overflow-wrap:anywhere]">
                  {words.order} {order.id}
                </div>
                <div class="text-12 text-muted">{formatInstant(order.at, timeZone)}</div>
              </div>
              <span class="grid justify-items-end gap-1">
                <span class="font-medium">
                  <Money amount={order.total} currency={order.currency} />
                </span>
                {order.status === "cancelled" && <Badge tone="bad">{words.cancelled}</Badge>}
                {order.refunded > 0 && (
                  <span class="text-12 text-muted">
                    {words.refunded} <Money amount={order.refunded} currency={order.currency} />
                  </span>
                )}
              </span>
            </div>
            <ul class="grid gap-1">
              {order.lines.map((line, index) => (
                <li
                  key={`${line.product}-${index}`}
                  class="flex items-baseline justify-between gap-4 text-muted"
                >
                  <span class="min-w-0">{words.line(line.quantity, line.name ?? line.product)}</span>
                  {line.price !== undefined && (
                    <Money amount={Math.round(line.price * line.quantity)} currency={order.currency} />
                  )}
                </li>
              ))}
            </ul>
            {order.coupon && (
              <div class="flex items-center gap-2 text-12 text-muted">
                {words.coupon} <Badge>{order.coupon}</Badge>
              </div>
            )}
          </li>
        ))}
      </ul>
      {orders.length >= MOST && <p class="pt-4 text-12 text-muted">{words.newest(MOST)}</p>}
    </>
  );
}
