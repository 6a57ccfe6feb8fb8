/** The report of one message: its variants and the control group, compared like with like, and day by day. */
import { CONTROL } from "../../core/messages/message";
import { parseDay, printDay } from "../../core/time/zone";
import type { Env } from "../env";
import { invalid } from "../http/errors";
import { shopContext } from "../shops/context";
import { getMessage } from "./messages";
import { compareArms, dailyNumbers, nothingYet, variantNumbers } from "./report";

const DEFAULT_DAYS = 30;
const MAX_DAYS = 400;

/** Days are calendar days of the shop's zone, both included; without them the last 30. */
export async function reportOf(
  env: Env,
  shop: string,
  id: string,
  days: { from?: string; to?: string },
  now = Date.now(),
) {
  const [message, context] = await Promise.all([getMessage(env, shop, id), shopContext(env, shop, now)]);
  const { clock } = context;
  const last = dayFrom(days.to, "to") ?? clock.today;
  const first = dayFrom(days.from, "from") ?? last - DEFAULT_DAYS + 1;
  if (first > last) throw invalid({ path: "from", reason: "must not be later than to" });
  if (last - first >= MAX_DAYS)
    throw invalid({ path: "from", reason: `must be within ${MAX_DAYS} days of to` });
  const span = { from: clock.startOf(first), to: clock.startOf(last + 1) };
  const { currency, clickDays } = context.shop;
  const [numbers, comparison, daily] = await Promise.all([
    variantNumbers(env.DB, shop, id, span),
    compareArms(env.DB, shop, id, span, { days: clickDays, currency }),
    dailyNumbers(env.DB, shop, id, span, clock),
  ]);
  const design = message.published ?? message.draft;
  const names = new Map(design.variants.map((variant) => [variant.id, variant.name]));
  const ids = [...new Set([...names.keys(), ...(design.control > 0 ? [CONTROL] : []), ...numbers.keys()])];
  const named = (variant: string) => ({
    variant,
    name: variant === CONTROL ? "Control" : (names.get(variant) ?? variant),
    control: variant === CONTROL,
  });
  return {
    from: printDay(first),
    to: printDay(last),
    currency,
    timeZone: clock.zone,
    variants: ids.map((variant) => {
      const of = numbers.get(variant) ?? nothingYet(variant);
      return {
        ...of,
        ...named(variant),
        revenuePerExposed: of.exposedPeople ? of.revenue / of.exposedPeople : 0,
      };
    }),
    comparison: {
      windowDays: clickDays,
      leftOut: comparison.leftOut,
      arms: comparison.arms.map((arm) => ({
        ...arm,
        ...named(arm.variant),
        buyersPerPerson: arm.people ? arm.buyers / arm.people : 0,
        revenuePerPerson: arm.people ? arm.revenue / arm.people : 0,
      })),
    },
    days: daily.map((row) => ({ ...row, day: printDay(row.day) })),
  };
}

function dayFrom(text: string | undefined, path: string): number | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day === undefined) throw invalid({ path, reason: "must be a date such as 2026-11-27" });
  return day;
}
