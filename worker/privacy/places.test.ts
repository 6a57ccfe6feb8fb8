import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import { ANONYMOUS, BY_ID, BY_NUMBER, IMPERSONAL, PROFILES, TEXTS } from "./places";

it("knows of every table what an erasure does to it", async () => {
  const { results } = await env.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'd1_%'
     AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'products_text\\_%' ESCAPE '\\'`,
  ).all<{ name: string }>();
  const known = [BY_NUMBER, BY_ID, ANONYMOUS, TEXTS].flatMap((places) => Object.keys(places));
  expect(results.map(({ name }) => name).sort()).toEqual(
    [...new Set([...known, PROFILES, ...IMPERSONAL])].sort(),
  );
});
