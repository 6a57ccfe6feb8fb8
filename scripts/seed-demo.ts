/** Fills a local D1 with the demo: shop, owner, catalogue, segments, messages, and people with a year behind them. */
import { attributesOf } from "../core/attributes/standard";
import { DAY } from "../core/time/zone";
import { type Availability, currency, discounts, products } from "../demo/catalogue";
import { generate, ZONE } from "../demo/generate";
import { messages } from "../demo/generate/messages";
import { segments } from "../demo/generate/segments";
import { createShopWithOwner } from "../worker/members/create-shop";
import { saveDiscount } from "../worker/products/discounts";
import { saveProducts } from "../worker/products/products";
import { flushToD1 } from "../worker/visit/flush";

export const DEMO = {
  shop: "fjellfjord",
  key: "pk_fjellfjord_demo0demo0de",
  owner: { name: "Ingrid Fjell", email: "owner@fjell-fjord.example", password: "demo-owner-2026" },
};

const AT_ONCE = 100;

/** Does nothing when the demo is there already. Answers how many people there are. */
export async function seedDemo(
  env: { DB: D1Database; AUTH_SECRET: string },
  options: { shopOrigin: string; people: number; seed?: number; now?: number },
): Promise<number> {
  const { shopOrigin, people, seed = 20_261_123, now = Date.now() } = options;
  const there = await env.DB.prepare("SELECT count(*) AS n FROM profiles WHERE shop = ?1")
    .bind(DEMO.shop)
    .first<{ n: number }>();
  if (there?.n) return there.n;
  await createShopWithOwner(
    env,
    {
      name: "Fjell & Fjord",
      currency,
      timeZone: ZONE,
      consent: "not_required",
      origin: shopOrigin,
      id: DEMO.shop,
      key: DEMO.key,
    },
    DEMO.owner,
    now,
  );
  await catalogue(env.DB, now);
  await env.DB.batch(definitions(env.DB, now));
  await life(env.DB, people, seed, now);
  await signalsSeen(env.DB);
  return people;
}

/** The demo's past counts as arrived: its Home shows a shop that runs, not one that waits for its tag. */
async function signalsSeen(db: D1Database): Promise<void> {
  await db
    .prepare(
      `UPDATE shops SET (first_signal_at, last_signal_at) = (SELECT min(at), max(at) FROM activities WHERE shop = ?1) WHERE id = ?1`,
    )
    .bind(DEMO.shop)
    .run();
}

async function life(db: D1Database, people: number, seed: number, now: number): Promise<void> {
  const attributes = attributesOf([]);
  let batch: ReturnType<typeof generate> extends Generator<infer T> ? T[] : never = [];
  const write = async () => {
    await flushToD1(db, {
      shop: DEMO.shop,
      home: null,
      currency,
      attributes,
      rows: batch.map(({ profile, effects, changes }) => ({ profile, entry: { changes, ...effects } })),
      now,
    });
    batch = [];
  };
  for (const person of generate({ people, seed, now })) {
    batch.push(person);
    if (batch.length === AT_ONCE) await write();
  }
  if (batch.length) await write();
}

const PIECES: Record<Availability, number> = { InStock: 24, LimitedAvailability: 3, OutOfStock: 0 };

async function catalogue(db: D1Database, now: number): Promise<void> {
  await saveProducts(
    db,
    DEMO.shop,
    products.map(({ id, name, brand, supplier, categories, tags, ...product }) => ({
      ...{ id, name, brand, supplier, currency, tags: [...tags] },
      categories: [categories.join(" > ")],
      price: product.price,
      compareAt: product.compareAtPrice ?? null,
      stock: PIECES[product.availability],
      url: `/p/${product.slug}`,
      image: product.image,
      active: true,
    })),
    now,
  );
  const today = now - (now % DAY);
  for (const { id, name, code, fromDay, untilDay, products: ids } of discounts) {
    const dates = { startsAt: today + fromDay * DAY, endsAt: today + untilDay * DAY };
    await saveDiscount(db, DEMO.shop, id, { name, code, ...dates, products: [...ids] }, now);
  }
}

function definitions(db: D1Database, now: number): D1PreparedStatement[] {
  return [
    ...segments.map(({ id, name, description, rule, visible }) =>
      db
        .prepare(
          `INSERT INTO segments (shop, id, name, description, kind, rule, visible, version, created_at, updated_at)
           VALUES (?1, ?2, ?3, ?4, 'dynamic', ?5, ?6, 1, ?7, ?7)`,
        )
        // As old as the oldest of their people's stories.
        .bind(DEMO.shop, id, name, description, JSON.stringify(rule), visible ? 1 : 0, now - 365 * DAY),
    ),
    ...messages.map(({ id, name, priority, design }) =>
      db
        .prepare(
          `INSERT INTO messages (shop, id, name, status, priority, draft, published, version, created_at, updated_at, published_at)
           VALUES (?1, ?2, ?3, 'live', ?4, ?5, ?5, 1, ?6, ?6, ?6)`,
        )
        .bind(DEMO.shop, id, name, priority, JSON.stringify(design), now),
    ),
  ];
}
