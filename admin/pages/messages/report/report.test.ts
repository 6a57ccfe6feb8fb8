import { expect, test } from "vitest";
import type { Report } from "../api";
import { compare } from "./compare";
import { linesOf } from "./daily";

type Arm = Report["comparison"]["arms"][number];

const anArm = (arm: Partial<Arm>): Arm => ({
  ...{ variant: "a", name: "A", control: false, people: 1000, buyers: 30, orders: 31, revenue: 90_000 },
  ...{ buyersPerPerson: 0.03, revenuePerPerson: 90 },
  ...arm,
});
const aControl = (arm: Partial<Arm> = {}) =>
  anArm({ variant: "control", name: "Control", control: true, ...arm });
const aReport = (report: Partial<Report> = {}, ...arms: Arm[]): Report => ({
  ...{
    from: "2026-03-28",
    to: "2026-03-30",
    currency: "EUR",
    timeZone: "Europe/Berlin",
    variants: [],
    days: [],
  },
  comparison: { windowDays: 7, leftOut: 0, arms },
  ...report,
});

test("compares only where there is something to compare", () => {
  expect(compare(aReport())).toEqual({ kind: "nobody" });
  expect(compare(aReport({}, anArm({})))).toEqual({ kind: "no-control" });
  expect(compare(aReport({}, anArm({}), aControl({ people: 40 })))).toEqual({
    kind: "few",
    shown: 1000,
    held: 40,
  });
  expect(compare(aReport({}, anArm({ buyers: 3 }), aControl({ buyers: 2 }))).kind).toBe("few");
  expect(compare(aReport({}, anArm({}), aControl({ revenuePerPerson: 70 })))).toMatchObject({
    kind: "compared",
    arms: [{ variant: "a", difference: 20 }],
  });
});

test("draws every day of the span, the day of 23 hours too", () => {
  const nothing = {
    ...{ exposedPeople: 0, shown: 0, clicked: 0, closed: 0, submitted: 0, converted: 0, revenue: 0 },
  };
  const variant = (id: string, control = false) =>
    ({ variant: id, name: id, control }) as Report["variants"][number];
  const report = aReport({
    variants: [variant("a"), variant("control", true)],
    days: [
      { ...nothing, day: "2026-03-29", variant: "a", exposedPeople: 4, shown: 3 },
      { ...nothing, day: "2026-03-29", variant: "control", exposedPeople: 1 },
    ],
  });
  const { times, lines } = linesOf(report, "exposedPeople");
  expect(times.map((at) => new Date(at).toISOString())).toEqual([
    "2026-03-27T23:00:00.000Z",
    "2026-03-28T23:00:00.000Z",
    "2026-03-29T22:00:00.000Z",
  ]);
  expect(lines).toEqual([
    { variant: "a", values: [0, 4, 0] },
    { variant: "control", values: [0, 1, 0] },
  ]);
  expect(linesOf(report, "shown").lines).toEqual([{ variant: "a", values: [0, 3, 0] }]);
});
