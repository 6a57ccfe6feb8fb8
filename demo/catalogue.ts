/** The catalogue of Fjell & Fjord, the outdoor shop that shows Vitrine at work. Pure data, shared by shop, tests and data generator. */
import { accessories } from "./catalogue/accessories";
import { camping } from "./catalogue/camping";
import { clothing } from "./catalogue/clothing";
import { footwear } from "./catalogue/footwear";
import { kitchen } from "./catalogue/kitchen";
import { lights } from "./catalogue/lights";
import { packs } from "./catalogue/packs";
import { sleeping } from "./catalogue/sleeping";
import { tagsOf } from "./catalogue/tags";
import { type Brand, type Entry, supplierOf } from "./catalogue/types";

export { colours } from "./catalogue/colours";
export type { Availability, Brand, ColourName, PictureName, Supplier } from "./catalogue/types";

export interface Product extends Entry {
  slug: string;
  supplier: (typeof supplierOf)[Brand];
  tags: readonly string[];
  /** 13 digits with a true check digit, in the range that GS1 keeps for use inside a company (prefix 20 to 29). */
  gtin: string;
  /** Path on the shop's own origin. */
  image: string;
}

export interface Category {
  slug: string;
  name: string;
  /** From the root: ["Camping", "Tents"]. */
  path: readonly string[];
  /** Path on the shop's own origin: "/c/camping/tents". */
  url: string;
  description: string;
}

export { currency } from "./catalogue/currency";
export { discounts } from "./catalogue/discounts";

export const products: readonly Product[] = [
  camping,
  sleeping,
  packs,
  clothing,
  accessories,
  footwear,
  kitchen,
  lights,
]
  .flat()
  .map(toProduct);

const introductions: Record<string, string> = {
  Camping: "Shelter that pitches fast, holds in a westerly and dries by noon.",
  Tents: "From one person and a bivvy ledge to five and a wood stove.",
  Tarps: "A roof over the kitchen, or over you.",
  Furniture: "Light enough to carry, steady enough to eat from.",
  Sleeping: "The third of the trip that decides the other two.",
  "Sleeping Bags": "Comfort ratings measured by EN ISO 23537, and honestly told.",
  Mats: "What lies between you and the ground is half of your warmth.",
  Packs: "Carried all day by the people who drew them.",
  Backpacks: "For the nights away: 40 to 70 litres.",
  Daypacks: "For the hut walk, the crag and the office.",
  Clothing: "Layers that work together, made to be mended.",
  Jackets: "Shells, down and fleece for the coast and the high plain.",
  "Base Layers": "Merino next to the skin, all year.",
  Trousers: "Cut to climb over things.",
  Accessories: "The small things that end a cold day well.",
  Socks: "Knitted wool, with the seams where your toes are not.",
  Hats: "One for the pocket, one for the wind.",
  Gloves: "Warm hands can tie knots.",
  Footwear: "Lasts for wide and narrow feet, soles that can be replaced.",
  Boots: "For load and rough ground.",
  "Trail Shoes": "For speed on the paths we like best.",
  Kitchen: "Hot food, soon, with little to wash.",
  Stoves: "Simmer or boil, sheltered from the wind.",
  Cookware: "Pots that nest and handles that stay cool.",
  Flasks: "Coffee at the top, still hot.",
  Lights: "Warm light in camp, far light on the path.",
  Headlamps: "Hands free, and the batteries last the night.",
  Lanterns: "The glow in the tent that one sees from the lake.",
};

/** Top categories, each followed by its sub-categories, in the order of the shop's menu. */
export const categories: readonly Category[] = topNames().flatMap((top) => [
  toCategory([top]),
  ...subNames(top).map((sub) => toCategory([top, sub])),
]);

export const topCategories: readonly Category[] = categories.filter((category) => category.path.length === 1);

const byId: ReadonlyMap<string, Product> = new Map(products.map((product) => [product.id, product]));
const bySlug = new Map(products.map((product) => [product.slug, product]));
const byUrl = new Map(categories.map((category) => [category.url, category]));

export const productById = (id: string): Product | undefined => byId.get(id);
export const productBySlug = (slug: string): Product | undefined => bySlug.get(slug);
export const categoryByUrl = (url: string): Category | undefined => byUrl.get(url);

export function categoryByPath(path: readonly string[]): Category | undefined {
  return byUrl.get(`/c/${path.map(slugify).join("/")}`);
}

export function subCategoriesOf(category: Category): readonly Category[] {
  return categories.filter((other) => other.path.length === 2 && other.path[0] === category.path[0]);
}

/** Products of a category, those of its sub-categories included. */
export function productsIn(category: Category): readonly Product[] {
  return products.filter((product) =>
    category.path.every((name, level) => product.categories[level] === name),
  );
}

function toProduct(entry: Entry): Product {
  const slug = slugify(`${entry.brand} ${entry.name}`);
  return {
    ...entry,
    slug,
    supplier: supplierOf[entry.brand],
    tags: tagsOf(entry.id),
    gtin: gtinOf(entry.id),
    image: `/images/${slug}.svg`,
  };
}

function toCategory(path: readonly string[]): Category {
  const name = path.at(-1) ?? "";
  return {
    slug: slugify(name),
    name,
    path,
    url: `/c/${path.map(slugify).join("/")}`,
    description: introductions[name] ?? "",
  };
}

function topNames(): string[] {
  return [...new Set(products.map((product) => product.categories[0]))];
}

function subNames(top: string): string[] {
  return [
    ...new Set(
      products.filter(({ categories }) => categories[0] === top).map(({ categories }) => categories[1]),
    ),
  ];
}

export function slugify(text: string): string {
  return text
    .toLowerCase()
    .replace(/[øæ×]/g, (letter) => ({ ø: "o", æ: "ae" })[letter] ?? "x")
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function gtinOf(id: string): string {
  const digits = `299${id.replace(/\D/g, "").padStart(9, "0")}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
