/** Days and dates in SQL against those of the clock: in zones with and without summer time, now and long ago. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { dateOfDay, dateSql, daySql } from "../../core/rules/calendar";
import { raw, render, sql } from "../../core/rules/sql";
import { clockIn, DAY, HOUR } from "../../core/time/zone";
import { type TestDatabase, testDatabase } from "../support/d1";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const NOW = Date.UTC(2026, 10, 23, 11);
/** Around midnights of many days, from 1930 to next year. */
const instants = Array.from({ length: 2000 }, (_, i) => {
  const day = Math.floor(Date.UTC(1930) / DAY) + Math.floor((i * 7919 * 17) % (98 * 365));
  return day * DAY + ((i * 31) % 49) * (HOUR / 2) + ((i % 3) - 1);
});

it.each([
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "Asia/Kolkata",
  "Africa/Casablanca",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "UTC",
])("in %s", async (zone) => {
  const clock = clockIn(zone, NOW);
  const { text, parameter } = render(
    sql`SELECT d.day, ${dateSql(sql, raw("d.day"))} AS date
      FROM (SELECT ${daySql(sql, raw("i.value"), clock)} AS day FROM json_each(${instants}) i ORDER BY i.key) d`,
  );
  const { results } = await database.db.prepare(text).bind(parameter).all<{ day: number; date: number }>();
  expect(results.map(({ day }) => day)).toEqual(instants.map(clock.dayOf));
  expect(results.map(({ date }) => date)).toEqual(instants.map((at) => dateOfDay(clock.dayOf(at))));
});
