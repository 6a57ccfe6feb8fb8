/** Browsers of one customer, in different regions, become one person while the server is killed again and again. */
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { proofText } from "../../core/profiles/proof";
import { DEMO } from "../../scripts/seed-demo";
import { identifySecret } from "../../worker/shops/identify-secret";
import { startKillable } from "./killable";
import { aVisitor, untilAnswered } from "./load";

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const CUSTOMERS = 4;
const PORT = 9805;

it(
  `nothing is lost or counted twice in merges that are killed ${ROUNDS} times`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "vitrine-merge-"));
    let secret = "";
    const signIn = (customer: number) => () => {
      const who = { issuedAt: Math.floor(Date.now() / 1000), customerId: `c${customer}` };
      const signature = createHmac("sha256", secret).update(proofText(who)).digest("hex");
      return { customerId: who.customerId, proof: { issuedAt: who.issuedAt, signature } };
    };
    const visitors = (["weur", "enam"] as const).flatMap((home) =>
      Array.from({ length: CUSTOMERS }, (_, i) =>
        aVisitor(`${home}${i}0123456789abcdefg`, { home, signIn: signIn(i) }),
      ),
    );
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const server = await startKillable(PORT, folder);
        secret = await identifySecret(server.secret, DEMO.shop, 1);
        const load = visitors.map((visitor) => visitor.visitUntilDead(server.url));
        await untilAnswered(visitors, 10 + Math.floor(Math.random() * 200));
        await server.kill();
        await Promise.all(load);
      }
      const server = await startKillable(PORT, folder);
      for (const visitor of visitors) await visitor.resend(server.url);
      const sent = visitors.reduce((sum, visitor) => sum + visitor.sent(), 0);
      const counted = () =>
        server.query<{ people: number; views: number }>(
          "SELECT count(*) AS people, sum(page_views) AS views FROM profiles WHERE home IS NOT NULL",
        );
      await expect
        .poll(counted, { timeout: 60_000, interval: 200 })
        .toEqual([{ people: CUSTOMERS, views: sent }]);
      const rows = await server.query<{ n: number }>(
        "SELECT count(*) AS n FROM activities WHERE kind = 'viewed_page' AND person IN (SELECT num FROM profiles WHERE home IS NOT NULL)",
      );
      expect(rows[0]!.n).toBe(sent);
      await server.kill();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  ROUNDS * 30_000 + 90_000,
);
