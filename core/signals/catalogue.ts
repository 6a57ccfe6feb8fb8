/**
 * Every signal that a browser or a server may report, by its `type`. One entry checks it and describes it;
 * what it does to a profile stands in `core/profiles/apply-signals.ts` under the same name.
 */
import {
  attributeValue,
  boolean,
  list,
  number,
  type ObjectOf,
  object,
  oneOf,
  optional,
  type Problem,
  record,
  text,
  within,
} from "./fields";
import { pageSchema } from "./wire";

const id = text({ max: 200, min: 1 });
/** Amounts are integers in the currency's minor unit (cents). */
const amount = number({ min: 0, max: 1e12, integer: true });
const currency = text({ max: 3, min: 3, pattern: /^[A-Z]{3}$/ });
const quantity = number({ min: 0, max: 1e6 });

const product = object({
  id,
  name: optional(text({ max: 300, cut: true })),
  brand: optional(text({ max: 200, cut: true })),
  category: optional(text({ max: 200, cut: true })),
  variant: optional(text({ max: 200, cut: true })),
  price: optional(amount),
  currency: optional(currency),
  url: optional(text({ max: 2000, cut: true })),
  image: optional(text({ max: 2000, cut: true })),
  available: optional(boolean),
});
export type ProductSeen = import("./fields").ValueOf<typeof product>;

const line = object({
  product: id,
  name: optional(text({ max: 300, cut: true })),
  brand: optional(text({ max: 200, cut: true })),
  category: optional(text({ max: 200, cut: true })),
  /** Price of one, after discounts. */
  price: optional(amount),
  quantity,
});
export type Line = import("./fields").ValueOf<typeof line>;

const attributes = record(attributeValue, { max: 50, name: 64 });

export const MESSAGE_EVENTS = ["exposed", "shown", "clicked", "closed", "submitted"] as const;
export type MessageEvent = (typeof MESSAGE_EVENTS)[number];

export const signalTypes = {
  page_view: { page: pageSchema },
  product_view: { product },
  category_view: { category: text({ max: 200, min: 1, cut: true }) },
  search: { query: text({ max: 200, min: 1, cut: true }), results: optional(number({ min: 0 })) },
  /** The whole cart as it is now; what was added or removed follows from the one before. */
  cart: { lines: list(line, { max: 200 }), total: optional(amount), currency: optional(currency) },
  checkout: {},
  order: {
    id,
    total: amount,
    currency,
    lines: list(line, { max: 200 }),
    coupon: optional(text({ max: 100, cut: true })),
    /** Where it was bought, such as "pos" or "marketplace"; without, the channel of the visit. */
    channel: optional(text({ max: 50, min: 1, cut: true })),
  },
  /** Visible and active time since the last such signal of this page, and the deepest scroll of the page. */
  engagement: { seconds: number({ min: 0, max: 3600 }), scroll: optional(number({ min: 0, max: 100 })) },
  event: {
    name: text({ max: 64, min: 1 }),
    properties: optional(record(attributeValue, { max: 50, name: 64 })),
  },
  identify: {
    email: optional(text({ max: 254, min: 3 })),
    phone: optional(text({ max: 32, min: 3 })),
    customerId: optional(text({ max: 100, min: 1 })),
    attributes: optional(attributes),
    /** The shop's server says that this browser is theirs: see `core/profiles/proof.ts`. */
    proof: optional(object({ issuedAt: number({ min: 0 }), signature: text({ max: 64, min: 64 }) })),
    /** The ticket of a confirmation link that was opened in this browser: proves an address that it had claimed. */
    confirmation: optional(text({ max: 120, min: 10 })),
  },
  set: { attributes },
  form: { form: text({ max: 100, min: 1 }), answers: attributes },
  consent: { analytics: boolean, marketing: boolean },
  message: {
    message: text({ max: 40, min: 1 }),
    variant: text({ max: 40, min: 1 }),
    event: oneOf(MESSAGE_EVENTS),
    /** Answers of the message's own form, with `submitted`; names are the form's opaque field ids. */
    answers: optional(attributes),
  },
} as const;

export type SignalType = keyof typeof signalTypes;
type SignalFields = { [T in SignalType]: ObjectOf<(typeof signalTypes)[T]> };
export type SignalBody = { [T in SignalType]: { type: T } & SignalFields[T] }[SignalType];
/** A signal with its number in the browser's queue (from 1) and its time (ms). */
export type Signal = SignalBody & { n: number; at: number };
export type SignalOf<T extends SignalType> = Extract<Signal, { type: T }>;

const readers = new Map(
  Object.entries(signalTypes).map(([type, shape]) => [
    type,
    object({ n: number({ min: 1, max: 2 ** 40, integer: true }), at: number({ min: 0 }), ...shape }),
  ]),
);

/** Reads one signal. What does not fit is reported under `path`; undefined when the signal cannot be used. */
export function readSignal(raw: unknown, path: string, problems: Problem[]): Signal | undefined {
  const type = typeof raw === "object" && raw !== null ? (raw as { type?: unknown }).type : undefined;
  const reader = typeof type === "string" ? readers.get(type) : undefined;
  if (!reader) {
    problems.push({ path: `${path}.type`, reason: `must be one of ${[...readers.keys()].join(", ")}` });
    return undefined;
  }
  const before = problems.length;
  const value = reader.read(raw, problems);
  if (problems.length > before) within(path, problems, before);
  return value && ({ type, ...value } as Signal);
}

/** JSON Schema of any signal, for the API's description. */
export const signalSchema = {
  oneOf: [...readers].map(([type, reader]) => {
    const schema = reader.schema as { properties: object; required: string[] };
    return {
      ...schema,
      properties: { type: { const: type }, ...schema.properties },
      required: ["type", ...schema.required],
    };
  }),
};
