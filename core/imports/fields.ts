/**
 * What a column of a file can mean, for each kind of import, and the headings by which it is recognised: English,
 * German, Italian, and those of Shopify's, WooCommerce's and Google Merchant Center's exports. Adding one is one line.
 */
export const IMPORT_KINDS = ["people", "orders", "products", "members", "rows", "codes"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export interface FieldEntry {
  /** Headings, as `headingKey` writes them, the most certain first. */
  words: readonly string[];
  /** Several columns may mean it. */
  several?: true;
}

const identities = {
  email: words(
    "email, e mail, email address, e mail address, mail, customer email, billing email, e mail adresse, email adresse, kunden e mail, indirizzo email, indirizzo e mail, posta elettronica",
  ),
  phone: words(
    "phone, phone number, telephone, mobile, mobile phone, billing phone, default address phone, telefon, telefonnummer, handy, mobilnummer, telefono, cellulare, numero di telefono",
  ),
  customerId: words(
    "customer id, customer number, customer no, client id, user id, kundennummer, kunden nr, kundennr, kunden id, id cliente, codice cliente, numero cliente",
  ),
};

const person = {
  ...identities,
  name: words(
    "name, full name, customer, customer name, kundenname, vollstandiger name, nome completo, nome e cognome, nome cliente",
  ),
  since: words(
    "sign up, created at, created, customer since, registered, date registered, registration date, date created, kunde seit, registriert am, angemeldet am, erstellt am, cliente dal, registrato il, data registrazione, data iscrizione",
  ),
};

export const importFields = {
  people: {
    ...person,
    consentEmail: words(""),
    consentSms: words(""),
    consentPush: words(""),
    consentAt: words(""),
    ordersBefore: words(""),
    spentBefore: words(""),
  },
  members: person,
  orders: {
    ...identities,
    order: words(
      "order id, name, order number, order, order no, id, transaction id, bestellnummer, bestell nr, auftragsnummer, bestellung, numero ordine, id ordine, n ordine, ordine",
    ),
    at: words(
      "created at, order date, date, date created, ordered at, processed at, date gmt, order date gmt, paid date, bestelldatum, datum, auftragsdatum, data ordine, data",
    ),
    total: words(
      "total, order total, grand total, total price, total amount, amount, revenue, gesamt, gesamtsumme, gesamtbetrag, summe, bestellsumme, betrag, totale, totale ordine, importo",
    ),
    currency: words("currency, order currency, wahrung, valuta"),
    coupon: words(
      "discount code, coupon, coupon code, coupons, coupon items, discount codes, promo code, gutschein, gutscheincode, rabattcode, buono, codice sconto, coupon usato",
    ),
    product: words(
      "lineitem sku, product id, item product id, product sku, item sku, line item sku, sku, item id, variant sku, artikelnummer, artikel nr, produkt id, produktnummer, codice prodotto, id prodotto, articolo",
    ),
    productName: words(
      "lineitem name, product name, item name, product, line item name, title, artikel, artikelname, produktname, produkt, prodotto, nome prodotto",
    ),
    category: words("category, item category, product category, kategorie, categoria"),
    quantity: words(
      "lineitem quantity, quantity, item quantity, qty, line item quantity, menge, anzahl, stuckzahl, quantita, pezzi",
    ),
    price: words(
      "lineitem price, item price, unit price, price, line item price, einzelpreis, preis, prezzo, prezzo unitario",
    ),
    status: words(
      "cancelled at, canceled at, status, order status, storniert am, bestellstatus, annullato il, stato ordine",
    ),
    refunded: words("refunded amount, total refunded, refund, erstattet, erstattungsbetrag, rimborsato"),
    lines: { ...words("lines, line items, items"), several: true },
  },
  products: {
    id: words(
      "id, product id, sku, handle, url handle, variant sku, item id, artikelnummer, artikel nr, produkt id, produktnummer, codice, id prodotto, codice prodotto",
    ),
    name: words(
      "title, name, product name, product title, titel, produktname, bezeichnung, artikelname, artikel, titolo, nome, nome prodotto",
    ),
    brand: words("brand, vendor, brands, manufacturer, marke, hersteller, marca, produttore"),
    supplier: words("supplier, lieferant, fornitore"),
    category: {
      ...words(
        "product type, categories, category, product category, type, google product category, kategorie, kategorien, produktkategorie, warengruppe, categoria, categorie",
      ),
    },
    tags: words("tags, tag, schlagworter, schlagworte, etichette"),
    price: words("price, regular price, variant price, preis, verkaufspreis, prezzo, prezzo di listino"),
    salePrice: words(
      "sale price, special price, angebotspreis, aktionspreis, prezzo scontato, prezzo in offerta",
    ),
    compareAt: words(
      "variant compare at price, compare at price, compare at, list price, uvp, streichpreis, vergleichspreis, prezzo originale, prezzo di confronto",
    ),
    currency: words("currency, wahrung, valuta"),
    stock: words(
      "stock, variant inventory qty, inventory, quantity, stock quantity, qty, lagerbestand, bestand, lager, giacenza, disponibilita, scorte, magazzino",
    ),
    availability: words("availability, in stock, stock status, verfugbarkeit, auf lager, disponibile"),
    url: words(
      "link, url, product url, permalink, external url, produktlink, produkt url, collegamento, indirizzo",
    ),
    image: words(
      "image link, image, image src, images, image url, picture, bild, bild url, bilder, immagine, immagini",
    ),
    active: words("status, published, active, veroffentlicht, aktiv, pubblicato, attivo, stato"),
  },
  rows: {
    ...identities,
    updated: words(
      "updated at, updated, last updated, modified at, last modified, geandert am, aktualisiert am, aggiornato il, modificato il",
    ),
  },
  codes: {
    code: words(
      "code, coupon, coupon code, discount code, voucher, promo code, gutschein, gutscheincode, rabattcode, codice, codice sconto, buono",
    ),
  },
} as const satisfies Record<ImportKind, Record<string, FieldEntry>>;

/** A field's name, or `attribute:KEY`. */
export type Target = string;
export const attributeTarget = (key: string): Target => `attribute:${key}`;
export const attributeOf = (target: Target): string | undefined =>
  target.startsWith("attribute:") ? target.slice("attribute:".length) : undefined;

/** A column of one of the shop's own tables. */
export const columnTarget = (key: string): Target => `column:${key}`;
export const columnIn = (target: Target): string | undefined =>
  target.startsWith("column:") ? target.slice("column:".length) : undefined;

/** Of these, at least one column is needed: each row must be somebody's. */
const WHOSE = ["email", "phone", "customerId"];
/** What a file of this kind must have: one of each list. */
export const needed: Record<ImportKind, readonly (readonly Target[])[]> = {
  people: [WHOSE],
  members: [WHOSE],
  orders: [["order"], ["total"], ["at"], WHOSE],
  products: [["id"]],
  rows: [WHOSE],
  codes: [["code"]],
};

export const fieldsOf = (kind: ImportKind): Record<string, FieldEntry> => importFields[kind];
export const takesAttributes = (kind: ImportKind): boolean => kind === "people" || kind === "members";

function words(list: string): FieldEntry {
  return { words: list.split(", ").filter(Boolean) };
}
