/** What messages did: counts per variant and day, and what the held-back people did in the same time. */
import { type Clock, DAY } from "../../core/time/zone";

export interface Totals {
  shown: number;
  clicked: number;
  closed: number;
  submitted: number;
  converted: number;
  /** Minor units. */
  revenue: number;
}

export interface ListTotals extends Totals {
  /** How often it had its turn: shown or, in the control group, held back. */
  exposed: number;
}

/** Totals of every message of a shop since an instant (ms). */
export async function totalsSince(
  db: D1Database,
  shop: string,
  since: number,
): Promise<Map<string, ListTotals>> {
  const [counts, revenue] = await db.batch<{ message: string; event: string; n: number }>([
    db
      .prepare(
        "SELECT message, event, count(*) AS n FROM message_events WHERE shop = ?1 AND at >= CAST(?2 AS INTEGER) GROUP BY message, event",
      )
      .bind(shop, since),
    // On its own, so that the counts above are read from the index alone.
    db
      .prepare(
        "SELECT message, 'revenue' AS event, sum(revenue) AS n FROM message_events WHERE shop = ?1 AND event = 'converted' AND at >= CAST(?2 AS INTEGER) GROUP BY message",
      )
      .bind(shop, since),
  ]);
  const totals = new Map<string, ListTotals>();
  for (const { message, event, n } of [...counts!.results, ...revenue!.results]) {
    const total = totals.get(message) ?? {
      exposed: 0,
      shown: 0,
      clicked: 0,
      closed: 0,
      submitted: 0,
      converted: 0,
      revenue: 0,
    };
    if (event in total) total[event as keyof ListTotals] = n ?? 0;
    totals.set(message, total);
  }
  return totals;
}

export interface Span {
  /** Instants (ms): from this one on, before that one. */
  from: number;
  to: number;
}

export interface VariantNumbers extends Totals {
  variant: string;
  /** People who saw it or, in the control group, would have seen it; and how often. */
  exposedPeople: number;
  exposures: number;
  shownPeople: number;
  clickedPeople: number;
  submittedPeople: number;
  convertedPeople: number;
}

export async function variantNumbers(db: D1Database, shop: string, message: string, { from, to }: Span) {
  const { results } = await db
    .prepare(
      `SELECT variant, event, count(*) AS times, count(DISTINCT profile) AS people, ifnull(sum(revenue), 0) AS revenue
       FROM message_events WHERE shop = ?1 AND message = ?2 AND at >= CAST(?3 AS INTEGER) AND at < CAST(?4 AS INTEGER)
       GROUP BY variant, event`,
    )
    .bind(shop, message, from, to)
    .all<{ variant: string; event: string; times: number; people: number; revenue: number }>();
  const numbers = new Map<string, VariantNumbers>();
  for (const { variant, event, times, people, revenue } of results) {
    const of = numbers.get(variant) ?? nothingYet(variant);
    numbers.set(variant, of);
    if (event === "exposed") Object.assign(of, { exposures: times, exposedPeople: people });
    else Object.assign(of, { [event]: times, [`${event}People`]: people });
    if (event === "converted") of.revenue = revenue;
  }
  return numbers;
}

export const nothingYet = (variant: string): VariantNumbers => ({
  variant,
  ...{ exposedPeople: 0, exposures: 0, shown: 0, shownPeople: 0, clicked: 0, clickedPeople: 0, closed: 0 },
  ...{ submitted: 0, submittedPeople: 0, converted: 0, convertedPeople: 0, revenue: 0 },
});

export interface Arm {
  variant: string;
  /** People whose first exposure, or would-be exposure, fell into the span. */
  people: number;
  buyers: number;
  orders: number;
  /** All their orders within the window of their first exposure, in minor units. */
  revenue: number;
}

/**
 * Like with like: every order within `days` of the first exposure counts, whichever arm, clicked or not. People who
 * were exposed to more than one arm (merged profiles) are left out; cancelled orders do not count, and what was
 * refunded is no revenue. Where the shop's server sends orders, the pages'
 * own reports of orders do not count: they miss some.
 */
