import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributesOf } from "../attributes/standard";
import { newProfile, type Profile } from "../profiles/profile";
import { compileSegments } from "../rules/segments";
import type { Candidate } from "../signals/wire";
import { clockIn, HOUR } from "../time/zone";
import { compileMessages, isUntargeted } from "./choose";
import { CONTROL, type MessageDesign } from "./message";
import { announcementBar } from "./templates/announcement-bar";
import { exitOffer } from "./templates/exit-offer";
import { share, variantOf } from "./variant";

const NOW = Date.UTC(2026, 10, 23, 12);
const page = { url: "https://shop.example/p/tent", type: "product" as const };
const popup: MessageDesign = { ...exitOffer.design, control: 0, frequency: { stopAfter: [] } };

function candidates(
  designs: Partial<MessageDesign>[],
  change: (profile: Profile) => void = () => {},
  where = page,
  kept?: string,
) {
  const profile = newProfile("someone", NOW);
  profile.visit = { number: 1, startedAt: NOW, lastAt: NOW, pages: 1 };
  change(profile);
  const segments = compileSegments(
    [{ id: "buyers", rule: { attribute: "orders", is: "atLeast", value: 1 } }],
    attributesOf([]),
    clockIn("Europe/Berlin", NOW),
  );
  const messages = designs.map((design, i) => ({
    id: `m${i}`,
    priority: i,
    design: { ...popup, ...design },
  }));
  const chooser = compileMessages(segments.program, messages);
  segments.evaluate(profile, NOW);
  return JSON.parse(chooser.choose(profile, where, NOW, kept)) as Candidate[];
}
const ids = (...args: Parameters<typeof candidates>) => candidates(...args).map(({ message }) => message);
const buys = (profile: Profile) => {
  profile.attributes.orders = 1;
};

describe("choosing", () => {
  it("answers in the order of priority, highest first", () => {
    expect(ids([{}, {}, {}])).toEqual(["m2", "m1", "m0"]);
  });

  it("leaves out the contents that the browser keeps, by their version, which is another one for other content", () => {
    const [variant] = popup.variants;
    const other = { variants: [{ ...variant!, content: { ...variant!.content, label: "Other" } }] };
    const [first, second] = candidates([{}, other]);
    expect(first!.version).not.toBe(second!.version);
    const without = candidates([{}, other], undefined, page, `0000000000000000,${first!.version}`);
    expect(without).toEqual([{ ...first, content: undefined }, second]);
  });

  it("holds the audience: in an included segment, in no excluded one, nobody when nothing is included", () => {
    const included = { audience: { include: ["buyers"], exclude: [] } };
    const excluded = { audience: { include: "everyone" as const, exclude: ["buyers"] } };
    const nobody = { audience: { include: [], exclude: [] } };
    expect(ids([included, excluded, nobody])).toEqual(["m1"]);
    expect(ids([included, excluded, nobody], buys)).toEqual(["m0"]);
  });

  it("holds the pages", () => {
    const pages = (
      include: MessageDesign["pages"]["include"],
      exclude: MessageDesign["pages"]["exclude"] = [],
    ) => ({
      pages: { include, exclude },
    });
    expect(
      ids([
        pages([{ type: "product" }]),
        pages([{ type: "cart" }]),
        pages([{ urlContains: "/P/TENT" }]),
        pages("everywhere", [{ type: "product" }]),
        pages([]),
      ]),
    ).toEqual(["m2", "m0"]);
  });

  it("leaves to the page only what the page alone knows", () => {
    const condition: MessageDesign["condition"] = {
      all: [
        { attribute: "orders", is: "atLeast", value: 1 },
        { live: "cart_total", is: "atLeast", value: 8_000 },
        { live: "page_type", is: "equals", value: "product" },
      ],
    };
    expect(ids([{ condition }])).toEqual([]);
    expect(candidates([{ condition }], buys)[0]?.rule).toEqual({
      live: "cart_total",
      is: "atLeast",
      value: 8_000,
    });
    expect(candidates([{}])[0]).not.toHaveProperty("rule");
  });

  it("holds schedule and frequency", () => {
    const seen = (profile: Profile) => {
      for (const id of ["m0", "m1", "m2", "m3"])
        profile.messages[id] = {
          variant: "a",
          exposed: 2,
          visit: 1,
          inVisit: 1,
          firstExposedAt: NOW,
          lastExposedAt: NOW - HOUR,
          closedAt: NOW,
        };
    };
    const designs: Partial<MessageDesign>[] = [
      { frequency: { perPerson: 2, stopAfter: [] } },
      { frequency: { perVisit: 1, stopAfter: [] } },
      { frequency: { coolDownHours: 2, stopAfter: [] } },
      { frequency: { stopAfter: ["closed"] } },
      { schedule: { from: NOW + 1 } },
      { schedule: { until: NOW } },
    ];
    expect(ids(designs, seen)).toEqual([]);
    expect(ids(designs)).toEqual(["m3", "m2", "m1", "m0"]);
  });

  it("sends nothing to draw to the control group", () => {
    const [candidate] = candidates([{ control: 0.5 }], (profile) => {
      profile.messages.m0 = {
        variant: CONTROL,
        exposed: 0,
        visit: 0,
        inVisit: 0,
        firstExposedAt: 0,
        lastExposedAt: 0,
      };
    });
    expect(candidate).toMatchObject({ variant: CONTROL });
    expect(candidate).not.toHaveProperty("content");
  });

  it("knows what may be shown to somebody of whom nothing is known", () => {
    expect(isUntargeted({ ...announcementBar.design })).toBe(true);
    expect(
      isUntargeted({ ...popup, condition: { not: { live: "page_type", is: "equals", value: "cart" } } }),
    ).toBe(true);
    expect(isUntargeted({ ...popup, condition: { all: [{ attribute: "orders", is: "unknown" }] } })).toBe(
      false,
    );
    expect(isUntargeted({ ...popup, audience: { include: "everyone", exclude: ["buyers"] } })).toBe(false);
  });
});

describe("the arm of a test", () => {
  const design: MessageDesign = {
    ...popup,
    control: 0.1,
    variants: [
      { ...popup.variants[0]!, id: "a", weight: 1 },
      { ...popup.variants[0]!, id: "b", weight: 2 },
    ],
  };

  it("has the shares that were asked for, within their binomial bounds", () => {
    const n = 60_000;
    const counts: Record<string, number> = {};
    for (let i = 0; i < n; i++) {
      const arm = variantOf("message", design, `person${i}`);
      counts[arm] = (counts[arm] ?? 0) + 1;
    }
    for (const [arm, part] of [
      [CONTROL, 0.1],
      ["a", 0.3],
      ["b", 0.6],
    ] as const)
      expect(Math.abs(counts[arm]! - n * part)).toBeLessThan(4 * Math.sqrt(n * part * (1 - part)));
  });

  it("of one message says nothing about that of another", () => {
    const n = 40_000;
    let both = 0;
    for (let i = 0; i < n; i++)
      if (share("one", `person${i}`) < 0.5 && share("two", `person${i}`) < 0.5) both++;
    expect(Math.abs(both - n / 4)).toBeLessThan(4 * Math.sqrt((n * 3) / 16));
  });

  it("stays what it was, as long as it exists", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("a", "b", CONTROL), (person, arm) => {
        expect(variantOf("message", design, person, arm)).toBe(arm);
        expect(variantOf("message", design, person, "gone")).toBe(variantOf("message", design, person));
      }),
    );
  });
});
