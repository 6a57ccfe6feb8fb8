// The edges of a bin in words: "€20 – €40", "500 and more", "1 May 2026 – 31 May 2026".
import { type FactShape, formatDay, formatFact, type ShopWords } from "../../../models/fact";
import { format, text } from "../../../texts/index";
import type { Distribution } from "../data";

type Bin = NonNullable<Distribution["bins"]>[number];
const DAY = 86_400_000;

export function binLabel({ from, to }: Bin, shape: FactShape, shop: ShopWords): string {
  const words = text.attributes.data;
  if (typeof from === "string" || typeof to === "string") return dates(from, to);
  const shown = (value: number) => edge(value, shape, shop);
  if (from === null) return to === null ? words.any : words.below(shown(to));
  if (to === null) return words.from(shown(from));
  // Bins of one whole number, such as orders.
  if (shape.unit === "count" && to - from === 1) return shown(from);
  return words.range(shown(from), shown(to));
}

/** Money without cents where there are none. */
function edge(value: number, shape: FactShape, shop: ShopWords): string {
  if (shape.unit !== "amount") return formatFact(value, shape, shop);
  return format.money(value, shop.currency, { whole: value % 100 === 0 });
}

/** The last day of a span belongs to it. */
function dates(from: Bin["from"], to: Bin["to"]): string {
  const words = text.attributes.data;
  const at = (day: Bin["from"]) => Date.parse(String(day));
  const shown = (at: number) => formatDay(at, "UTC");
  if (from === null) return words.before(shown(at(to)));
  if (to === null) return words.since(shown(at(from)));
  const last = at(to) - DAY;
  return last <= at(from) ? shown(at(from)) : words.range(shown(at(from)), shown(last));
}
