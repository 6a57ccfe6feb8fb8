/** Visitors who send as the SDK does: numbered signals, one request after the other, kept until they are acknowledged. */
import { DEMO } from "../../scripts/seed-demo";

const CHROME =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36";

export type Visitor = ReturnType<typeof aVisitor>;

/** `signIn`: what the shop's server says of them, in each request. */
export function aVisitor(
  visitor: string,
  { home = "weur", signIn }: { home?: "weur" | "enam"; signIn?: () => object } = {},
) {
  let n = 0;
  let views = 0;
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
        home,
        queue: visitor.slice(0, 16),
        sent: Date.now(),
        consent: { analytics: true, marketing: false },
        signals,
      }),
    });
    return response.ok;
  };
  const view = () => {
    views++;
    return { type: "page_view", n: ++n, at: Date.now(), page: { url: "http://shop.localhost/" } };
  };
  const identify = () => (signIn ? [{ type: "identify", n: ++n, at: Date.now(), ...signIn() }] : []);
  return {
    /** Page views, whether they were acknowledged or not. */
    sent: () => views,
    answered: () => answered,
    async visitUntilDead(url: string) {
      for (;;) {
        // What was left open goes again, with the same numbers, together with something new.
        if (open.length < 30) open.push(...identify(), view());
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

export async function untilAnswered(visitors: Visitor[], more: number): Promise<void> {
  const total = () => visitors.reduce((sum, visitor) => sum + visitor.answered(), 0);
  const before = total();
  while (total() < before + more) await new Promise((resolve) => setTimeout(resolve, 1));
}
