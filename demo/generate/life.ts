/**
 * A year of one person at Fjell & Fjord, told as the very signals that the browser would have sent, so that every
 * fact of the demo comes to be as in a real shop.
 */

import { fnv1a } from "../../core/hash";
import type { PublishedMessage } from "../../core/messages/message";
import { CONTROL } from "../../core/messages/message";
import { variantOf } from "../../core/messages/variant";
import { applySignals } from "../../core/profiles/apply-signals";
import { applyCommands, type Command } from "../../core/profiles/commands";
import { setConsent } from "../../core/profiles/consent";
import { CLAIM, type OrderTold } from "../../core/profiles/order";
import { newProfile, type Profile } from "../../core/profiles/profile";
import { type Effects, noEffects, type SignalContext } from "../../core/profiles/step";
import type { Line, Signal, SignalBody } from "../../core/signals/catalogue";
import type { PageContext } from "../../core/signals/wire";
import { DAY, HOUR } from "../../core/time/zone";
import { type Product, products } from "../catalogue";
import type { Person } from "./people";
import type { Random } from "./random";

export const ORIGIN = "https://fjell-fjord.example";

export interface Life {
  profile: Profile;
  effects: Effects;
}

/** Evaluates the segments as of an instant. */
export type Move = (profile: Profile, at: number, cause: "signal" | "time") => void;

const SOURCES = [
  ["", 30],
  ["https://www.google.com/", 34],
  ["https://www.instagram.com/", 10],
  ["https://duckduckgo.com/", 4],
  ["?utm_source=newsletter&utm_medium=email&utm_campaign=season", 12],
  ["?gclid=x&utm_source=google&utm_medium=cpc&utm_campaign=tents", 8],
  ["https://bergzeit-magazin.example/", 2],
] as const;

export function aLife(
  random: Random,
  person: Person,
  id: string,
  base: Omit<SignalContext, "received" | "sent" | "queue">,
  messages: readonly PublishedMessage[],
  move: Move,
  now: number,
): Life {
  const start = now - Math.round(365 * DAY * random.next() ** 1.4);
  const profile = newProfile(id, start);
  Object.assign(profile.attributes, person.seen, { language: person.language });
  // The shop's app says that it is one; its pages say nothing of the kind.
  if (person.seen.device === "phone" && fnv1a(id) % 5 === 0) profile.attributes.app_or_web = "app";
  // Ids are random: two in three say yes to marketing.
  setConsent(profile, { analytics: true, marketing: fnv1a(id) % 3 > 0 }, start);
  const effects = noEffects();
  let n = 0;
  let page: PageContext | undefined;
  const tell = (at: number, ...bodies: SignalBody[]) => {
    for (const body of bodies) if (body.type === "page_view") page = body.page;
    const signals = bodies.map((body, i) => ({
      signal: { ...body, n: ++n, at: at + i * 4000 } as Signal,
      path: "",
    }));
    const received = Math.min(now, at + bodies.length * 4000);
    applySignals(profile, signals, { ...base, received, sent: received, queue: "generated", page }, effects);
  };
  const shopSays = (command: Command) =>
    applyCommands(profile, [command], { ...base, received: now }, effects);
  const stays = person.persona.staysFor;
  const end = start + (now - start) * (stays[0] + (stays[1] - stays[0]) * random.next());
  const taste = random.pick(products).categories[0];
  for (
    let day = start;
    day <= end;
    day += Math.max(0.4 * DAY, random.exponential(person.persona.everyDays * DAY))
  ) {
    // Shops are busy in the evening. Nobody comes in the future: a first visit of today was earlier today.
    const evening = day - (day % DAY) + Math.round((7 + 14 * Math.sqrt(random.next())) * HOUR);
    const at = evening < now - HOUR ? evening : day === start ? start - HOUR : undefined;
    if (at === undefined) break;
    passTime(profile, at, move);
    aVisit({ random, person, profile, tell, shopSays, taste, messages, now }, at);
    move(profile, Math.min(now, profile.visit.lastAt), "signal");
  }
  passTime(profile, now, move);
  return { profile, effects };
}

/** Time alone moves people between segments too, until somebody does something again. */
function passTime(profile: Profile, until: number, move: Move): void {
  while (profile.nextChangeAt !== undefined && profile.nextChangeAt <= until)
    move(profile, profile.nextChangeAt, "time");
}

interface Scene {
  random: Random;
  person: Person;
  profile: Profile;
  tell(at: number, ...bodies: SignalBody[]): void;
  shopSays(command: Command): void;
  taste: string;
  messages: readonly PublishedMessage[];
  now: number;
}

