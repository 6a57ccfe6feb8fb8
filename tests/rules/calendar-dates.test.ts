/** A day without a time, such as a birthday or a renewal, is that day in every shop, however far from UTC its zone is. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attribute } from "../../core/attributes/attribute";
import { attributesOf } from "../../core/attributes/standard";
import { readAttribute } from "../../core/attributes/types";
import type { Rule, Value } from "../../core/rules/rule";
import { clockIn, DAY, HOUR, printDay } from "../../core/time/zone";
import { type TestDatabase, testDatabase } from "../support/d1";
import { SEED, timeframe } from "./arbitrary";
import { aProfile, evaluated, selected, store } from "./people";

const renewal: Attribute = { key: "renewal", label: "Renewal", group: "Other", type: "date" };
const ends: Attribute = { key: "ends", label: "Ends", group: "Other", type: "date" };
const attributes = attributesOf([renewal, ends]);

/** Ten and five hours behind, at UTC, five and a half and fourteen hours ahead. */
const ZONES = ["Pacific/Honolulu", "America/New_York", "UTC", "Asia/Kolkata", "Pacific/Kiritimati"];
const NOW = Date.UTC(2026, 10, 27, 3, 30);
const today = Math.floor(NOW / DAY);

function typed(day: number, zone: string): number {
  const read = readAttribute(renewal, printDay(day), clockIn(zone, NOW));
  if ("reason" in read) throw new Error(read.reason);
  return read.value as number;
}

let database: TestDatabase;
/** One for each day around now, some of them with another day beside it. */
const people = Array.from({ length: 160 }, (_, i) => {
  const day = today + i - 120;
  const also: Record<string, Value> = i % 3 ? { ends: (day + (i % 5) - 2) * DAY } : {};
  return aProfile(printDay(day), { attributes: { renewal: typed(day, ZONES[i % ZONES.length]!), ...also } });
});
beforeAll(async () => {
  database = await testDatabase();
  await store(database.db, attributes, people);
});
afterAll(() => database.stop());

/** Whom both readers find. */
async function found(rule: Rule, now: number, zone: string): Promise<string[]> {
  const ids = await selected(database.db, attributes, rule, now, { zone });
  expect(evaluated(people, attributes, rule, now, { zone })).toEqual(ids);
  return ids;
}

describe.each(ZONES)("a typed day in %s", (zone) => {
  const clock = clockIn(zone, NOW);
  // Its first and last instant.
  const midnights = [clock.startOf(today), clock.startOf(today + 1) - 1];

  it("is on that day, and today from its midnight to its midnight", async () => {
    const on = printDay(today);
    for (const now of midnights) {
      const rules: Rule[] = [
        { attribute: "renewal", is: "during", value: { on } },
        { attribute: "renewal", is: "during", value: { exactlyAgo: [0, "days"] } },
        { attribute: "renewal", is: "during", value: { inTheNext: [0, "days"] } },
      ];
      for (const rule of rules) expect(await found(rule, now, zone)).toEqual([on]);
    }
  });

  it("is neither before nor after itself, and returns on itself", async () => {
    const on = printDay(today);
    const around = await found(
      {
        any: [
          { attribute: "renewal", is: "during", value: { before: on } },
          { attribute: "renewal", is: "during", value: { after: on } },
        ],
      },
      NOW,
      zone,
    );
    expect(people.map(({ id }) => id).filter((id) => !around.includes(id))).toEqual([on]);
    expect(
      await found({ attribute: "renewal", is: "anniversary", value: { on: on.slice(5) } }, NOW, zone),
    ).toEqual([on]);
    for (const is of ["before", "after"] as const)
      expect(await found({ attribute: "renewal", is, value: { attribute: "renewal" } }, NOW, zone)).toEqual(
        [],
      );
  });
});

it(`asks what day it is in the shop, and nothing else of its zone (SEED=${SEED})`, async () => {
  const asked = fc.record({
    value: timeframe,
    zone: fc.constantFrom(...ZONES),
    now: fc.integer({ min: NOW - 40 * HOUR, max: NOW + 40 * HOUR }),
  });
  await fc.assert(
    fc.asyncProperty(asked, async ({ value, zone, now }) => {
      const rule: Rule = { attribute: "renewal", is: "during", value };
      const noon = clockIn(zone, now).today * DAY + 12 * HOUR;
      expect(await found(rule, now, zone)).toEqual(await found(rule, noon, "UTC"));
    }),
    { seed: SEED, numRuns: 150 },
  );
});
