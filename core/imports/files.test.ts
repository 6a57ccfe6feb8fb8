/** Files as shops, platforms and people write them: recognised, and read into what they say. */
import { describe, expect, it, test } from "vitest";
import { attributesOf, standardAttributes } from "../attributes/standard";
import { clockIn } from "../time/zone";
import type { ImportKind } from "./fields";
import { grouping } from "./group";
import { guessTargets, recognise } from "./guess";
import { readOrder } from "./orders";
import { commandsOf, readPerson } from "./people";
import { readProduct } from "./products";
import type { ImportFrame } from "./read";
import { Unreadable } from "./rows";
import { formatOf, readerOf } from "./table";
import { habitsOf, readInstant, readMoney, readNumber } from "./values";

/** Reads a whole file as the panel and the Worker do together. */
function recordsOf(text: string, as?: ImportKind) {
  const format = formatOf(text);
  const recognised = recognise(format.headings);
  const kind = as ?? recognised.kind;
  const targets = guessTargets(kind, format.headings, standardAttributes);
  const reader = readerOf(format);
  const group = grouping(kind, targets);
  const rows = [...reader.push(text), ...reader.end()];
  const records = [...rows.flatMap(group.push), ...group.end()];
  const columns = targets.flatMap((target, i) => (target ? [{ heading: format.headings[i]!, target }] : []));
  const frame: ImportFrame = {
    ...{ kind, file: "file.csv", columns, attributes: attributesOf([]) },
    habits: habitsOf(rows.flatMap(({ cells }) => cells)),
    ...{ currency: "EUR", clock: clockIn("Europe/Berlin", 0) },
  };
  return { frame, records, recognised, columns };
}

describe("Shopify's exports", () => {
  it("of customers: names, place and tags; consents only when the marketer says so", () => {
    const { frame, records, recognised } = recordsOf(
      `Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Default Address Country Code,Default Address Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tags
'6940095564,Ann,Berg,Ann@X.example,yes,Graz,AT,'8010,'+43 660 1234567,no,120.50,3,,"vip, early"`,
    );
    expect(recognised).toEqual({ kind: "people", from: "shopify" });
    expect(readPerson(frame, records[0]!)).toMatchObject({
      identities: [
        { kind: "customer", value: "6940095564" },
        { kind: "email", value: "ann@x.example", written: "Ann@X.example" },
        { kind: "phone", value: "+436601234567" },
      ],
      set: { first_name: "Ann", city: "Graz", country: "AT", postal_code: "8010", tags: ["vip", "early"] },
      ...{ consents: [], counts: {}, remarks: [] },
    });
  });

  it("of orders: lines below each other are one order", () => {
    const { frame, records, recognised } = recordsOf(
      `Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Id
#1001,ann@x.example,paid,2026-03-01 10:00:02 +0100,EUR,90.00,5.00,0,95.00,SPRING,2026-03-01 10:00:00 +0100,2,Tent,40.00,FF-1,Ann Berg,111
#1001,ann@x.example,,,,,,,,,,1,Peg,10.00,FF-2,,
#1002,bo@x.example,paid,2026-03-02 10:00:02 +0100,EUR,10.00,0,0,10.00,,2026-03-02 10:00:00 +0100,1,Peg,10.00,FF-2,Bo,112`,
    );
    expect(recognised).toEqual({ kind: "orders", from: "shopify" });
    expect(records).toHaveLength(2);
    expect(readOrder(frame, records[0]!)).toMatchObject({
      at: Date.UTC(2026, 2, 1, 9),
      order: {
        ...{ id: "#1001", total: 9500, currency: "EUR", coupon: "SPRING" },
        lines: [
          { product: "FF-1", name: "Tent", quantity: 2, price: 4000 },
          { product: "FF-2", name: "Peg", quantity: 1, price: 1000 },
        ],
      },
    });
  });

  it("of products: variants below their product belong to it", () => {
    const { frame, records, recognised } = recordsOf(
      `Handle,Title,Vendor,Type,Tags,Published,Variant SKU,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Status
tent,Lofoten Tent,Skarv,Tents,"new, light",TRUE,FF-1,3,429.00,499.00,https://x.example/t.jpg,active
tent,,,,,,FF-2,1,449.00,,,
peg,Peg,Skarv,Pegs,,TRUE,FF-3,9,1.00,,,draft`,
    );
    expect(recognised).toEqual({ kind: "products", from: "shopify" });
    expect(records.map((record) => readProduct(frame, record))).toMatchObject([
      {
        id: "tent",
        facts: {
          name: "Lofoten Tent",
          brand: "Skarv",
          price: 42_900,
          compareAt: 49_900,
          tags: ["new", "light"],
          active: true,
        },
      },
      { id: "peg", facts: { price: 100, compareAt: null, active: false } },
    ]);
  });
});

