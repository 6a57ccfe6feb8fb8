/**
 * What a query may group by: one entry each. `value` is what is shown, of entries `a` of activities or rows `r`; what
 * is equal by `key` is one group, shown as its greatest value is written.
 */
import { type ActivityKind, activityEntry } from "../rules/activities";
import { dateSql, daySql } from "../rules/calendar";
import { raw, type Sql, sql } from "../rules/sql-text";
import type { Clock } from "../time/zone";

export interface Group {
  label: string;
  /** Whether entries of an activity have it; absent for what follows from the time alone. */
  isOf?(kind: ActivityKind): boolean;
  /** Where it is looked up, from `a`. */
  join?: string;
  value(time: Time): Sql;
  key?(value: Sql): Sql;
  /** A second column beside it, such as the product's name. */
  beside?: { key: string; label: string; value: string };
}

/** When it was: the column, and whether it is a date without a time of day. */
export interface Time {
  at: Sql;
  calendar: boolean;
  clock: Clock;
}

const hasProducts = (kind: ActivityKind) => activityEntry(kind).items === true;
const CATALOGUE = "LEFT JOIN products c ON c.shop = a.shop AND c.id = a.product";
const ORDERS = "LEFT JOIN orders o ON o.shop = a.shop AND o.id = a.name";

export const groups = {
  product: {
    label: "Product",
    isOf: hasProducts,
    join: CATALOGUE,
    value: () => raw("a.product"),
    beside: { key: "product_name", label: "Product name", value: "c.name" },
  },
  brand: {
    label: "Brand",
    isOf: hasProducts,
    join: CATALOGUE,
    value: () => raw("c.brand"),
    key: () => raw("(c.keys ->> '$.brand[0]')"),
  },
  category: {
    label: "Category",
    isOf: (kind) => activityEntry(kind).items !== undefined,
    value: () => raw("a.category"),
  },
  name: {
    label: "Name",
    isOf: (kind) => activityEntry(kind).named !== undefined,
    value: () => raw("a.name"),
    key: () => raw("coalesce(a.name_key, a.name)"),
  },
  channel: {
    label: "Channel",
    isOf: (kind) => kind === "ordered",
    join: ORDERS,
    value: () => raw("o.channel"),
  },
  coupon: {
    label: "Coupon",
    isOf: (kind) => kind === "ordered",
    join: ORDERS,
    value: () => raw("o.coupon"),
  },
  month: {
    label: "Month",
    value: (time) =>
      sql`(SELECT substr(d, 2, 4) || '-' || substr(d, 6, 2) FROM (SELECT ${dateOf(time)} AS d))`,
  },
  year: { label: "Year", value: (time) => sql`substr(${dateOf(time)}, 2, 4)` },
} satisfies Record<string, Group>;
export type GroupName = keyof typeof groups;

export const groupNames = Object.keys(groups) as GroupName[];
export const groupEntry = (name: GroupName): Group => groups[name];

/** What entries of an activity can be grouped by. */
export const groupsForDeed = (kind: ActivityKind): GroupName[] =>
  groupNames.filter((name) => groupEntry(name).isOf?.(kind) ?? true);

/** What rows with a date can be grouped by, beside their columns. */
export const groupsOfTime: GroupName[] = groupNames.filter((name) => !groupEntry(name).isOf);

/** Such as 120261127: a digit before it keeps the zeros of early years. Not known where the date is not. */
const dateOf = ({ at, calendar, clock }: Time): Sql =>
  sql`(${dateSql(sql, daySql(sql, at, clock, calendar))} + 100000000)`;
