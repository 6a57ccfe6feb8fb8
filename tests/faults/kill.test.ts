/** An acknowledged signal is never lost and never counted twice, wherever the server is killed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startKillable } from "./killable";
import { aVisitor, untilAnswered } from "./load";

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const VISITORS = 12;
const PORT = 9801;

describe(`killed ${ROUNDS} times under load`, () => {
  it(
    "has every signal once",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "vitrine-kill-"));
      const visitors = Array.from({ length: VISITORS }, (_, i) =>
        aVisitor(`visitor${String(i).padStart(2, "0")}0123456789abc`),
      );
      try {
        for (let round = 0; round < ROUNDS; round++) {
          const server = await startKillable(PORT, folder);
          const load = visitors.map((visitor) => visitor.visitUntilDead(server.url));
          // Somewhere in the first second of traffic, counted in answers and not in time.
          const enough = 20 + Math.floor(Math.random() * 300);
          await untilAnswered(visitors, enough);
          await server.kill();
          await Promise.all(load);
        }
        const server = await startKillable(PORT, folder);
        for (const visitor of visitors) await visitor.resend(server.url);
        const sent = visitors.reduce((sum, visitor) => sum + visitor.sent(), 0);
        const counted = async () =>
          (
            await server.query<{ n: number }>(
              "SELECT coalesce(sum(page_views), 0) AS n FROM profiles WHERE home IS NOT NULL",
            )
          )[0]!.n;
        await expect.poll(counted, { timeout: 60_000, interval: 200 }).toBe(sent);
        const [rows] = await server.query<{ n: number }>(
          "SELECT count(*) AS n FROM activities WHERE kind = 'viewed_page' AND person IN (SELECT num FROM profiles WHERE home IS NOT NULL)",
        );
        expect(rows!.n).toBe(sent);
        const [people] = await server.query<{ n: number }>(
          "SELECT count(*) AS n FROM profiles WHERE home IS NOT NULL",
        );
        expect(people!.n).toBe(VISITORS);
        await server.kill();
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    ROUNDS * 30_000 + 60_000,
  );
});
