// The cart as it is now.
import { Money } from "../../components/money";
import { RelativeTime } from "../../components/relative-time";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import { numberOf } from "./facts";
import type { Person } from "./model";
import { Section } from "./section";

export function Cart({ person }: { person: Person }) {
  const words = text.profiles.cart;
  const { currency, timeZone } = currentShop();
  const { cart } = person;
  const changed = numberOf(person, "cart_updated_at");
  const checkout = numberOf(person, "checkout_started_at");
  const total = numberOf(person, "cart_total");
  return (
    <Section title={words.title}>
      {cart.length === 0 ? (
        <p class="text-muted">{words.empty}</p>
      ) : (
        <ul class="grid gap-2">
          {cart.map(({ product, name, quantity, price }) => (
            <li key={product} class="flex items-baseline justify-between gap-3">
              <span class="min-w-0">{text.profiles.orders.line(quantity, name ?? product)}</span>
              {price !== null && <Money amount={Math.round(price * quantity)} currency={currency} />}
            </li>
          ))}
          {total !== undefined && (
            <li class="flex justify-between gap-3 border-t border-line pt-2 font-medium">
              <span>{words.total}</span>
              <Money amount={total} currency={currency} />
            </li>
          )}
        </ul>
      )}
      {cart.length > 0 && changed !== undefined && (
        <p class="mt-2 text-12 text-muted">
          {words.changed} <RelativeTime at={changed} timeZone={timeZone} />
          {checkout !== undefined && (
            <>
              {" · "}
              {words.checkout} <RelativeTime at={checkout} timeZone={timeZone} />
            </>
          )}
        </p>
      )}
    </Section>
  );
}
