import { expect, test } from "vitest";
import { productIn } from "./product";

const tent = {
  "@type": "Product",
  sku: "T1",
  name: "Tent",
  offers: { price: "249.00", priceCurrency: "EUR" },
};
const read = (...scripts: unknown[]) =>
  productIn(scripts.map((script) => (typeof script === "string" ? script : JSON.stringify(script))));

test("a product is read from every place where shops put it", () => {
  const seen = { id: "T1", name: "Tent", price: 24900, currency: "EUR" };
  expect(read(tent)).toMatchObject(seen);
  expect(read([tent])).toMatchObject(seen);
  expect(read({ "@graph": [{ "@type": "WebPage" }, tent] })).toMatchObject(seen);
  expect(read({ ...tent, "@type": ["Thing", "http://schema.org/Product"] })).toMatchObject(seen);
  expect(read({ "@type": "BreadcrumbList" }, tent)).toMatchObject(seen);
});

test("its details come in many shapes", () => {
  expect(
    read({
      ...tent,
      brand: { "@type": "Brand", name: "Fjell" },
      image: [{ url: "https://a.example/1.jpg" }, "https://a.example/2.jpg"],
      offers: [{ lowPrice: 199, priceCurrency: "eur", availability: "https://schema.org/OutOfStock" }],
    }),
  ).toMatchObject({
    brand: "Fjell",
    image: "https://a.example/1.jpg",
    price: 19900,
    currency: "EUR",
    available: false,
  });
  expect(
    read({ ...tent, offers: { priceSpecification: [{ price: 5, priceCurrency: "EUR" }] } }),
  ).toMatchObject({ price: 500, currency: "EUR" });
  expect(
    read({
      "@type": "ProductGroup",
      productGroupID: "G",
      hasVariant: [{ offers: { price: 1, priceCurrency: "USD" } }],
    }),
  ).toMatchObject({ id: "G", price: 100, currency: "USD" });
});

test("broken JSON is mended where that is safe, and otherwise left alone", () => {
  expect(read('{"@type":"Product","sku":"T1","name":"Ten\nt",}')).toMatchObject({ id: "T1", name: "Ten t" });
  expect(read("{{ product | json }}", tent)).toMatchObject({ id: "T1" });
  expect(read("", "null", "3", '"text"')).toBeUndefined();
});

test("a page about several products is about none", () => {
  expect(read(tent, { ...tent, name: "Tent, again" })).toMatchObject({ id: "T1" });
  expect(read(tent, { ...tent, sku: "T2" })).toBeUndefined();
  expect(read({ "@type": "ItemList", itemListElement: [{ item: tent }] })).toBeUndefined();
  expect(read({ "@type": "Product" })).toBeUndefined();
});
