import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import { chance, drawn } from "./sample";

it("draws one person of each equal part, the same ones each time", () => {
  const numbers = drawn(1_000, 1_000_003);
  expect(numbers).toHaveLength(1_000);
  expect(numbers.map((number) => Math.floor((number - 1) / 1_000.003))).toEqual(numbers.map((_, i) => i));
  expect(drawn(1_000, 1_000_003)).toEqual(numbers);
  // By lot within the part, not always at its beginning.
  const places = numbers.map((number) => (number % 1_000) / 1_000);
  expect(places.reduce((sum, place) => sum + place, 0) / places.length).toBeCloseTo(0.5, 1);
});

it("draws everybody of a small shop", () => {
  expect(drawn(1_000, 3)).toEqual([1, 2, 3]);
  expect(drawn(1_000, 0)).toEqual([]);
  expect(chance("person", 100, 100)).toBe("1");
});

it("keeps about as many rows as wanted, of any shop's numbers, no matter who is next to whom", async () => {
  for (const first of [1, 2 ** 32, 40_000 * 2 ** 32 + 7]) {
    const all = 100_000;
    const { results } = await env.DB.prepare(
      `WITH RECURSIVE people(person) AS (SELECT CAST(?1 AS INTEGER) UNION ALL SELECT person + 1 FROM people LIMIT ${all})
       SELECT person - CAST(?1 AS INTEGER) AS nth FROM people WHERE ${chance("person", 5_000, all)}`,
    )
      .bind(first)
      .all<{ nth: number }>();
    expect(results.length).toBeGreaterThan(4_500);
    expect(results.length).toBeLessThan(5_500);
    for (const half of [
      results.filter(({ nth }) => nth % 2 === 0),
      results.filter(({ nth }) => nth < all / 2),
    ])
      expect(half.length / results.length).toBeCloseTo(0.5, 1);
  }
});
