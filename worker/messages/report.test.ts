import { beforeAll, describe, expect, it } from "vitest";
import { welcomeOffer } from "../../core/messages/templates/welcome-offer";
import { DAY, HOUR } from "../../core/time/zone";
import { aShop, people, type Signed } from "../testing/world";

let owner: Signed;
let message: string;
const zone = "Europe/Berlin";
/** Midday in Berlin, today. */
const noon = Math.floor(Date.now() / DAY) * DAY + 11 * HOUR - DAY;

beforeAll(async () => {
  owner = await aShop({ timeZone: zone });
  const { json } = await owner.call("POST", "/messages", { name: "Offer", design: welcomeOffer.design });
  message = json.id;
  const did = (
    event: "exposed" | "shown" | "clicked" | "converted",
    at: number,
    variant = "a",
    revenue?: number,
  ) => ({
    message,
    variant,
    event,
    at,
    ...(revenue !== undefined && { revenue }),
  });
  await people(owner.shop, [
    // Saw it twice, clicked, bought within the window: credited.
    {
      messageEvents: [
        did("exposed", noon),
        did("shown", noon),
        did("exposed", noon + HOUR),
        did("shown", noon + HOUR),
        did("clicked", noon + HOUR),
        did("converted", noon + 2 * HOUR, "a", 8000),
      ],
      orders: [{ id: "o1", at: noon + 2 * HOUR, total: 8000 }],
    },
    // Saw it, bought nine days later: outside of the window.
    {
      messageEvents: [did("exposed", noon - 10 * DAY), did("shown", noon - 10 * DAY)],
      orders: [{ id: "o2", at: noon - DAY, total: 5000 }],
    },
    // Held back, bought twice; and bought before, which does not count.
    {
      messageEvents: [did("exposed", noon, "control")],
      orders: [
        { id: "o3", at: noon - HOUR, total: 100 },
        { id: "o4", at: noon + HOUR, total: 3000 },
        { id: "o5", at: noon + 3 * HOUR, total: 1000 },
      ],
    },
    { messageEvents: [did("exposed", noon, "control")] },
    // Two profiles that were merged: in both arms.
    {
      messageEvents: [did("exposed", noon), did("exposed", noon + 1, "control")],
      orders: [{ id: "o6", at: noon + HOUR, total: 9 }],
    },
    // Long before the report's days.
    { messageEvents: [did("exposed", noon - 60 * DAY), did("shown", noon - 60 * DAY)] },
  ]);
});

describe("a message's report", () => {
  it("counts per variant, the control group included", async () => {
    const { json } = await owner.call("GET", `/messages/${message}/report`);
    expect(json).toMatchObject({ currency: "EUR", timeZone: zone });
    const [a, control] = json.variants;
    expect(a).toMatchObject({
      ...{
        variant: "a",
        name: "A",
        control: false,
        exposedPeople: 3,
        exposures: 4,
        shown: 3,
        shownPeople: 2,
      },
      ...{ clicked: 1, closed: 0, submitted: 0, converted: 1, revenue: 8000 },
    });
    expect(a.revenuePerExposed).toBeCloseTo(8000 / 3);
    expect(control).toMatchObject({
      variant: "control",
      control: true,
      exposedPeople: 3,
      shown: 0,
      converted: 0,
    });
  });

  it("compares like with like: all orders in the same window after the first exposure", async () => {
    const { json } = await owner.call("GET", `/messages/${message}/report`);
    expect(json.comparison).toMatchObject({ windowDays: 7, leftOut: 1 });
    expect(json.comparison.arms).toMatchObject([
      { variant: "a", control: false, people: 2, buyers: 1, orders: 1, revenue: 8000, buyersPerPerson: 0.5 },
      {
        variant: "control",
        control: true,
        people: 2,
        buyers: 1,
        orders: 2,
        revenue: 4000,
        revenuePerPerson: 2000,
      },
    ]);
  });

  it("goes by the shop's days", async () => {
    const day = (at: number) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(at);
    const { json } = await owner.call("GET", `/messages/${message}/report?from=${day(noon)}&to=${day(noon)}`);
    expect(json.days).toMatchObject([
      { day: day(noon), variant: "a", exposedPeople: 2, shown: 2, clicked: 1, converted: 1, revenue: 8000 },
      { day: day(noon), variant: "control", exposedPeople: 3 },
    ]);
    const all = await owner.call("GET", `/messages/${message}/report`);
    expect(all.json.days.map((row: { day: string }) => row.day)).toEqual([
      day(noon - 10 * DAY),
      day(noon),
      day(noon),
    ]);
    const year = await owner.call("GET", `/messages/${message}/report?from=${day(noon - 380 * DAY)}`);
    expect(year.json.days[0].day).toBe(day(noon - 60 * DAY));
    for (const query of [
      "from=2026-13-01",
      "from=yesterday",
      "from=2030-01-01&to=2029-01-01",
      "from=2001-01-01",
    ])
      expect((await owner.call("GET", `/messages/${message}/report?${query}`)).status, query).toBe(422);
  });

  it("agrees with the totals of the list", async () => {
    const { json } = await owner.call("GET", "/messages");
    expect(json.messages[0]).toMatchObject({
      audience: { include: "everyone", exclude: [] },
      conditional: false,
      schedule: {},
    });
    expect(json.messages[0].last30Days).toEqual({
      ...{ exposed: 7, shown: 3, clicked: 1, closed: 0, submitted: 0, converted: 1, revenue: 8000 },
    });
  });
});
