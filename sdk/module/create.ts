/** `createVitrine`: the tag's client for shops that bundle their own code. No globals; on a server it does nothing. */
import { createClient, type Vitrine } from "../client";

export interface VitrineOptions {
  /** The shop's public key, `pk_…`. */
  key: string;
  /** The Worker's address, such as `https://vitrine.example.workers.dev`. */
  endpoint: string;
  /** `not-required` where the law does not ask for consent and the shop's settings say so, too. */
  consent?: "required" | "not-required";
}

let only: Vitrine | undefined;

/** The page's one client: each further call answers the same. Pages rendered on a server get one that does nothing. */
export function createVitrine({ key, endpoint, consent }: VitrineOptions): Vitrine {
  if (typeof document === "undefined") return inert;
  only ??= createClient({
    origin: new URL(endpoint).origin,
    shop: key,
    consentImplied: consent === "not-required",
  });
  return only;
}

const nothing = () => {};
const inert: Vitrine = {
  track: nothing,
  identify: nothing,
  set: nothing,
  cart: nothing,
  order: nothing,
  consent: nothing,
  show: nothing,
  on: () => nothing,
  segments: () => [],
  reset: nothing,
};
