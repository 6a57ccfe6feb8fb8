/**
 * The columns of an export of people, the same for every row and in the same order: who they are (basic), and all that
 * is known of them (advanced). A column is named by its attribute's key; CSV adds the time zone of instants.
 */

import { ATTRIBUTE_GROUPS, type Attribute, type Attributes } from "../attributes/attribute";
import { factIn } from "../attributes/convert";
import { type Derived, derivedValue, sumWithin } from "../attributes/derived";
import { attributeTypes, isCalendar } from "../attributes/types";
import { digitsOf } from "../currency";
import { primaryOf } from "../profiles/identity";
import type { Identity, Profile } from "../profiles/profile";
import type { Person } from "../rules/rule";
import { windowOf } from "../rules/timeframes";
import { live } from "../tables/rows";
import type { Clock } from "../time/zone";
import { type Activation, activationOf, identitiesOf } from "./activation";
import type { Cell } from "./csv";
import { dateText, instantText } from "./dates";

/** Basic: identities, names, consent. Advanced: all attributes, segments and recommended products as well. */
export const DETAILS = ["basic", "advanced"] as const;
export type Detail = (typeof DETAILS)[number];

/** One person, as far as an export reads them. */
export interface Exported extends Pick<Profile, "id" | "attributes" | "identities" | "consent" | "rows"> {
  /** As far as derived attributes look at it. */
  history: Person["history"];
  /** Names, not ids. */
  segments: readonly string[];
  recommended: readonly string[];
}

export interface Column {
  name: string;
  /** What CSV adds to the name. */
  zone?: string;
  cell(person: Exported): Cell;
}

export interface ColumnsContext {
  attributes: Attributes;
  /** Stands still, so that all rows tell of the same instant. */
  clock: Clock;
  currency: string;
}

export function columnsOf(detail: Detail, activation: Activation, context: ColumnsContext): Column[] {
  const basic = basicColumns(activation, context);
  if (detail === "basic") return basic;
  const last: Column[] = [
    { name: "currency", cell: () => context.currency },
    { name: "segments", cell: ({ segments }) => segments },
    { name: "recommended_products", cell: ({ recommended }) => recommended },
    // Of the shop's own tables, how many rows they have.
    ...[...(context.attributes.tables?.keys() ?? [])].map(
      (table): Column => ({ name: `${table}_rows`, cell: ({ rows }) => live(rows?.[table]).length }),
    ),
  ];
  const ours = new Set([...basic, ...last].map(({ name }) => name));
  const others = [...context.attributes.values()]
    .filter(({ key }) => !BASIC_ATTRIBUTES.has(key))
    .sort((a, b) => ATTRIBUTE_GROUPS.indexOf(a.group) - ATTRIBUTE_GROUPS.indexOf(b.group))
    .map((attribute) => attributeColumn(attribute, context))
    // A shop may have called an attribute of its own as we call a column.
    .map((column) => (ours.has(column.name) ? { ...column, name: `${column.name}_attribute` } : column));
  return [...basic, ...others, ...last];
}

const BASIC_ATTRIBUTES = new Set([
  ...["email", "phone", "customer_id", "first_name", "last_name"],
  ...["email_consent", "email_consent_at", "marketing_consent"],
]);

function basicColumns(activation: Activation, context: ColumnsContext): Column[] {
  const attribute = (key: string) => attributeColumn(context.attributes.get(key)!, context);
  const { zone } = context.clock;
  return [
    { name: "activation_id", cell: (person) => activationOf(person, activation) },
    { name: "vitrine_id", cell: ({ id }) => id },
    ...identityColumns("email", "email", "emails"),
    { name: "email_verified", cell: (person) => primaryOf(person, "email")?.verified },
    ...identityColumns("phone", "phone", "phones"),
    ...identityColumns("customer", "customer_id", "customer_ids"),
    attribute("first_name"),
    attribute("last_name"),
    attribute("email_consent"),
    attribute("email_consent_at"),
    { name: "analytics_consent", cell: ({ consent }) => consent.analytics },
    { name: "marketing_consent", cell: ({ consent }) => consent.marketing },
    { name: "consent_at", zone, cell: ({ consent }) => instantText(consent.at, context.clock) },
  ];
}

/** The one to send to, and all of them. */
const identityColumns = (kind: Identity["kind"], one: string, all: string): Column[] => [
  { name: one, cell: (person) => activationOf(person, kind) },
  { name: all, cell: (person) => identitiesOf(person, kind) },
];

function attributeColumn(attribute: Attribute, { clock, currency }: ColumnsContext): Column {
  const { key, unit, derived } = attribute;
  if (derived) {
    const write = unit === "amount" ? amountIn(currency) : rounded;
    const valueIn = derivedReader(derived, clock);
    return {
      name: key,
      cell(person) {
        const value = valueIn(person);
        return typeof value === "number" ? write(value) : value;
      },
    };
  }
  const write = numberWriter(attribute, clock, currency);
  const cell = ({ attributes }: Exported): Cell => {
    const value = Object.hasOwn(attributes, key) ? factIn(attributes, attribute, clock) : undefined;
    return typeof value === "number" ? write(value) : value;
  };
  return { name: key, cell, ...(isInstant(attribute) && { zone: clock.zone }) };
}

function derivedReader(derived: Derived, clock: Clock) {
  if (!("did" in derived))
    return ({ attributes }: Exported) =>
      derivedValue(
        derived,
        derived.from.map((from) => attributes[from]),
        clock,
      );
  const span = windowOf(derived.during, clock);
  return ({ history }: Exported) => sumWithin(history[derived.did] ?? [], span);
}

const isInstant = (attribute: Attribute) =>
  attributeTypes[attribute.type].fact === "date" && !isCalendar(attribute);

function numberWriter(attribute: Attribute, clock: Clock, currency: string) {
  if (isCalendar(attribute)) return dateText;
  if (isInstant(attribute)) return (at: number) => instantText(at, clock);
  return attribute.unit === "amount" ? amountIn(currency) : (value: number) => value;
}

/** Ratios have more digits than they know. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Minor units as major ones, with as many digits as the currency has. */
function amountIn(currency: string): (minor: number) => Cell {
  const digits = digitsOf(currency);
  return (minor) => ({ decimal: (minor / 10 ** digits).toFixed(digits) });
}