export async function compareArms(
  db: D1Database,
  shop: string,
  message: string,
  { from, to }: Span,
  { days, currency }: { days: number; currency: string },
): Promise<{ arms: Arm[]; leftOut: number }> {
  const { results } = await db
    .prepare(
      `WITH first AS (
         SELECT profile, min(at) AS at, variant, count(DISTINCT variant) AS arms FROM message_events
         WHERE shop = ?1 AND message = ?2 AND event = 'exposed' GROUP BY profile),
       bought AS (
         SELECT f.profile, f.variant, f.arms, count(o.id) AS orders, ifnull(sum(CASE WHEN o.currency = ?6 THEN max(0, o.total - o.refunded) ELSE o.converted END), 0) AS revenue
         FROM first f LEFT JOIN orders o ON o.shop = ?1 AND o.profile = f.profile AND o.status = 'placed' AND o.at >= f.at AND o.at < f.at + CAST(?5 AS INTEGER)
           AND (o.source <> 'browser' OR NOT EXISTS (SELECT 1 FROM orders s WHERE s.shop = ?1 AND s.source = 'server'))
         WHERE f.at >= CAST(?3 AS INTEGER) AND f.at < CAST(?4 AS INTEGER) GROUP BY f.profile)
       SELECT CASE WHEN arms = 1 THEN variant END AS variant, count(*) AS people, sum(orders > 0) AS buyers, sum(orders) AS orders, sum(revenue) AS revenue
       FROM bought GROUP BY 1 ORDER BY 1`,
    )
    .bind(shop, message, from, to, days * DAY, currency)
    .all<Omit<Arm, "variant"> & { variant: string | null }>();
  return {
    arms: results.flatMap((row) => (row.variant === null ? [] : [{ ...row, variant: row.variant }])),
    leftOut: results.find(({ variant }) => variant === null)?.people ?? 0,
  };
}

export interface DayNumbers extends Totals {
  /** Day number in the shop's zone. */
  day: number;
  variant: string;
  exposedPeople: number;
}

/** Day by day in the shop's zone. */
export async function dailyNumbers(db: D1Database, shop: string, message: string, span: Span, clock: Clock) {
  const { results } = await db
    .prepare(
      `SELECT ${dayOfInstant(clock, span)} AS day, variant, event, count(*) AS times, count(DISTINCT profile) AS people, ifnull(sum(revenue), 0) AS revenue
       FROM message_events WHERE shop = ?1 AND message = ?2 AND at >= CAST(?3 AS INTEGER) AND at < CAST(?4 AS INTEGER)
       GROUP BY 1, 2, 3 ORDER BY 1, 2`,
    )
    .bind(shop, message, span.from, span.to)
    .all<{ day: number; variant: string; event: string; times: number; people: number; revenue: number }>();
  const rows = new Map<string, DayNumbers>();
  for (const { day, variant, event, times, people, revenue } of results) {
    const key = `${day} ${variant}`;
    const row = rows.get(key) ?? {
      ...{
        day,
        variant,
        exposedPeople: 0,
        shown: 0,
        clicked: 0,
        closed: 0,
        submitted: 0,
        converted: 0,
        revenue: 0,
      },
    };
    rows.set(key, row);
    if (event === "exposed") row.exposedPeople = people;
    else Object.assign(row, { [event]: times });
    if (event === "converted") row.revenue = revenue;
  }
  return [...rows.values()];
}

/**
 * SQL for the zone's day number of `at`. Between two changes of the clocks days are 24 hours long, so a year needs
 * about five pieces; a day of 23 or 25 hours is a piece of its own.
 */
function dayOfInstant(clock: Clock, { from, to }: Span): string {
  const pieces: { start: number; first: number; last: number }[] = [];
  const end = clock.dayOf(to - 1);
  for (let day = clock.dayOf(from); day <= end; day++) {
    const start = clock.startOf(day);
    const piece = pieces.at(-1);
    const fits =
      piece && start - piece.start === (day - piece.first) * DAY && clock.startOf(day + 1) - start === DAY;
    if (piece && fits) piece.last = day;
    else pieces.push({ start, first: day, last: day });
  }
  const dayIn = ({ start, first, last }: (typeof pieces)[number]) =>
    `min(${first} + (at - ${start}) / ${DAY}, ${last})`;
  const [last, ...before] = pieces.reverse();
  if (!last) return "0";
  return `CASE ${[last, ...before].map((piece) => `WHEN at >= ${piece.start} THEN ${dayIn(piece)}`).join(" ")} END`;
}
