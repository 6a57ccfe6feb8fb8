/**
 * Several collectors tell of the same thing under different ids: the product of the page, its order, the cart. Each
 * counts once: what one tells first of a page is what others told of it already, and only one tells of the cart.
 */
import type { Ears, Findings } from "./collector";
import { type Json, tell } from "./ecommerce";

export function createTelling(findings: Findings) {
  const { page, viewProduct, order, cart, setCart } = findings;
  let url: string | undefined;
  /** Who told of what on this page; ids under which somebody repeated what was known. */
  let told = new Set<string>();
  /** Who knows the whole cart, or told of it first. */
  let owner: string | undefined;

  /** Another page is told of anew. */
  function turn(): void {
    if (page().url !== url) told = new Set();
    url = page().url;
  }

  return {
    turn,
    /** This shop system knows the cart; undefined where it cannot be heard. */
    own(system: string | undefined): void {
      owner = system;
    },

    as(who: string): Ears {
      /** Whether others told of it before and this one did not. */
      const repeats = (what: string, known: boolean) => {
        const again = known && !told.has(`${what} ${who}`);
        told.add(`${what} ${who}`);
        return again;
      };
      const ears: Ears = {
        ...findings,
        viewProduct(product, described) {
          turn();
          const alias = `${product?.id} ${who}`;
          if (!described && repeats("product", !!page().product)) told.add(alias);
          if (!told.has(alias)) viewProduct(product, described);
        },
        order(given) {
          turn();
          if (repeats("order", told.has("order"))) return;
          told.add("order");
          order(given);
        },
        setCart(lines, currency) {
          owner ??= who;
          if (owner !== who) return;
          // That there is no cart yet is no news; and what was ordered was not taken out.
          if (lines[0] || (cart().lines[0] && page().type !== "thank_you")) setCart(lines, currency);
        },
        tell: (event: string, data: Json) => tell(event, data, ears),
      };
      return ears;
    },
  };
}
