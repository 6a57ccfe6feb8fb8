// The key numbers of a person, with what puts them into proportion.
import { currentShop } from "../../models/session";
import { format, text } from "../../texts/index";
import { numberOf } from "./facts";
import type { Person } from "./model";

export function KeyNumbers({ person }: { person: Person }) {
  const words = text.profiles.numbers;
  const { currency } = currentShop();
  const known = (key: string) => numberOf(person, key);
  const money = (amount: number | undefined) =>
    amount === undefined ? words.none : format.money(amount, currency);
  const orders = known("orders") ?? 0;
  const pages = known("page_views");
  const seconds = known("seconds_on_site");
  const items = known("items_bought");
  const largest = known("largest_order");
  const numbers = [
    {
      label: words.visits,
      value: format.number(known("visits") ?? 0),
      hint: [pages !== undefined && words.pages(pages), seconds && format.duration(seconds)]
        .filter(Boolean)
        .join(", "),
    },
    {
      label: words.orders,
      value: format.number(orders),
      hint: orders && items !== undefined ? words.items(items) : words.noOrders,
    },
    { label: words.spent, value: orders ? money(known("spent")) : words.none },
    {
      label: words.average,
      value: orders ? money(known("average_order")) : words.none,
      hint: orders > 1 && largest !== undefined ? words.largest(money(largest)) : undefined,
    },
  ];
  return (
    <dl
      aria-label={words.label}
      class="grid grid-cols-2 gap-px overflow-hidden rounded-box border border-line bg-line shadow-pane sm:grid-cols-4"
    >
      {numbers.map(({ label, value, hint }) => (
        <div key={label} class="min-w-0 bg-surface px-4 py-3.5 sm:px-5">
          <dt class="text-12 text-muted">{label}</dt>
          <dd class="mt-0.5 text-20 font-semibold tracking-tight tabular-nums">{value}</dd>
          {hint && <dd class="text-12 text-muted tabular-nums">{hint}</dd>}
        </div>
      ))}
    </dl>
  );
}
