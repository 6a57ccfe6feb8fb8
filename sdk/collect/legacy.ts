/** Universal Analytics' ecommerce, as it is still met: in `dataLayer` and by `ga("ec:…")`, in GA4's words. */
import { follow, safe } from "../safe";
import type { Collector } from "./collector";
import type { Json } from "./ecommerce";
import { hearLayer } from "./layer";

interface Action {
  actionField?: Json;
  products?: Json[];
}

const items = (products: unknown) =>
  ([] as Json[]).concat((products as Json[]) ?? []).map((product) => ({
    item_id: product?.id ?? product?.sku,
    item_name: product?.name,
    item_brand: product?.brand,
    item_category: String(product?.category ?? "").replaceAll("/", " > "),
    item_variant: product?.variant,
    price: product?.price,
    quantity: product?.quantity,
  }));

export const watch: Collector = ({ tell }) => {
  const shop = window as { ga?: ((...args: unknown[]) => void) & { q?: unknown[] }; dlCurrencyCode?: string };
  /** Said once and meant for all. */
  let currency: unknown = shop.dlCurrencyCode;

  /** `ecommerce` as Tag Manager's guide has it. */
  function hear(ecommerce: Json): void {
    currency = ecommerce.currencyCode ?? currency;
    const say = (event: string, { products, actionField = {} }: Action, more: Json = {}) =>
      tell(event, { currency, items: items(products), ...more, coupon: actionField.coupon });
    const { detail, add, remove, checkout, purchase, impressions } = ecommerce as Record<
      string,
      Action | undefined
    >;
    if (impressions) {
      const products = ([] as Json[]).concat(impressions as Json);
      say("view_item_list", { products }, { item_list_name: products[0]?.list });
    }
    if (detail) say("view_item", detail);
    if (add) say("add_to_cart", add);
    if (remove) say("remove_from_cart", remove);
    const { step } = checkout?.actionField ?? {};
    if (checkout && Number(step ?? 1) === 1) tell("begin_checkout", { currency });
    const { id, revenue } = purchase?.actionField ?? {};
    if (purchase) say("purchase", purchase, { transaction_id: id, value: revenue });
  }

  let products: Json[] = [];
  let impressions: Json[] = [];
  let action: [name: string, field: Json] | undefined;
  let bought: { order?: Json; lines: Json[] } = { lines: [] };

  /** `ga(command, …)`: what is gathered counts when it is sent. */
  const command = safe((said: ArrayLike<unknown>) => {
    // A tracker's name may stand before.
    const name = String(said[0]).replace(/^\w+\./, "");
    const data = (said[1] ?? {}) as Json;
    switch (name) {
      case "set":
        if (said[1] === "currencyCode" || said[1] === "&cu") currency = said[2];
        break;
      case "ec:addProduct":
        products.push(data);
        break;
      case "ec:addImpression":
        impressions.push(data);
        break;
      case "ec:setAction":
        action = [String(said[1]), (said[2] ?? {}) as Json];
        break;
      case "send":
        if (action) hear({ [action[0]]: { actionField: action[1], products } });
        if (impressions[0]) hear({ impressions });
        products = [];
        impressions = [];
        action = undefined;
        break;
      case "ecommerce:addTransaction":
        bought = { order: data, lines: [] };
        currency = data.currency ?? currency;
        break;
      case "ecommerce:addItem":
        bought.lines.push({ ...data, id: data.sku ?? data.name });
        break;
      case "ecommerce:send":
        if (bought.order) hear({ purchase: { actionField: bought.order, products: bought.lines } });
    }
  });

  const lookAtLayer = hearLayer("dataLayer", (entry) => {
    const { ecommerce } = (entry ?? {}) as { ecommerce?: Json | null };
    if (ecommerce) hear(ecommerce);
  });
  let followed: unknown;
  return () => {
    lookAtLayer();
    const { ga } = shop;
    if (typeof ga !== "function" || ga === followed) return;
    // Waiting for Google's script, which brings another function.
    if (!followed) for (const said of ga.q ?? []) command(said as ArrayLike<unknown>);
    follow(window, "ga", (args) => command(args));
    followed = shop.ga;
  };
};
