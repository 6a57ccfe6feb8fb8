/** What browsers send: visitors who come, look at pages and products and put something into the cart. */

import type { SignalBody } from "../../core/signals/catalogue";
import type { PageContext, VisitRequest } from "../../core/signals/wire";
import { products } from "../../demo/catalogue";
import { type Random, randomFrom } from "../../demo/generate/random";
import { KEY, ORIGIN } from "./shop";

/** Requests of one visitor, before the next takes their place. */
const REQUESTS = 8;
/** Visitors that take turns on one connection: between two requests of one, others come. */
const AT_ONCE = 10;

/** What somebody sends, who hears the answer to each before the next. */
type Bodies = Generator<string, void, string | undefined>;

/** Endless bodies for one connection. */
export function* bodies(seed: number): Bodies {
  const random = randomFrom(seed);
  const visitors: Bodies[] = [];
  const heard: (string | undefined)[] = [];
  for (let turn = 0; ; turn = (turn + 1) % AT_ONCE) {
    let said = visitors[turn]?.next(heard[turn]);
    if (!said || said.done) {
      visitors[turn] = aVisitor(random);
      said = visitors[turn]!.next();
    }
    heard[turn] = yield said.value as string;
  }
}

function* aVisitor(random: Random): Bodies {
  const identity = { visitor: text(random, 22), home: "weur" as const, queue: text(random, 16) };
  /** Contents of messages are kept, as the SDK does. */
  const kept = new Set<string>();
  let n = 0;
  for (let i = 0; i < REQUESTS; i++) {
    const sent = Date.now();
    const { page, signals } = aPage(random, i);
    const request: VisitRequest = {
      v: 1,
      key: KEY,
      ...identity,
      sent,
      consent: { analytics: true, marketing: false },
      page,
      decide: true,
      kept: [...kept].join(),
      signals: signals.map((signal) => ({ ...signal, n: ++n, at: sent - 20 })),
    };
    const answer = yield JSON.stringify(request);
    for (const [, version] of answer?.matchAll(/"version":"(\w+)"/g) ?? []) kept.add(version!);
  }
}

function aPage(random: Random, i: number): { page: PageContext; signals: SignalBody[] } {
  const before: SignalBody[] = i === 0 ? [] : [{ type: "engagement", seconds: 30, scroll: 60 }];
  if (i === 0) {
    const page: PageContext = {
      url: `${ORIGIN}/?utm_source=newsletter&utm_medium=email`,
      type: "home",
      language: "de",
    };
    return { page, signals: [{ type: "page_view", page }] };
  }
  const product = random.pick(products);
  const [, category] = product.categories;
  const { id, name, brand, price } = product;
  const page: PageContext = {
    url: `${ORIGIN}/p/${product.slug}`,
    title: `${name} – Fjell & Fjord`,
    type: "product",
    language: "de",
    product: id,
    category,
  };
  const viewed: SignalBody[] = [
    { type: "page_view", page },
    { type: "product_view", product: { id, name, brand, category, price, currency: "EUR" } },
  ];
  const carted: SignalBody[] =
    i === 5
      ? [{ type: "cart", lines: [{ product: id, name, category, price, quantity: 1 }], currency: "EUR" }]
      : [];
  return { page, signals: [...before, ...viewed, ...carted] };
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const text = (random: Random, length: number): string =>
  Array.from({ length }, () => ALPHABET[random.whole(0, 63)]).join("");
