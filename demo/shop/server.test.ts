import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { categories, products } from "../catalogue";
import { type RunningShop, startShop } from "./server";

const vitrineOrigin = "http://localhost:8787";
const tag = `${vitrineOrigin}/vitrine.js?shop=pk_demo&x="><script>`;
let shop: RunningShop;

beforeAll(async () => {
  shop = await startShop({ port: 0, tag, vitrineOrigin });
});
afterAll(() => shop.close());

const get = (path: string) => fetch(shop.localUrl + path);
const text = async (path: string) => (await get(path)).text();

const pages = [
  "/",
  "/search",
  "/search?q=wool",
  "/cart",
  "/checkout",
  "/thank-you/FF-261123-7K3QW9AB",
  "/account",
  "/privacy",
  ...categories.map(({ url }) => url),
  ...products.map(({ slug }) => `/p/${slug}`),
];

describe("every page", () => {
  it.each(pages)("%s answers with a whole document under a strict policy", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-security-policy")).toBe(
      `default-src 'none'; script-src 'self' ${vitrineOrigin}; connect-src 'self' ${vitrineOrigin}; style-src 'self'; img-src 'self' data: ${vitrineOrigin}; font-src 'self' ${vitrineOrigin}; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self' ${vitrineOrigin}`,
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const page = await response.text();
    expect(page).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(page.match(/<h1/g) ?? []).toHaveLength(isDrawnInTheBrowser(path) ? 0 : 1);
    expect(page.match(/<link rel="canonical" href="http:/g)).toHaveLength(1);
    expect(page).not.toMatch(/\sstyle=|\son\w+=|<script>/);
    expect(page).not.toMatch(/undefined|\[object|NaN/);
  });

  it("has the Vitrine tag once, escaped, after the dataLayer's script", async () => {
    const page = await text("/");
    expect(
      page.split(
        '<script async src="http://localhost:8787/vitrine.js?shop=pk_demo&#38;x=&#34;&#62;&#60;script&#62;"></script>',
      ),
    ).toHaveLength(2);
    expect(page.indexOf("/head.js")).toBeLessThan(page.indexOf("/vitrine.js"));
  });

  it("is there without a tag, and then lets nobody else in", async () => {
    const alone = await startShop({ port: 0 });
    const response = await fetch(alone.localUrl);
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self';");
    expect(await response.text()).not.toContain("<script async");
    await alone.close();
  });

  it("takes its own address from the Host header", async () => {
    expect(await text("/cart")).toContain(`<link rel="canonical" href="${shop.localUrl}/cart">`);
  });
});

describe("what search engines read", () => {
  it.each(products)("$brand $name is described as a Product with its offer", async (product) => {
    const found = jsonLdIn(await text(`/p/${product.slug}`)).find((data) => data["@type"] === "Product");
    expect(found).toMatchObject({
      "@context": "https://schema.org",
      name: `${product.brand} ${product.name}`,
      sku: product.id,
      gtin: product.gtin,
      brand: { "@type": "Brand", name: product.brand },
      category: product.categories.join(" > "),
      image: [shop.localUrl + product.image],
      offers: {
        "@type": "Offer",
        price: (product.price / 100).toFixed(2),
        priceCurrency: "EUR",
        availability: `https://schema.org/${product.availability}`,
        url: `${shop.localUrl}/p/${product.slug}`,
      },
    });
  });

  it("lists a category's products and the way to it", async () => {
    const [trail, list] = jsonLdIn(await text("/c/camping/tents"));
    expect(trail).toMatchObject({ "@type": "BreadcrumbList" });
    expect(list).toMatchObject({ "@type": "ItemList", numberOfItems: 5 });
  });
});

describe("pictures and files", () => {
  it.each(products)(
    "$name has a picture of fixed size, by day and by night, in all its colours",
    async ({ image, colours }) => {
      for (const query of ["", "?scheme=dark", ...colours.map((colour) => `?colour=${colour}`)]) {
        const response = await get(image + query);
        expect(response.headers.get("content-type")).toBe("image/svg+xml");
        expect(await response.text()).toMatch(/^<svg [^>]*width="800" height="800">.+<\/svg>$/s);
      }
    },
  );

  it("sends every file that the document names", async () => {
    const page = await text("/");
    const named = [...page.matchAll(/(?:href|src)="(\/(?:style|head|shop|favicon|site)[^"]*)"/g)].map(
      ([, path]) => path ?? "",
    );
    expect(named).toHaveLength(5);
    for (const path of named) expect((await get(path)).status).toBe(200);
  });
});

describe("what is not there", () => {
  it.each([
    "/nope",
    "/p/nope",
    "/p/constructor",
    "/c/camping/nope",
    "/c",
    "/images/nope.svg",
    "/thank-you/",
    "//evil.example/",
  ])("%s is a 404 page that leads home", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await response.text()).toContain('<a class="button" href="/">');
  });

  it("takes no posts", async () => {
    const response = await fetch(`${shop.localUrl}/cart`, { method: "POST", body: "x" });
    expect(response.status).toBe(405);
  });
});

describe("the search", () => {
  it("finds by name, brand, category and plural", async () => {
    expect(await text("/search?q=lofoten")).toContain("2 products");
    expect(await text("/search?q=TENTS")).toContain("Lofoten 2 Tent");
    expect(await text("/search?q=loype")).toContain("Løype");
  });

  it("escapes what was asked", async () => {
    const page = await text(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(page).not.toContain("<script>alert");
    expect(page).toContain("Nothing found");
  });
});

function jsonLdIn(page: string): Record<string, unknown>[] {
  return [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, json]) =>
    JSON.parse(json ?? ""),
  );
}

function isDrawnInTheBrowser(path: string): boolean {
  return path.startsWith("/thank-you/");
}
