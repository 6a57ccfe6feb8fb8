/**
 * Confirmation links: asked for by the shop's server or a form, mailed by the shop, opened by whoever reads that mail.
 * Opened anywhere, a link makes its address reachable, for the person who has it. Opened in the very browser that
 * claimed the address it proves it there, too (`proveClaimed` in core/profiles/step.ts).
 */
import { and, eq, isNotNull, isNull, lt } from "drizzle-orm";
import { newId } from "../../core/ids";
import type { Command } from "../../core/profiles/commands";
import { readEmail } from "../../core/profiles/identity";
import { DAY, HOUR } from "../../core/time/zone";
import { dbOf } from "../db/client";
import { type ConfirmedConsent, confirmations, shopDomains, shops } from "../db/schema";
import type { Env } from "../env";
import { invalid, Problem } from "../http/errors";
import { tellPeople } from "../profiles/recognise";
import { eachAlone } from "../visit/each-alone";
import { TICKET_LIFETIME } from "./tickets";
import { readSigned, signed } from "./tokens";

export const LINK_LIFETIME = 7 * DAY;
const PER_HOUR = 5;
/** So long a link says that it has ended, and not that there is none. */
const KEPT_FOR = 30 * DAY;
const AT_ONCE = 50;

export interface Asked {
  email: string;
  consent?: ConfirmedConsent | undefined;
  returnTo?: string | undefined;
}

/** The path of a new link. @throws Problem "invalid", and "too-many" after some links for one address within an hour */
export async function askForConfirmation(
  env: Env,
  shop: string,
  { email, consent, returnTo }: Asked,
  now = Date.now(),
): Promise<{ path: string; expiresAt: number }> {
  const address = readEmail(email);
  if (!address) throw invalid({ path: "email", reason: "must be an email address" });
  if (returnTo !== undefined) await refuseForeign(env, shop, returnTo);
  const [id, expiresAt] = [newId(20), now + LINK_LIFETIME];
  const { meta } = await env.DB.prepare(
    `INSERT INTO confirmations (id, shop, email, written, consent, return_to, asked_at, expires_at)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, CAST(?7 AS INTEGER), CAST(?8 AS INTEGER) WHERE
       (SELECT count(*) FROM confirmations WHERE shop = ?2 AND email = ?3 AND asked_at > CAST(?9 AS INTEGER)) < ${PER_HOUR}`,
  )
    .bind(
      ...[id, shop, address.value, address.written, consent ? JSON.stringify(consent) : null],
      ...[returnTo ?? null, now, expiresAt, now - HOUR],
    )
    .run();
  if (meta.changes === 0)
    throw new Problem(
      "too-many",
      `This address got ${PER_HOUR} links within an hour. Those that were made are still good.`,
      { headers: { "retry-after": String(HOUR / 1000) } },
    );
  return { path: `/confirm/${shop}/${await signed(env, shop, "link", { id, at: expiresAt })}`, expiresAt };
}

/** A page of another site would make of our link one that leads anywhere. */
async function refuseForeign(env: Env, shop: string, returnTo: string): Promise<void> {
  const { origin, hash } = URL.parse(returnTo) ?? { origin: "null", hash: "" };
  const domains = await domainsOf(env, shop);
  if (!domains.includes(origin))
    throw invalid({
      path: "returnTo",
      reason: `must be a page of one of the shop's domains: ${domains.join(", ")}`,
    });
  if (hash) throw invalid({ path: "returnTo", reason: "must have no part after #: the ticket comes there" });
}

const domainsOf = async (env: Env, shop: string): Promise<string[]> =>
  (
    await dbOf(env)
      .select({ origin: shopDomains.origin })
      .from(shopDomains)
      .where(eq(shopDomains.shop, shop))
      .orderBy(shopDomains.createdAt)
  ).map(({ origin }) => origin);

type Row = typeof confirmations.$inferSelect;

export interface Found {
  shop: string;
  name: string;
  row: Row;
  state: "open" | "confirmed" | "expired";
  /** Where to go on to. */
  page: string | undefined;
}

/** What a link is about; undefined when there is no such link. */
export async function findConfirmation(
  env: Env,
  shop: string,
  token: string,
  now = Date.now(),
): Promise<Found | undefined> {
  const link = await readSigned(env, shop, "link", token);
  if (!link) return undefined;
  const [found] = await dbOf(env)
    .select({ row: confirmations, name: shops.name })
    .from(confirmations)
    .innerJoin(shops, eq(shops.id, confirmations.shop))
    .where(and(eq(confirmations.id, link.id), eq(confirmations.shop, shop)));
  if (!found) return undefined;
  const { row, name } = found;
  const state = row.confirmedAt !== null ? "confirmed" : row.expiresAt <= now ? "expired" : "open";
  return { shop, name, row, state, page: row.returnTo ?? (await domainsOf(env, shop))[0] };
}

/** The click. Answers the ticket for the shop's page; pressed again soon, the same one, and undefined after that. */
export async function confirm(
  env: Env,
  { shop, row }: Found,
  now = Date.now(),
): Promise<{ ticket: string | undefined }> {
  const isIt = and(eq(confirmations.id, row.id), eq(confirmations.shop, shop));
  await dbOf(env)
    .update(confirmations)
    .set({ confirmedAt: now })
    .where(and(isIt, isNull(confirmations.confirmedAt)));
  const [kept] = await dbOf(env).select().from(confirmations).where(isIt);
  // Whoever asked for everything to be erased meanwhile is not told of any more.
  if (!kept?.confirmedAt) return { ticket: undefined };
  if (kept.toldAt === null) await tellConfirmed(env, kept, kept.confirmedAt);
  const isFresh = now - kept.confirmedAt < TICKET_LIFETIME;
  const ticket = { id: row.id, at: kept.confirmedAt };
  return { ticket: isFresh ? await signed(env, shop, "ticket", ticket) : undefined };
}

/** The address is theirs who read its mail: a person of their own, or who had it proven before. Told twice it is one. */
async function tellConfirmed(env: Env, row: Row, at: number): Promise<void> {
  const { id, shop, email, written, consent, askedAt } = row;
  const commands: Command[] = consent
    ? [{ do: "consent", at, channel: "email", given: true, ...consent, askedAt }]
    : [];
  const identities = [{ kind: "email" as const, value: email, written }];
  await tellPeople(env, shop, [{ identities, commands, at }], "signal");
  await dbOf(env).update(confirmations).set({ toldAt: at }).where(eq(confirmations.id, id));
}

/** By cron: what a failure kept from being told. */
export async function tellAllConfirmed(env: Env): Promise<void> {
  const untold = await dbOf(env)
    .select()
    .from(confirmations)
    .where(and(isNotNull(confirmations.confirmedAt), isNull(confirmations.toldAt)))
    .limit(AT_ONCE);
  await eachAlone(untold, (row) => tellConfirmed(env, row, row.confirmedAt!));
}

/** By cron: the proof of a consent is in its person's profile. */
export async function forgetConfirmations(env: Env, now: number): Promise<void> {
  await dbOf(env)
    .delete(confirmations)
    .where(lt(confirmations.expiresAt, now - KEPT_FOR));
}
