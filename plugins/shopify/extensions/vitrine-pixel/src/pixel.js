/**
 * Tells Vitrine what only Shopify's pixel sees: the checkout, and the cart at the instant that it changes.
 *
 * Pages and products are the app embed's to tell; told twice they would count twice. The visitor is whom the embed left
 * in the storefront's localStorage. Without one, or without consent, nothing is sent: orders come by webhook all the same.
 */
const VISITOR = "vitrine:pixel";
const QUEUE = "vitrine:pixel-queue";

/** `api`: what Shopify hands to a pixel, with the shop's own settings `{ endpoint, key }`. */
export function watch({ analytics, browser, init, customerPrivacy, settings }) {
  const edge = settings.endpoint.trim().replace(/\/+$/, "");
  let privacy = init.customerPrivacy;
  let cart = linesOf(init.data?.cart?.lines);
  let currency = init.data?.cart?.cost?.totalAmount?.currencyCode;
  let sending = Promise.resolve();

  customerPrivacy?.subscribe("visitorConsentCollected", (event) => {
    privacy = event.customerPrivacy;
  });

  /** One after the other, as each takes the next numbers of the queue. */
  function report({ timestamp }, ...bodies) {
    const at = Date.parse(timestamp) || Date.now();
    sending = sending.then(() => send(bodies, at)).catch(() => {});
  }

  async function send(bodies, at) {
    const owner = read(await browser.localStorage.getItem(VISITOR));
    if (!owner || !privacy?.analyticsProcessingAllowed) return;
    const { queue = `px${Math.random().toString(36).slice(2, 12)}`, last = 0 } =
      read(await browser.localStorage.getItem(QUEUE)) ?? {};
    // Before it is sent: a number is never given twice, also where the page ends meanwhile.
    await browser.localStorage.setItem(QUEUE, JSON.stringify({ queue, last: last + bodies.length }));
    await fetch(`${edge}/v1/write`, {
      method: "POST",
      // Text and no header of ours, so that no browser asks first.
      body: JSON.stringify({
        ...{ v: 1, key: settings.key.trim(), visitor: owner.visitor, home: owner.home, queue },
        sent: Date.now(),
        consent: { analytics: true, marketing: privacy.marketingAllowed === true },
        signals: bodies.map((body, i) => ({ ...body, n: last + 1 + i, at })),
      }),
      credentials: "omit",
      keepalive: true,
    });
  }

  function reportCart(event, lines, inCurrency = currency) {
    cart = lines;
    currency = inCurrency;
    report(event, { type: "cart", lines, ...(currency && { currency }) });
  }

  analytics.subscribe("product_added_to_cart", (event) => {
    const { cartLine } = event.data;
    if (cartLine) reportCart(event, changed(cart, linesOf([cartLine]), 1), currencyIn(cartLine.cost));
  });
  analytics.subscribe("product_removed_from_cart", (event) => {
    const { cartLine } = event.data;
    if (cartLine) reportCart(event, changed(cart, linesOf([cartLine]), -1), currencyIn(cartLine.cost));
  });
  analytics.subscribe("cart_viewed", (event) => {
    const seen = event.data.cart;
    if (seen) reportCart(event, linesOf(seen.lines), currencyIn(seen.cost));
  });

  analytics.subscribe("checkout_started", (event) => {
    const { checkout } = event.data;
    report(event, { type: "checkout" }, { type: "cart", ...bought(checkout) }, ...identities(checkout));
  });
  analytics.subscribe("checkout_contact_info_submitted", (event) => {
    const known = identities(event.data.checkout);
    if (known.length > 0) report(event, ...known);
  });
  analytics.subscribe("checkout_completed", (event) => {
    const { checkout } = event.data;
    const id = /(\d+)$/.exec(checkout.order?.id ?? "")?.[1];
    const total = minorUnits(checkout.totalPrice);
    if (!id || total === undefined) return;
    const coupon = checkout.discountApplications?.find(({ type }) => type === "DISCOUNT_CODE")?.title;
    report(event, ...identities(checkout), {
      type: "order",
      id,
      total,
      ...bought(checkout),
      ...(coupon && { coupon }),
    });
    cart = [];
  });
}

function read(text) {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

const currencyIn = (cost) => cost?.totalAmount?.currencyCode;

/** An amount of Shopify's, 12.5 EUR, as an integer in the currency's minor unit. */
function minorUnits(money) {
  if (money?.amount === undefined || !money.currencyCode) return undefined;
  const format = new Intl.NumberFormat("en", { style: "currency", currency: money.currencyCode });
  return Math.round(Number(money.amount) * 10 ** format.resolvedOptions().maximumFractionDigits);
}

/** Lines as Vitrine keeps them: each product once, with the price of one after discounts. */
function merged(lines) {
  return lines.reduce((all, line) => changed(all, [line], 1), []);
}

const lineOf = (variant, quantity, money) => {
  const whole = minorUnits(money);
  return {
    product: String(variant.product.id),
    name: variant.product.title || undefined,
    brand: variant.product.vendor || undefined,
    category: variant.product.type || undefined,
    price: whole === undefined || quantity <= 0 ? undefined : Math.round(whole / quantity),
    quantity,
  };
};

const linesOf = (lines) =>
  merged(
    (lines ?? []).flatMap(({ merchandise, quantity, cost }) =>
      merchandise?.product?.id ? [lineOf(merchandise, quantity, cost?.totalAmount)] : [],
    ),
  );

/** Lines and currency of a checkout. */
const bought = ({ lineItems, currencyCode }) => ({
  lines: merged(
    (lineItems ?? []).flatMap(({ variant, quantity, finalLinePrice }) =>
      variant?.product?.id ? [lineOf(variant, quantity, finalLinePrice)] : [],
    ),
  ),
  currency: currencyCode,
});

/** Lines with others added, or with -1 taken away. */
function changed(lines, change, sign) {
  let all = lines;
  for (const line of change) {
    const before = all.find(({ product }) => product === line.product);
    const now = { ...line, quantity: (before?.quantity ?? 0) + sign * line.quantity };
    all = before ? all.map((other) => (other === before ? now : other)) : [...all, now];
  }
  return all.filter(({ quantity }) => quantity > 0);
}

/** What somebody typed at the checkout: claimed, never proven. */
const identities = ({ email, phone }) =>
  email || phone ? [{ type: "identify", ...(email && { email }), ...(phone && { phone }) }] : [];
