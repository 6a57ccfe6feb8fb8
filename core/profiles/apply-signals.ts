/**
 * What each signal does to a profile: the one place where facts come to be. Pure: the clock, the attributes and the
 * messages come in; what must be written elsewhere (activities, orders, products, message events) comes out.
 */
import { fold } from "../rules/fold";
import type { Line, Signal, SignalOf, SignalType } from "../signals/catalogue";
import { pathOf } from "../signals/path";
import { SIGNAL_LIFETIME } from "../signals/wire";
import { settleBought } from "./bought";
import { setConsent } from "./consent";
import { readPhone } from "./identity";
import { applyMessageEvent } from "./message-events";
import { applyOrder, CLAIM } from "./order";
import type { Profile } from "./profile";
import { isNew } from "./queue";
import {
  addEmail,
  categoryOf,
  type Effects,
  identify,
  increase,
  lineActivity,
  proveClaimed,
  type SignalContext,
  type Step,
  setAttributes,
  stepOn,
} from "./step";
import { isLatest, tell } from "./told";
import { continueVisit } from "./visit";

/** Applies signals in their order. A signal that was counted before is passed over. */
export function applySignals(
  profile: Profile,
  signals: readonly { signal: Signal; path: string }[],
  context: SignalContext,
  effects: Effects,
): void {
  const step = stepOn(profile, context, effects);
  for (const { signal, path } of signals) {
    const at = correctedTime(signal.at, context);
    if (at < context.received - SIGNAL_LIFETIME) {
      effects.problems.push({ path: `${path}.at`, reason: "is older than 7 days" });
      continue;
    }
    if (!isNew(profile.queues, context.queue, signal.n, context.received)) continue;
    effects.counted++;
    step.begin(at, `${context.queue}.${signal.n.toString(36)}`, path);
    continueVisit(step, signal);
    (handlers[signal.type] as (step: Step, signal: Signal) => void)(step, signal);
  }
}

/** The signal's time by our clock: the browser's may be wrong, but it is equally wrong at sending. */
function correctedTime(at: number, { received, sent }: SignalContext): number {
  return Math.round(Math.min(received, received - Math.max(0, sent - at)));
}

const handlers: { [T in SignalType]: (step: Step, signal: SignalOf<T>) => void } = {
  page_view({ profile, did, at }, { page }) {
    increase(profile, "page_views");
    profile.visit.pages++;
    if (page.language) tell(profile, "language", page.language, at);
    did("viewed_page", {
      name: pathOf(page.url).slice(0, 200),
      ...(page.product && { product: page.product }),
    });
  },
  product_view({ profile, did, effects }, { product }) {
    increase(profile, "product_views");
    effects.products.push(product);
    did("viewed_product", {
      product: product.id,
      ...categoryOf(product),
      amount: product.price,
      brand: product.brand,
    });
    const learns = profile.history.bought?.some((bought) => bought.product === product.id && !bought.brand);
    if (product.brand && learns) settleBought(profile);
  },
  category_view({ did }, { category }) {
    did("viewed_category", { category: fold(category) });
  },
  search({ profile, did }, { query }) {
    increase(profile, "searches");
    did("searched", { name: query });
  },
  cart(step, { lines, total }) {
    const { profile, at } = step;
    if (!isLatest(profile, "$cart", at)) return;
    const before = quantities(profile.cart);
    const after = quantities(lines);
    for (const line of lines) {
      const more = line.quantity - (before.get(line.product) ?? 0);
      if (more > 0) step.did("added_to_cart", lineActivity(line, more));
    }
    for (const line of profile.cart) {
      const less = line.quantity - (after.get(line.product) ?? 0);
      if (less > 0) step.did("removed_from_cart", lineActivity(line, less));
    }
    profile.cart = lines;
    const { attributes } = profile;
    attributes.cart_total = total ?? lines.reduce((sum, line) => sum + (line.price ?? 0) * line.quantity, 0);
    attributes.cart_quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
    attributes.cart_lines = lines.length;
    attributes.cart_updated_at = at;
  },
  checkout({ profile, at, did }) {
    tell(profile, "checkout_started_at", at, at);
    did("started_checkout");
  },
  order(step, { id, total, currency, lines, coupon, channel }) {
    const more = { ...(coupon && { coupon }), ...(channel && { channel }) };
    applyOrder(step, { id, total, currency, lines, ...more, claim: CLAIM.browser });
  },
  engagement({ profile }, { seconds }) {
    increase(profile, "seconds_on_site", seconds);
  },
  event({ did }, { name }) {
    did("event", { name });
  },
  identify(step, { email, phone, customerId, attributes, confirmation }) {
    if (confirmation !== undefined) proveClaimed(step);
    if (email !== undefined) addEmail(step, email, "email");
    if (phone !== undefined) identify(step, { kind: "phone", value: readPhone(phone), written: phone });
    if (customerId !== undefined)
      identify(step, { kind: "customer", value: customerId, written: customerId });
    if (attributes) setAttributes(step, attributes, "attributes");
  },
  set(step, { attributes }) {
    setAttributes(step, attributes, "attributes");
  },
  form(step, { form, answers }) {
    setAttributes(step, answers, "answers");
    step.did("submitted_form", { name: form });
  },
  consent({ profile, at }, given) {
    setConsent(profile, given, at);
  },
  message: applyMessageEvent,
};

const quantities = (lines: readonly Line[]) => new Map(lines.map((line) => [line.product, line.quantity]));
