/** An acknowledged signal is never lost and never counted twice, wherever the server is killed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEMO } from "../../scripts/seed-demo";
import { startKillable } from "./killable";

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const VISITORS = 12;
const PORT = 9801;
const CHROME =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36";

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

type Visitor = ReturnType<typeof aVisitor>;

/** Sends numbered page views one after the other, and keeps what was not acknowledged, as the SDK does. */
function aVisitor(visitor: string) {
  let n = 0;
  let answered = 0;
  let open: unknown[] = [];
  const send = async (url: string, signals: unknown[]) => {
    const response = await fetch(`${url}/v1/visit`, {
      method: "POST",
      headers: { origin: "http://shop.localhost", "user-agent": CHROME },
      body: JSON.stringify({
        v: 1,
        key: DEMO.key,
        visitor,
        home: "weur",
        queue: "queue",
        sent: Date.now(),
        consent: { analytics: true, marketing: false },
        signals,
      }),
    });
    return response.ok;
  };
  const view = () => ({ type: "page_view", n: ++n, at: Date.now(), page: { url: "http://shop.localhost/" } });
  return {
    sent: () => n,
    answered: () => answered,
    async visitUntilDead(url: string) {
      for (;;) {
        // What was left open goes again, with the same numbers, together with something new.
        if (open.length < 30) open.push(view());
        try {
          if (await send(url, open)) {
            answered++;
            open = [];
          } else await new Promise((resolve) => setTimeout(resolve, 20));
        } catch {
          return;
        }
      }
    },
    async resend(url: string) {
      while (open.length > 0) if (await send(url, open)) open = [];
    },
  };
}

async function untilAnswered(visitors: Visitor[], more: number): Promise<void> {
  const total = () => visitors.reduce((sum, visitor) => sum + visitor.answered(), 0);
  const before = total();
  while (total() < before + more) await new Promise((resolve) => setTimeout(resolve, 1));
}
