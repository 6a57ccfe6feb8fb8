/** A browser in a shop, as the SDK speaks for it. */
import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import type { SignalBody } from "../../core/signals/catalogue";
import type { Candidate, VisitAnswer } from "../../core/signals/wire";

const USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36";

/** `edge`: the Worker's address; `shop`: the origin of the shop's pages. */
export function aVisitor(edge: string, shop: string, key: string) {
  const visitor = randomBytes(16).toString("base64url");
  const page = { url: `${shop}/`, type: "home" as const };
  let n = 0;
  async function tell(...signals: SignalBody[]): Promise<VisitAnswer> {
    const sent = Date.now();
    const response = await fetch(`${edge}/v1/visit`, {
      method: "POST",
      headers: { origin: shop, "content-type": "text/plain", "user-agent": USER_AGENT },
      body: JSON.stringify({
        ...{ v: 1, key, visitor, home: "weur", queue: visitor.slice(0, 8), sent, page },
        consent: { analytics: true, marketing: false },
        signals: signals.map((signal) => ({ ...signal, n: ++n, at: sent })),
      }),
    });
    const answer = (await response.json()) as VisitAnswer;
    expect([response.status, answer.problems]).toEqual([200, undefined]);
    return answer;
  }
  return {
    tell,
    /** What a page view brings of one message. */
    async candidate(message: string): Promise<Candidate | undefined> {
      const { candidates } = await tell({ type: "page_view", page });
      return candidates.find((candidate) => candidate.message === message);
    },
  };
}
