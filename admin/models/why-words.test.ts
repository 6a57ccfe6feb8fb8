import { describe, expect, it } from "vitest";
import type { WhyAbout } from "../../worker/profiles/why";
import { formatInstant } from "./fact";
import type { WhyNode } from "./why";
import { factWords } from "./why-words";

const shop = { currency: "EUR", timeZone: "Europe/Berlin" };

function condition(about: Partial<WhyAbout>, fields: Partial<WhyNode>): WhyNode {
  return {
    ...{ type: "condition", parts: [], sentence: "", live: false, fact: null, lastAt: null },
    ...{ holds: false, needs: null },
    about: {
      ...{ kind: "attribute", label: "Orders", type: "number", unit: "count", calendar: false, id: null },
      ...about,
    },
    ...fields,
  };
}

describe("the fact that decided", () => {
  const orders = (fact: number | null, holds: boolean) => condition({}, { fact, holds, needs: "at least 2" });

  it("stands beside what is needed where they differ", () => {
    expect(factWords(orders(1, false), undefined, shop)).toBe("Orders is 1, needs at least 2");
    expect(factWords(orders(3, true), undefined, shop)).toBe("Orders is 3");
    expect(factWords(orders(null, false), undefined, shop)).toBe("Orders is not known, needs at least 2");
  });

  it("says how often something was done", () => {
    const about = { kind: "did", label: "viewed a product in the last 14 days" } as const;
    expect(factWords(condition(about, { fact: 0, needs: "at least 6 times" }), undefined, shop)).toBe(
      "Viewed a product in the last 14 days: never, needs at least 6 times",
    );
    const lastAt = Date.UTC(2026, 10, 20, 8, 5);
    expect(factWords(condition(about, { fact: 12, lastAt, holds: true }), undefined, shop)).toBe(
      `Viewed a product in the last 14 days: 12 times (last time ${formatInstant(lastAt, shop.timeZone)})`,
    );
  });

  it("says how much it came to, or when it was last", () => {
    const spent = { kind: "did", label: "spent on orders", unit: "amount" } as const;
    expect(factWords(condition(spent, { fact: 9_900, needs: "more than €100.00" }), undefined, shop)).toBe(
      "Spent on orders: €99.00, needs more than €100.00",
    );
    const last = { kind: "did", label: "last ordered", type: "date", unit: null } as const;
    expect(factWords(condition(last, { fact: Date.UTC(2026, 10, 1, 9), holds: true }), undefined, shop)).toBe(
      "Last ordered: Nov 1, 2026, 10:00 AM",
    );
    expect(factWords(condition(last, { needs: "to be more than 60 days ago" }), undefined, shop)).toBe(
      "Last ordered: never, needs to be more than 60 days ago",
    );
  });

  it("turns round below a “not”", () => {
    expect(factWords(orders(3, true), "each", shop)).toBe("Orders is 3, which must not be");
    expect(factWords(orders(1, false), "each", shop)).toBe("Orders is 1");
    expect(factWords(orders(3, true), "together", shop)).toBe("Orders is 3");
  });

  it("writes money, memberships, yes and no, and what is hidden as people do", () => {
    const spent = condition(
      { label: "Total spent", unit: "amount" },
      { fact: 9_900, needs: "more than €100.00" },
    );
    expect(factWords(spent, undefined, shop)).toBe("Total spent is €99.00, needs more than €100.00");
    const member = condition(
      { kind: "segment", label: "Loyal", type: "boolean" },
      { fact: false, needs: "to be in it" },
    );
    expect(factWords(member, undefined, shop)).toBe("Is not in “Loyal”, needs to be in it");
    const consent = condition(
      { label: "Email consent", type: "boolean", unit: null },
      { fact: false, needs: "yes" },
    );
    expect(factWords(consent, undefined, shop)).toBe("Email consent is no, needs yes");
    const name = condition({ label: "First name", type: "text", unit: null }, { fact: "•••", needs: "Anna" });
    expect(factWords(name, undefined, shop)).toBe("First name is hidden from analysts, needs Anna");
  });

  it("leaves to the page what only the page knows", () => {
    expect(factWords(condition({ kind: "live" }, { live: true }), undefined, shop)).toBe("");
  });
});