function aVisit(scene: Scene, from: number): void {
  const { random, person, profile, tell } = scene;
  let at = from;
  const later = (seconds: number) => {
    at += Math.round(seconds * 1000 * (0.5 + random.next()));
    return at;
  };
  const source = random.weighted(SOURCES);
  const landing = source.startsWith("?") ? `${ORIGIN}/${source}` : `${ORIGIN}/`;
  tell(at, pageView(landing, "home", source.startsWith("http") ? source : undefined));
  if (random.chance(0.25))
    tell(later(20), { type: "search", query: random.pick(["tent", "merino", "daypack", "lamp", "boots"]) });
  const looked: Product[] = [];
  for (let i = random.whole(0, 4); i > 0; i--) {
    const product = likedProduct(scene);
    looked.push(product);
    tell(later(40), pageView(`${ORIGIN}/p/${product.slug}`, "product"), {
      type: "product_view",
      product: seen(product),
    });
  }
  const shown = showMessage(scene, later(10), from);
  tell(later(60), { type: "engagement", seconds: random.whole(15, 240), scroll: random.whole(20, 100) });
  const subscribes =
    profile.attributes.email_consent !== true &&
    random.chance(person.persona.subscribes * (profile.visit.number === 1 ? 1 : 0.15));
  if (subscribes) signUp(scene, later(10));
  const lift = shown ? 1.25 : 1;
  const wants = random.chance(Math.min(0.9, person.persona.buys * 2.2));
  if (!wants || looked.length === 0) return;
  const lines: Line[] = [...new Set(looked.slice(0, random.whole(1, 3)))].map((product) =>
    line(
      product,
      random.weighted([
        [1, 85],
        [2, 15],
      ]),
    ),
  );
  tell(later(30), { type: "cart", lines, currency: "EUR" });
  if (!random.chance(0.45 * lift)) return;
  tell(later(60), pageView(`${ORIGIN}/checkout`, "checkout"), { type: "checkout" });
  if (!random.chance(0.85) || at > scene.now - 1000) return;
  // Few wait for a code; the others use one now and then.
  const coupon = random.chance(fnv1a(profile.id) % 6 === 0 ? 0.7 : 0.06) ? "WELCOME10" : undefined;
  const value = lines.reduce((sum, { price = 0, quantity }) => sum + price * quantity, 0);
  const total = Math.round(value * (coupon ? 0.9 : 1));
  if (profile.identities.length === 0) tell(later(20), { type: "identify", email: person.email });
  for (const [key, fact] of Object.entries(person.told)) profile.attributes[key] = fact;
  const id = `FF${(from / 1000).toString(36).toUpperCase().slice(-6)}${profile.id.slice(-3).toUpperCase()}`;
  const order = { id, total, currency: "EUR", lines, ...(coupon && { coupon }) };
  tell(later(60), { type: "order", ...order });
  tellByServer(scene, at, { ...order, ...(coupon && { discount: value - total }) });
}

/** The shop's server tells each order too; of one in eleven a piece comes back some days later. */
function tellByServer({ profile, shopSays, now }: Scene, at: number, order: OrderTold): void {
  const told: OrderTold = { ...order, source: "server", claim: CLAIM.identity };
  shopSays({ do: "order", at, order: { ...told, updatedAt: at } });
  const luck = fnv1a(`${profile.id} ${order.id}`);
  const line = order.lines[luck % order.lines.length];
  const backAt = at + (5 + (luck % 9)) * DAY;
  if (luck % 11 > 0 || backAt > now || line?.price === undefined) return;
  const amount = Math.round(line.price * (order.coupon ? 0.9 : 1));
  const lines = [{ product: line.product, quantity: 1, amount }];
  const refunds = [{ id: `${order.id} return`, at: backAt, amount, lines }];
  shopSays({ do: "order", at, order: { ...told, updatedAt: backAt, refunds } });
}

/** Messages that ran in the last two months, shown as the edge would have: sticky variants, a control group. */
function showMessage({ random, profile, tell, messages, now }: Scene, at: number, visitAt: number): boolean {
  if (visitAt < now - 60 * DAY) return false;
  let seenOne = false;
  for (const { id, design } of messages) {
    const history = profile.messages[id];
    if (history && (history.submittedAt || history.closedAt || history.exposed >= 2)) continue;
    if (!random.chance(0.5)) continue;
    const variant = variantOf(id, design, profile.id, history?.variant);
    const base = { type: "message", message: id, variant } as const;
    tell(at, { ...base, event: "exposed" });
    if (variant === CONTROL) continue;
    seenOne = true;
    tell(at + 1000, { ...base, event: "shown" });
    if (random.chance(0.08)) tell(at + 6000, { ...base, event: "clicked" });
    else if (random.chance(0.7)) tell(at + 4000, { ...base, event: "closed" });
  }
  return seenOne;
}

function signUp({ person, profile, tell, messages }: Scene, at: number): void {
  const form = messages.find(({ design }) =>
    design.variants.some(({ content }) => content.blocks.some((block) => block.type === "form")),
  );
  if (!form) return;
  const variant = variantOf(form.id, form.design, profile.id, profile.messages[form.id]?.variant);
  if (variant === CONTROL) return;
  tell(at, {
    type: "message",
    message: form.id,
    variant,
    event: "submitted",
    answers: { email: person.email },
  });
  if (person.told.first_name) profile.attributes.first_name = person.told.first_name;
}

/** People have a taste: most of what they look at is of one category. */
function likedProduct({ random, taste }: Scene): Product {
  const liked = products.filter(({ categories }) => categories[0] === taste);
  return random.pick(random.chance(0.65) ? liked : products);
}

const pageView = (url: string, type: "home" | "product" | "checkout", referrer?: string): SignalBody => ({
  type: "page_view",
  page: { url, type, ...(referrer && { referrer }) },
});

const seen = (product: Product) => ({
  id: product.id,
  name: product.name,
  brand: product.brand,
  category: product.categories[1],
  price: product.price,
  currency: "EUR",
});

const line = (product: Product, quantity: number): Line => ({
  product: product.id,
  name: product.name,
  brand: product.brand,
  category: product.categories[1],
  price: product.price,
  quantity,
});
