/** Links by which people confirm their address. Of a link its id is kept; what makes it valid follows from AUTH_SECRET. */
import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const confirmations = sqliteTable(
  "confirmations",
  {
    id: text().primaryKey(),
    shop: text().notNull(),
    /** As compared, and as written. */
    email: text().notNull(),
    written: text().notNull(),
    /** What they agree to by it, in which version of the text, and where they asked; null: to nothing. */
    consent: text({ mode: "json" }).$type<ConfirmedConsent>(),
    /** The shop's page to go on to. */
    returnTo: text("return_to"),
    askedAt: integer("asked_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    confirmedAt: integer("confirmed_at"),
    /** When the person was told of it: after a failure it is told again. */
    toldAt: integer("told_at"),
    /** A hash of the browser that showed the link's ticket: no other may show it again. */
    usedBy: text("used_by"),
  },
  (t) => [
    index("confirmations_by_address").on(t.shop, t.email, t.askedAt),
    index("confirmations_by_expiry").on(t.expiresAt),
    index("confirmations_untold").on(t.confirmedAt).where(sql`confirmed_at IS NOT NULL AND told_at IS NULL`),
  ],
);

export interface ConfirmedConsent {
  text: string;
  version: string;
  page: string;
}
