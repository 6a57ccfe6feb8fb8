import { describe, expect, it } from "vitest";
import type { WhyNode } from "../../models/why";
import { verdictOf } from "./verdict";
import type { WhyMessage } from "./why-model";

const leaf = (fields: Partial<WhyNode>): WhyNode => ({
  ...{ type: "condition", holds: true, parts: [], sentence: "", fact: null, lastAt: null, live: false },
  ...{ about: null, needs: null },
  ...fields,
});

const aWhy = (fields: Partial<WhyMessage> = {}): WhyMessage => ({
  message: { id: "m", name: "Welcome", status: "live" },
  ...{ holds: true, sentence: "", why: leaf({}), audience: leaf({}), pages: leaf({}), condition: leaf({}) },
  ...{ schedule: { from: null, until: null }, shopPaused: false, running: true },
  frequency: {
    ...{ allowed: true, stopAfter: [], exposed: 0, inVisit: 0, lastExposedAt: null, stoppedBy: null },
  },
  arm: { id: "a", name: "A", control: false },
  ...fields,
});

describe("whether a person gets a message", () => {
  it("gets it when all holds, perhaps when the page has still to decide", () => {
    expect(verdictOf(aWhy())).toBe("gets");
    expect(verdictOf(aWhy({ condition: leaf({ live: true, holds: false }) }))).toBe("perhaps");
  });

  it("sees nothing in the control group, whatever else holds", () => {
    const arm = { id: "control", name: null, control: true };
    expect(verdictOf(aWhy({ arm }))).toBe("control");
    expect(verdictOf(aWhy({ arm, audience: leaf({ holds: false }) }))).toBe("control");
  });

  it("does not get what is not running, was shown often enough, or is for others", () => {
    expect(verdictOf(aWhy({ running: false }))).toBe("not");
    expect(verdictOf(aWhy({ frequency: { ...aWhy().frequency, allowed: false } }))).toBe("not");
    expect(
      verdictOf(aWhy({ pages: leaf({ live: true, holds: false }), audience: leaf({ holds: false }) })),
    ).toBe("not");
  });
});
