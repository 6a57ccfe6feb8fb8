/**
 * `/confirm/:shop/:link`, where a mailed link leads. Mail scanners and previews only look: what they fetch is the
 * question. Nothing is confirmed but by its button.
 */
import { type Context, Hono } from "hono";
import { HOUR } from "../../core/time/zone";
import type { AppEnv } from "../http/env";
import { logError } from "../http/log";
import { allowRate, type Rates } from "../visit/rates";
import { confirm, type Found, findConfirmation } from "./confirmations";
import { askPage, busyPage, donePage, failedPage, type Page, unknownPage, withTicket } from "./page";

/** Each link may be looked at so often in one of our isolates: a scanner that cannot stop costs no database. */
const rates: Rates = new Map();
const RATE = { burst: 30, perSecond: 60_000 / HOUR };

type Params = Context<AppEnv, "/:shop/:link">;

export const confirmationPages = new Hono<AppEnv>()
  .get("/:shop/:link", async (c) => answered(c, async (found) => askPage(found)))
  .post("/:shop/:link", async (c) =>
    answered(c, async (found) => {
      if (found.state === "expired") return askPage(found);
      const { ticket } = await confirm(c.env, found);
      const { returnTo } = found.row;
      if (returnTo !== null) return c.redirect(withTicket(returnTo, ticket), 303);
      return ticket === undefined ? askPage({ ...found, state: "confirmed" }) : donePage(found, ticket);
    }),
  );

async function answered(c: Params, page: (found: Found) => Promise<Page | Response>): Promise<Response> {
  const { shop, link } = c.req.param();
  let found: Found | undefined;
  try {
    if (!allowRate(rates, link.slice(0, 100), Date.now(), RATE)) return show(c, busyPage());
    found = await findConfirmation(c.env, shop, link);
    const made = found ? await page(found) : unknownPage();
    return made instanceof Response ? guarded(made, found) : show(c, made, found);
  } catch (error) {
    logError(c, error);
    return show(c, failedPage(), found);
  }
}

async function show(c: Params, { status, body }: Page, found?: Found): Promise<Response> {
  const nonce = crypto.randomUUID();
  return guarded(await c.html(await body(nonce), status), found, nonce);
}

/** Nothing from anywhere, kept nowhere, found by nobody; after the button the browser may go on to the shop. */
function guarded(response: Response, found: Found | undefined, nonce?: string): Response {
  const shop = found?.page === undefined ? "" : ` ${new URL(found.page).origin}`;
  const style = nonce === undefined ? "" : ` style-src 'nonce-${nonce}';`;
  const { headers } = response;
  headers.set(
    "content-security-policy",
    `default-src 'none';${style} form-action 'self'${shop}; base-uri 'none'; frame-ancestors 'none'`,
  );
  headers.set("cache-control", "no-store");
  headers.set("x-robots-tag", "noindex, nofollow");
  return response;
}
