/** Random behaviour: every part of it that an activity may have, alone and together. */
import fc from "fast-check";
import { type ActivityKind, activityEntry } from "../../core/rules/activities";
import type { ItemFilter } from "../../core/rules/item-filters";
import type { Items } from "../../core/rules/items";
import type { After, DidRule, Named, Sum, Times } from "../../core/rules/rule";
import type { Timeframe } from "../../core/rules/timeframes";

interface World {
  products: string[];
  categories: string[];
  names: string[];
  timeframe: fc.Arbitrary<Timeframe>;
  filters: readonly ItemFilter[];
}

const KINDS: ActivityKind[] = [
  "viewed_product",
  "bought",
  "ordered",
  "event",
  "searched",
  "visited",
  "saw_message",
];

export function behaviours({ products, categories, names, timeframe, filters }: World) {
  const some = (texts: string[]) => fc.uniqueArray(fc.constantFrom(...texts), { minLength: 1 });
  const text = fc.constantFrom(...names);
  const part = fc.constantFrom("quiz", "Q", "i", "'", "LO", "%", "night");
  const named: fc.Arbitrary<Named> = fc.oneof(
    text,
    fc.record({ contains: part }),
    fc.record({ startsWith: part }),
  );
  const items: fc.Arbitrary<Items> = fc.oneof(
    { weight: 1, arbitrary: fc.record({ ids: some(products) }) },
    { weight: 1, arbitrary: fc.record({ categories: some(categories) }) },
    { weight: 3, arbitrary: fc.constantFrom<Items>(...filters) },
  );
  const which = fc.constantFrom("first" as const, "last" as const);
  const during = fc.oneof(
    { weight: 5, arbitrary: timeframe },
    { weight: 1, arbitrary: fc.constant<Timeframe>({ thisVisit: true }) },
  );
  const times = fc
    .tuple(fc.constantFrom("atLeast", "atMost", "exactly"), fc.integer({ min: 0, max: 4 }))
    .map(([key, n]) => ({ [key]: n }) as unknown as Times);
  const amount = fc.constantFrom(0, 1, 999, 1000, 2000, 2999, 5000);
  const quantity = fc.constantFrom(0, 0.3, 1, 1.5, 2, 3);
  const sum: fc.Arbitrary<Sum> = fc.constantFrom("amount" as const, "quantity" as const).chain((of) => {
    const value = of === "amount" ? amount : quantity;
    const compared = fc.constantFrom("atLeast", "atMost", "exactly", "moreThan", "lessThan");
    return fc.oneof(
      fc.tuple(compared, value).map(([key, n]) => ({ of, [key]: n }) as unknown as Sum),
      fc.tuple(value, value).map(([a, b]): Sum => ({ of, between: a < b ? [a, b] : [b, a] })),
    );
  });
  const narrowed = (kind: ActivityKind) => ({
    ...(activityEntry(kind).named && { named: activityEntry(kind).ids ? text : named }),
    ...(activityEntry(kind).items && { items }),
  });
  const within = fc.tuple(fc.integer({ min: 1, max: 48 }), fc.constantFrom("minutes", "hours", "days"));
  const after = fc
    .constantFrom(...KINDS)
    .chain((did) =>
      fc
        .record({ ...narrowed(did), which, within }, { requiredKeys: [] })
        .map((rest) => ({ did, ...rest }) as unknown as After),
    );
  const whole = (kinds: ActivityKind[], timed: boolean) =>
    fc.constantFrom(...kinds).chain((did) => {
      const counted = { ...narrowed(did), after, times, during };
      const picked = { ...narrowed(did), after, which, ...(activityEntry(did).sums && { sum }), during };
      const required = timed ? { requiredKeys: ["during" as const] } : { requiredKeys: [] };
      return fc
        .oneof(fc.record(counted, required), fc.record(picked, required))
        .map((rest) => ({ did, ...rest }) as unknown as DidRule);
    });
  return { didRule: whole(KINDS, false), didTimeRule: whole(["bought", "viewed_product", "ordered"], true) };
}
