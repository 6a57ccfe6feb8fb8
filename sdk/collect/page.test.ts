import { expect, test } from "vitest";
import { addressOf, pageTypeOf, searchTerm } from "./page";

const at = (search: string, pathname = "/p/1") =>
  addressOf({ origin: "https://a.example", pathname, search });

test("an address keeps of its query what belongs to the page", () => {
  expect(at("")).toBe("https://a.example/p/1");
  expect(at("?utm_source=mail&email=me@x.org&variant=2")).toBe(
    "https://a.example/p/1?utm_source=mail&variant=2",
  );
  expect(at("?token=1&q=tent")).toBe("https://a.example/p/1?q=tent");
  expect(at("?gclid=1&sq=2")).toBe("https://a.example/p/1");
});

test.each([
  ["/", "home"],
  ["/de/", "home"],
  ["/en-GB", "home"],
  ["/products/tent", "product"],
  ["/collections/tents/products/tent", "product"],
  ["/collections/tents", "category"],
  ["/kategorie/zelte", "category"],
  ["/warenkorb", "cart"],
  ["/checkout/order-received/17", "thank_you"],
  ["/kasse", "checkout"],
  ["/account/login", "account"],
  ["/search", "search"],
  ["/about-us", "other"],
])("%s is a page of type %s", (path, type) => expect(pageTypeOf(path)).toBe(type));

test("the usual query parameters tell what was searched for", () => {
  expect(searchTerm("?q=red+tent")).toBe("red tent");
  expect(searchTerm("?a=1&s=zelt")).toBe("zelt");
  expect(searchTerm("?query=%E9")).toBe("�");
  expect(searchTerm("?page=2")).toBeNull();
});
