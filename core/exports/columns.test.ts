import { describe, expect, it } from "vitest";
import type { Attribute } from "../attributes/attribute";
import { attributesOf } from "../attributes/standard";
import { activity, type Identity, newProfile } from "../profiles/profile";
import { clockIn, DAY } from "../time/zone";
import { activationOf } from "./activation";
import { columnsOf, type Exported } from "./columns";
import { instantText } from "./dates";

const now = Date.parse("2026-11-27T08:30:00Z");
const own = (key: string, type: Attribute["type"], extra: Partial<Attribute> = {}): Attribute => ({
  ...{ key, label: key, group: "Other", type },
  ...extra,
});

function cells(person: Partial<Exported>, { zone = "Europe/Berlin", currency = "EUR" } = {}) {
  const attributes = attributesOf(
    [own("shoe", "number"), own("joined", "dateTime"), own("renewal", "date"), own("segments", "shortText")],
    [{ key: "pets", label: "Pets", id: "tag", columns: [{ key: "tag", label: "Tag", type: "shortText" }] }],
  );
  const columns = columnsOf("advanced", "email", { attributes, clock: clockIn(zone, now), currency });
  const whole = { ...newProfile("p1", now), segments: [], recommended: [], ...person };
  return Object.fromEntries(columns.map(({ name, cell }) => [name, cell(whole)]));
}

const identity = (kind: Identity["kind"], written: string, extra: Partial<Identity> = {}): Identity => ({
  ...{ kind, value: written.toLowerCase(), written, verified: false, at: 0 },
  ...extra,
});

describe("the columns", () => {
  it("write amounts in major units, with as many digits as the currency has", () => {
    const attributes = { spent: 12_345, average_order: 4115.4 };
    expect(cells({ attributes })).toMatchObject({
      spent: { decimal: "123.45" },
      average_order: { decimal: "41.15" },
      currency: "EUR",
    });
    expect(cells({ attributes }, { currency: "JPY" }).spent).toEqual({ decimal: "12345" });
  });

  it("count the rows of the shop's own tables", () => {
    const pets = { a: { at: 1, cells: { tag: "a" } }, gone: { at: 2 } };
    expect(cells({ rows: { pets } }).pets_rows).toBe(1);
    expect(cells({}).pets_rows).toBe(0);
  });

  it("write instants by the shop's wall clock, calendar dates as they are", () => {
    const attributes = {
      last_seen_at: now,
      birthday: Date.parse("1990-05-01"),
      joined: now,
      renewal: Date.parse("2026-12-01"),
    };
    expect(cells({ attributes })).toMatchObject({
      last_seen_at: "2026-11-27T09:30:00+01:00",
      birthday: "1990-05-01",
      joined: "2026-11-27T09:30:00+01:00",
      renewal: "2026-12-01",
    });
    expect(cells({ attributes }, { zone: "America/New_York" }).last_seen_at).toBe(
      "2026-11-27T03:30:00-05:00",
    );
  });

  it("write what follows from other facts, as of now", () => {
    const attributes = { birthday: Date.parse("1990-05-01"), last_order_at: now - 3 * DAY, orders: 3 };
    expect(cells({ attributes })).toMatchObject({
      age: 36,
      days_since_last_order: 3,
      discount_share: undefined,
    });
    expect(cells({ attributes: { email: "a@b.test", email_consent: true } })).toMatchObject({
      reachable_by_email: true,
      reachable_by_ads: false,
    });
    expect(cells({ attributes: { orders: 3, orders_with_coupon: 1 } }).discount_share).toBe(33.33);
    const ordered = [now - 400 * DAY, now - DAY].map((at, i) => activity({ at, amount: 1999, id: `${i}` }));
    expect(cells({ history: { ordered } }).spent_past_year).toEqual({ decimal: "19.99" });
    expect(cells({}).spent_past_year).toBeUndefined();
  });

  it("name an attribute of the shop apart from a column of ours", () => {
    const all = cells({ attributes: { segments: "own", shoe: 42 }, segments: ["Loyal"] });
    expect(all).toMatchObject({ segments: ["Loyal"], segments_attribute: "own", shoe: 42 });
  });

  it("are each there once", () => {
    const attributes = attributesOf([own("currency", "shortText")]);
    const context = { attributes, clock: clockIn("UTC", now), currency: "EUR" };
    const names = columnsOf("advanced", "email", context).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { key } of attributesOf([]).values()) expect(names).toContain(key);
  });
});

describe("instants", () => {
  it("have the offset that was in force", () => {
    const clock = clockIn("Europe/Berlin", now);
    const at = (iso: string) => instantText(Date.parse(iso), clock);
    expect(at("2026-07-01T00:00:00Z")).toBe("2026-07-01T02:00:00+02:00");
    expect(at("2026-10-25T00:59:59Z")).toBe("2026-10-25T02:59:59+02:00");
    expect(at("2026-10-25T01:00:00Z")).toBe("2026-10-25T02:00:00+01:00");
    expect(at("2026-03-29T01:00:00Z")).toBe("2026-03-29T03:00:00+02:00");
    expect(instantText(8.64e15, clock)).toBeUndefined();
    expect(instantText(Date.parse("2026-01-01T00:00:00Z"), clockIn("Asia/Kolkata", now))).toBe(
      "2026-01-01T05:30:00+05:30",
    );
  });
});

describe("the activation id", () => {
  const person = (identities: Identity[]) => ({ id: "p1", identities });

  it("is the primary identity, as it was written: a verified one before one that is only claimed", () => {
    const first = identity("email", "First@One.test", { at: 1 });
    const second = identity("email", "second@one.test", { at: 2 });
    expect(activationOf(person([first, second]), "email")).toBe("second@one.test");
    expect(activationOf(person([{ ...first, verified: true }, second]), "email")).toBe("First@One.test");
    expect(activationOf(person([{ ...first, lastAt: 3 }, second]), "email")).toBe("First@One.test");
  });

  it("is a phone's digits, a customer id, or the profile's own id", () => {
    const phone = identity("phone", "+49 170 123", { value: "+49170123" });
    expect(activationOf(person([phone]), "phone")).toBe("+49170123");
    expect(activationOf(person([identity("customer", "C-1")]), "customer")).toBe("C-1");
    expect(activationOf(person([phone]), "email")).toBeUndefined();
    expect(activationOf(person([]), "vitrine")).toBe("p1");
  });
});
