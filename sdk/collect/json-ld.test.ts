import { expect, test } from "vitest";
import { categoryIn, mend, oneProduct, thingsOf } from "./json-ld";
import { read } from "./product";

const tent = { "@type": "Product", sku: "T1", offers: { price: "249.00", priceCurrency: "EUR" } };
const seen = { id: "T1", price: 24900, currency: "EUR" };
const productIn = (...scripts: unknown[]) => {
  const texts = scripts.map((script) => (typeof script === "string" ? script : JSON.stringify(script)));
  const product = oneProduct(texts.flatMap((text) => thingsOf(mend(text))));
  return product && read(product);
};

test.each<[string, unknown]>([
  ["alone", tent],
  ["in a list of lists", [[tent]]],
  ["in a graph", { "@graph": [{ "@type": "Organization" }, tent] }],
  ["as what the page is about", { "@type": "WebPage", mainEntity: tent }],
  ["deep", { "@graph": [{ "@type": "ItemPage", mainEntityOfPage: { mainEntity: [tent] } }] }],
  ["by the type's address", { ...tent, "@type": ["https://schema.org/Product", "Thing"] }],
  ["beside its group's other variants", [tent, { ...tent, sku: "T1" }]],
  ["with its price as text with a sign", { ...tent, offers: { price: "€249,00" } }],
  ["with a sign for its currency", { ...tent, offers: { price: "249", priceCurrency: "€" } }],
  ["with thousands", { ...tent, offers: [{ price: "249.00 ", priceCurrency: "eur" }] }],
  ["with offers in an offer", { ...tent, offers: { "@type": "AggregateOffer", offers: [tent.offers] } }],
  ["with a specification", { ...tent, offers: { offers: [{ priceSpecification: tent.offers }] } }],
  ["under another kind of id", { ...tent, sku: undefined, productID: "sku:T1" }],
  ["under its gtin", { ...tent, sku: undefined, gtin13: "T1" }],
  ["in a comment", `<!-- ${JSON.stringify(tent)} -->`],
  ["in CDATA", `//<![CDATA[\n${JSON.stringify(tent)};\n//]]>`],
  [
    "with commas too many",
    `{"@type":"Product","sku":"T1",\n"offers":[{"price":249,"priceCurrency":"EUR",},],}`,
  ],
])("a product is read %s", (_, json) => expect(productIn(json)).toMatchObject(seen));

test("variants of one group are one product, and several products are none", () => {
  const variant = (sku: string) => ({
    ...tent,
    sku,
    isVariantOf: { "@type": "ProductGroup", productGroupID: "T" },
  });
  expect(productIn([variant("T1"), variant("T2")])).toBeDefined();
  expect(
    productIn({ "@type": "ProductGroup", productGroupID: "T", hasVariant: [tent, { ...tent, sku: "T2" }] }),
  ).toMatchObject({ id: "T", price: 24900 });
  expect(productIn(tent, { ...tent, sku: "T2" })).toBeUndefined();
  expect(productIn({ "@type": "ItemList", itemListElement: [{ item: tent }] })).toBeUndefined();
  expect(productIn("{{ product | json }}", "", "null")).toBeUndefined();
});

test("a list of products has a category's name", () => {
  const crumbs = {
    "@type": "BreadcrumbList",
    itemListElement: [{ name: "Shop" }, { item: { name: "Tents" } }],
  };
  expect(categoryIn(thingsOf([crumbs]))).toBe("Tents");
  expect(categoryIn(thingsOf([{ "@type": "CollectionPage", name: "All tents" }, crumbs]))).toBe("All tents");
  expect(categoryIn([])).toBeUndefined();
});