describe("WooCommerce's exports", () => {
  it("of products: the reduced price, categories as paths", () => {
    const { frame, records, recognised } = recordsOf(
      `ID,Type,SKU,Name,Published,"Is featured?","In stock?",Stock,"Sale price","Regular price",Categories,Tags,Images
44,simple,woo-vneck,V-Neck,1,1,1,,15,20,"Clothing > Shirts, Sale",,"https://x.example/a.jpg, https://x.example/b.jpg"`,
    );
    expect(recognised).toEqual({ kind: "products", from: "woocommerce" });
    expect(readProduct(frame, records[0]!)).toMatchObject({
      id: "44",
      facts: {
        price: 1500,
        compareAt: 2000,
        categories: ["Clothing > Shirts", "Sale"],
        image: "https://x.example/a.jpg",
      },
    });
  });

  it("of orders: lines in cells of their own", () => {
    const { frame, records } = recordsOf(
      `order_id,order_date,status,order_total,order_currency,customer_id,billing_email,coupon_items,line_item_1,line_item_2
7,2026-01-05 08:30:00,completed,35.00,EUR,12,ann@x.example,,name:Tent|product_id:1|sku:FF-1|quantity:1|total:30.00,name:Peg|product_id:2|sku:FF-2|quantity:5|total:5.00`,
      "orders",
    );
    expect(readOrder(frame, records[0]!)).toMatchObject({
      // In winter Berlin is an hour ahead.
      at: Date.UTC(2026, 0, 5, 7, 30),
      order: {
        id: "7",
        lines: [
          { product: "FF-1", price: 3000 },
          { product: "FF-2", quantity: 5, price: 100 },
        ],
      },
    });
  });

  it("of customers: one column with the whole name", () => {
    const { frame, records, recognised } = recordsOf(
      `Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code
Ann van Berg,ann,2026-01-02,2025-12-01 10:00:00,ann@x.example,3,120.00,40.00,AT,Graz,STMK,8010`,
    );
    expect(recognised).toEqual({ kind: "people", from: "woocommerce" });
    expect(readPerson(frame, records[0]!)).toMatchObject({
      set: { first_name: "Ann van", last_name: "Berg", country: "AT", city: "Graz" },
      since: Date.UTC(2025, 11, 1, 9),
    });
  });
});

test("orders that were cancelled or paid back say so", () => {
  const { frame, records } = recordsOf(
    `Order number,Email,Date,Total,Status,Refunded amount
1,ann@x.example,2026-03-01,50.00,Cancelled,
2,ann@x.example,2026-03-01,50.00,completed,20.00`,
    "orders",
  );
  const [cancelled, paidBack] = records.map((record) => readOrder(frame, record).order);
  expect(cancelled).toMatchObject({ id: "1", status: "cancelled", source: "import" });
  expect(paidBack).toMatchObject({ refunds: [{ amount: 2000 }] });
  expect(paidBack!.status).toBeUndefined();
});

describe("a Merchant feed", () => {
  it("as RSS and as Atom", () => {
    const item = (
      tag: string,
      link: string,
    ) => `<${tag}><g:id>FF-1</g:id><title><![CDATA[Tent & Co]]></title>${link}
      <g:image_link>https://x.example/t.jpg</g:image_link><g:price>499.00 EUR</g:price><g:sale_price>429.00 EUR</g:sale_price>
      <g:availability>out of stock</g:availability><g:brand>Skarv</g:brand>
      <g:product_type>Camping &gt; Tents</g:product_type><g:product_type>Sale</g:product_type></${tag}>`;
    const feeds = [
      `<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>${item("item", "<link>https://x.example/t</link>")}</channel></rss>`,
      `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">${item("entry", '<link href="https://x.example/t"/>')}</feed>`,
    ];
    for (const feed of feeds) {
      const { frame, records, recognised } = recordsOf(feed);
      expect(recognised).toEqual({ kind: "products", from: "merchant" });
      expect(readProduct(frame, records[0]!)).toMatchObject({
        id: "FF-1",
        facts: {
          ...{
            name: "Tent & Co",
            price: 42_900,
            compareAt: 49_900,
            currency: "EUR",
            stock: 0,
            brand: "Skarv",
          },
          ...{ categories: ["Camping > Tents", "Sale"], url: "https://x.example/t" },
        },
      });
    }
  });

  it("as tabbed text", () => {
    const { recognised, frame, records } = recordsOf(
      "id\ttitle\tlink\timage_link\tprice\tavailability\nFF-1\tTent\thttps://x.example/t\thttps://x.example/t.jpg\t1.234,50 EUR\tin stock",
    );
    expect(recognised.kind).toBe("products");
    expect(readProduct(frame, records[0]!).facts).toMatchObject({ name: "Tent", price: 123_450 });
  });
});

