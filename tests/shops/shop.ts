/** What every shop of these tests is: one tent, one cart, and the pages between them, in the shape of its platform. */
import type { SignalBody } from "../../core/signals/catalogue";
import type { Part } from "../../sdk/build.mjs";
import type { ShopAnswer, ShopRequest } from "../../sdk/testing/stage";
import { inline } from "../../sdk/testing/stage";

export interface Shop {
  name: string;
  /** The parts of the SDK that its product page loads besides the first. */
  parts: Part[];
  product: string;
  /** Where the line is taken out again; without it, on the product's page. */
  cart?: string;
  search: string;
  thanks: string;
  serve(request: ShopRequest): ShopAnswer | undefined;
  /** How often its product's page is loaded on this way. */
  views: number;
  /** What its tag says of viewing, adding, removing, searching, adding again and ordering, and of nothing else. */
  says: SignalBody[];
}

/** A shop for one visitor. */
export type OpenShop = () => Shop;

export const page = (head: string, body: string, attributes = "") =>
  `<!doctype html><html lang="de-AT"><head>${head}</head><body ${attributes}>${body}</body></html>`;

/** A button, and what happens at its click. */
export const button = (name: string, work: string) =>
  `<button type="button" id="${name}">${name}</button>${inline(
    `document.getElementById("${name}").addEventListener("click", async () => { ${work} })`,
  )}`;

export const GTAG = "window.dataLayer = window.dataLayer || []; function gtag(){ dataLayer.push(arguments) }";
