/** Erasures: who is gone, as ids and keyed hashes alone, so that they stay gone. */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Receipt } from "../privacy/receipt";

export const ERASURE_REASONS = ["request", "withdrawal", "retention", "platform", "shop", "restore"] as const;
export type ErasureReason = (typeof ERASURE_REASONS)[number];

/** One job each: it goes on until nothing is left, however often it is interrupted. */
export const erasures = sqliteTable(
  "erasures",
  {
    id: text().primaryKey(),
    shop: text().notNull(),
    reason: text({ enum: ERASURE_REASONS }).notNull(),
    /** The member who asked; null when it was the visitor, a platform or the shop's own rules. */
    member: text(),
    /** Ids of the profiles that are the person, or of the people that retention erases. */
    profiles: text({ mode: "json" }).$type<string[]>().notNull(),
    at: integer().notNull(),
    /** Of retention: who was seen since is kept after all. */
    unseenSince: integer("unseen_since"),
    receipt: text({ mode: "json" }).$type<Receipt>().notNull(),
    doneAt: integer("done_at"),
  },
  (t) => [index("erasures_by_time").on(t.shop, t.at), index("erasures_open").on(t.doneAt, t.at)],
);

/** Profiles that were erased: whatever still comes of them is refused. */
export const erasedProfiles = sqliteTable(
  "erased_profiles",
  {
    shop: text().notNull(),
    profile: text().notNull(),
    erasure: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.profile] })],
);

/** Emails, phones and customer ids of people who were erased: hashes with the Worker's own key, of no use without it. */
export const erasedIdentities = sqliteTable(
  "erased_identities",
  {
    shop: text().notNull(),
    /** Which secret the hashes are made with. */
    key: text().notNull(),
    hash: text().notNull(),
    erasure: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.key, t.hash] }),
    index("erased_identities_by_erasure").on(t.erasure),
  ],
);