describe("files that people make", () => {
  it("in German", () => {
    const { frame, records, columns } = recordsOf(
      "Vorname;Nachname;E-Mail;Geburtsdatum;PLZ;Ort;Land\nAnn;Berg;ann@x.example;03.04.1990;8010;Graz;AT",
    );
    expect(columns.map(({ target }) => target)).toEqual(
      ["first_name", "last_name"]
        .map((key) => `attribute:${key}`)
        .concat(
          ["email"],
          ["birthday", "postal_code", "city", "country"].map((key) => `attribute:${key}`),
        ),
    );
    expect(readPerson(frame, records[0]!).set.birthday).toBe(Date.UTC(1990, 3, 3));
  });

  it("in Italian", () => {
    const { columns } = recordsOf("Nome,Cognome,Indirizzo e-mail,Città\nAnna,Rossi,a@x.example,Bari");
    expect(columns.map(({ target }) => target)).toEqual([
      "attribute:first_name",
      "attribute:last_name",
      "email",
      "attribute:city",
    ]);
  });

  it("as JSON lines, deeper names by their path", () => {
    const { frame, records } = recordsOf(
      '{"email":"ann@x.example","city":"Graz","tags":["a","b"]}\n{"email":"bo@x.example"}\n',
    );
    expect(records.map((record) => readPerson(frame, record).set)).toEqual([
      { city: "Graz", tags: ["a", "b"] },
      {},
    ]);
    expect(() => recordsOf('{"a":1}\nnot json\n')).toThrow(Unreadable);
  });

  it("with rows of nobody, and values that do not fit", () => {
    const { frame, records } = recordsOf("email,gender,city\n,female,Graz\nann@x.example,?,Graz");
    expect(() => readPerson(frame, records[0]!)).toThrow("neither an email nor a phone nor a customer id");
    expect(readPerson(frame, records[1]!)).toMatchObject({
      set: { city: "Graz" },
      remarks: ["gender: “?” must be one of female, male, other"],
    });
  });
});

test("a mapped consent comes with its proof: the file, the row and the date", () => {
  const frame: ImportFrame = {
    ...{
      kind: "people",
      file: "news.csv",
      attributes: attributesOf([]),
      currency: "EUR",
      clock: clockIn("UTC", 0),
    },
    habits: { decimal: ".", dayFirst: true },
    columns: ["email", "consentEmail", "consentAt"].map((target) => ({ heading: target, target })),
  };
  const read = readPerson(frame, [7, ["ann@x.example", "Ja", "2025-05-01"]]);
  expect(commandsOf(read, { at: 1, import: "i1", file: "news.csv", row: 7 })).toEqual([
    {
      ...{ do: "consent", at: Date.UTC(2025, 4, 1), channel: "email", given: true },
      ...{ text: "news.csv, row 7", version: "i1", page: "import" },
    },
  ]);
});

test("numbers, amounts and dates as they are written in Europe and America", () => {
  const [point, comma] = [{ decimal: "." as const }, { decimal: "," as const }];
  expect(
    ["1,234.50", "1.234,50", "1'234.5", "1234", "1,234", "12,5"].map((cell) => readNumber(cell, point)),
  ).toEqual([1234.5, 1234.5, 1234.5, 1234, 1234, 12.5]);
  expect(["1.234", "1,234", "-3"].map((cell) => readNumber(cell, comma))).toEqual([1234, 1.234, -3]);
  expect(readNumber("12 pieces", point)).toBeUndefined();
  expect(readMoney("¥1,500", "EUR", point)).toEqual({ minor: 1500, currency: "JPY" });
  expect(habitsOf(["12,50", "Graz"])).toEqual({ decimal: ",", dayFirst: true });
  expect(habitsOf(["3.20", "04/25/2026"])).toEqual({ decimal: ".", dayFirst: false });
  const at = (cell: string, dayFirst = true) => readInstant(cell, { dayFirst }, "Europe/Berlin");
  expect(at("03/04/2026 14:05")).toBe(Date.UTC(2026, 3, 3, 12, 5));
  expect(at("03/04/2026 2:05 PM", false)).toBe(Date.UTC(2026, 2, 4, 13, 5));
  expect(at("1767225600")).toBe(Date.UTC(2026, 0, 1));
  expect([at("31.02.2026"), at("soon")]).toEqual([undefined, undefined]);
});
