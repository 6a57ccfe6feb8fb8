/** What the catalogue's tables are made of. */
import type { ColourName } from "./colours";

export type { ColourName } from "./colours";

/** The words of schema.org's ItemAvailability. */
export type Availability = "InStock" | "LimitedAvailability" | "OutOfStock";

/** Each brand comes from one supplier, as in a shop's purchasing tree. */
export const supplierOf = {
  Skarv: "Nordhandel AS",
  Varde: "Nordhandel AS",
  Havgard: "Alpenwerk GmbH",
  Storfonn: "Alpenwerk GmbH",
  Myrull: "Baltic Textiles OÜ",
  Tindra: "Baltic Textiles OÜ",
  Rimfrost: "Hikari Trading Co.",
  Lykt: "Hikari Trading Co.",
} as const;

export type Brand = keyof typeof supplierOf;
export type Supplier = (typeof supplierOf)[Brand];

/** Which illustration shows the product; one drawing each in shop/illustrations. */
export type PictureName =
  | "domeTent"
  | "tunnelTent"
  | "tipiTent"
  | "tarp"
  | "hammock"
  | "chair"
  | "table"
  | "mummyBag"
  | "quilt"
  | "airMat"
  | "foamMat"
  | "backpack"
  | "daypack"
  | "rollTop"
  | "shellJacket"
  | "downJacket"
  | "fleece"
  | "crewTop"
  | "zipTop"
  | "trousers"
  | "socks"
  | "beanie"
  | "cap"
  | "gloves"
  | "mittens"
  | "boot"
  | "rubberBoot"
  | "shoe"
  | "stove"
  | "windStove"
  | "potSet"
  | "kettle"
  | "flask"
  | "mug"
  | "headlamp"
  | "lantern";

export interface Entry {
  /** The shop's own article number (SKU). */
  id: `FF-${number}`;
  name: string;
  brand: Brand;
  categories: readonly [top: string, sub: string];
  /** Minor units (cents). */
  price: number;
  /** The price before the discount, minor units; only on discounted products. */
  compareAtPrice?: number;
  availability: Availability;
  picture: PictureName;
  /** The first one is the one shown. */
  colours: readonly [ColourName, ...ColourName[]];
  sizes?: readonly string[];
  description: string;
}
