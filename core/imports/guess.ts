/** From a file's headings: what kind of file it is, who wrote it, and what each column means. */
import { fold } from "../rules/fold";
import {
  attributeTarget,
  columnTarget,
  type FieldEntry,
  fieldsOf,
  IMPORT_KINDS,
  type ImportKind,
  needed,
  type Target,
  takesAttributes,
} from "./fields";

/** Headings as they are compared: `Default Address City`, `default_address.city` and `Default-Address City` are one. */
export const headingKey = (heading: string): string =>
  fold(heading)
    .replace(/\(.*?\)/g, " ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** A shop's attribute, as far as guessing needs it. */
export interface Known {
  key: string;
  label: string;
}

/** Headings of standard attributes that are neither their key nor their label. */
const ATTRIBUTE_WORDS: Record<string, string> = {
  first_name: "first name, firstname, given name, billing first name, vorname, nome",
  last_name: "last name, lastname, surname, family name, billing last name, nachname, familienname, cognome",
  birthday: "birthday, birth date, date of birth, dob, geburtstag, geburtsdatum, compleanno, data di nascita",
  gender: "gender, sex, geschlecht, sesso, genere",
  language: "language, locale, sprache, lingua",
  country:
    "country, country code, country region, default address country code, billing country, land, landercode, paese, nazione",
  region: "region, state, province, bundesland, regione, provincia",
  region_code: "region code, default address province code, billing state",
  city: "city, town, default address city, billing city, stadt, ort, wohnort, citta, comune",
  postal_code:
    "postal code, zip, zip code, postcode, default address zip, billing postcode, plz, postleitzahl, cap, codice postale",
  tags: "tags, tag, schlagworter, etichette",
};

/** Each column's meaning; undefined is left out. Consents are never guessed. */
export function guessTargets(
  kind: ImportKind,
  headings: readonly string[],
  attributes: readonly Known[] = [],
  /** Of the table that rows go into. */
  columns: readonly Known[] = [],
): (Target | undefined)[] {
  const keys = headings.map(headingKey);
  const targets: (Target | undefined)[] = headings.map(() => undefined);
  // A table's own columns say more than what many files have.
  if (kind === "rows")
    for (const { key, label } of columns) {
      const i = keys.findIndex(
        (heading, at) => targets[at] === undefined && [headingKey(key), headingKey(label)].includes(heading),
      );
      if (i >= 0) targets[i] = columnTarget(key);
    }
  // The most certain word of each field first, so that a file's "id" is not taken for what has a better column.
  for (const [field, { words, several }] of Object.entries(fieldsOf(kind)) as [string, FieldEntry][]) {
    for (const word of words) {
      const i = keys.findIndex((key, at) => key === word && targets[at] === undefined);
      if (i < 0) continue;
      targets[i] = field;
      if (!several) break;
    }
  }
  if (kind === "orders")
    keys.forEach((key, i) => {
      if (/^line item \d+$/.test(key)) targets[i] ??= "lines";
    });
  if (takesAttributes(kind)) guessAttributes(keys, targets, attributes);
  return targets;
}

function guessAttributes(
  keys: string[],
  targets: (Target | undefined)[],
  attributes: readonly Known[],
): void {
  for (const { key, label } of attributes) {
    const words = [headingKey(key), headingKey(label), ...(ATTRIBUTE_WORDS[key]?.split(", ") ?? [])];
    const i = keys.findIndex((heading, at) => targets[at] === undefined && words.includes(heading));
    if (i >= 0) targets[i] = attributeTarget(key);
  }
  // A first and a last name say more than both in one.
  const name = targets.indexOf("name");
  if (name >= 0 && targets.includes(attributeTarget("first_name"))) targets[name] = undefined;
}

export interface Recognised {
  kind: ImportKind;
  from?: "shopify" | "woocommerce" | "merchant";
}

/** Exports as they come, by headings that only they have. */
const EXPORTS: readonly (Required<Recognised> & { has: readonly string[] })[] = [
  { kind: "orders", from: "shopify", has: ["lineitem name", "lineitem quantity", "financial status"] },
  { kind: "products", from: "shopify", has: ["handle", "variant sku", "variant price"] },
  { kind: "products", from: "shopify", has: ["url handle", "title", "vendor"] },
  { kind: "people", from: "shopify", has: ["accepts email marketing", "email"] },
  { kind: "products", from: "woocommerce", has: ["regular price", "is featured"] },
  { kind: "orders", from: "woocommerce", has: ["order total", "billing email"] },
  { kind: "people", from: "woocommerce", has: ["sign up", "last active", "email"] },
  { kind: "products", from: "merchant", has: ["id", "image link", "availability"] },
];

export function recognise(headings: readonly string[]): Recognised {
  const keys = new Set(headings.map(headingKey));
  const known = EXPORTS.find(({ has }) => has.every((key) => keys.has(key)));
  if (known) return { kind: known.kind, from: known.from };
  const scores = IMPORT_KINDS.filter((kind) => kind !== "members" && kind !== "rows").map((kind) => {
    const targets = guessTargets(kind, headings).filter((target) => target !== undefined);
    const complete = needed[kind].every((any) => any.some((target) => targets.includes(target)));
    return { kind, score: complete ? targets.length : 0 };
  });
  // Of equals the one that needs more.
  const order = ["orders", "products", "people", "codes"];
  scores.sort((a, b) => b.score - a.score || order.indexOf(a.kind) - order.indexOf(b.kind));
  if (scores[0]!.score > 0) return { kind: scores[0]!.kind };
  return { kind: headings.length === 1 ? "codes" : "people" };
}
