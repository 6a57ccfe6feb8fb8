/** Segments, who is in them, who came and went. */
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { RankRule } from "../../core/rules/ranks";
import type { Rule } from "../../core/rules/rule";

export const segments = sqliteTable(
  "segments",
  {
    shop: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(""),
    kind: text({ enum: ["dynamic", "static"] }).notNull(),
    rule: text({ mode: "json" }).$type<Rule>().notNull(),
    /** Whether pages may know that a visitor is in it (`vitrine.segments()`). */
    visible: integer({ mode: "boolean" }).notNull().default(false),
    /** Grows with each change of the rule. */
    version: integer().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    archivedAt: integer("archived_at"),
  },
  (t) => [primaryKey({ columns: [t.shop, t.id] }), uniqueIndex("segments_by_name").on(t.shop, t.name)],
);

export const memberships = sqliteTable(
  "memberships",
  {
    shop: text().notNull(),
    segment: text().notNull(),
    person: integer().notNull(),
    since: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.segment] }),
    // The newest members first, a page at a time.
    index("memberships_by_since").on(t.shop, t.segment, t.since, t.person),
  ],
);

/** Entering and leaving, once each: `version` is the profile's version that made the change. */
export const membershipChanges = sqliteTable(
  "membership_changes",
  {
    shop: text().notNull(),
    segment: text().notNull(),
    profile: text().notNull(),
    version: integer().notNull(),
    entered: integer({ mode: "boolean" }).notNull(),
    at: integer().notNull(),
    /** What made it change: a signal, time alone, or a new rule. */
    cause: text({ enum: ["signal", "time", "rule", "import", "hand"] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.segment, t.profile, t.version] }),
    index("membership_changes_by_time").on(t.shop, t.segment, t.at, t.entered),
    index("membership_changes_by_profile").on(t.shop, t.profile, t.at),
  ],
);

/** Where the ranks of published rules draw their lines (`core/rules/ranks.ts`). */
export const rankCutoffs = sqliteTable(
  "rank_cutoffs",
  {
    shop: text().notNull(),
    /** Its `rankKey`. */
    rank: text().notNull(),
    rule: text({ mode: "json" }).$type<RankRule>().notNull(),
    /** Null when nobody has the fact. */
    cutoff: real(),
    drawnAt: integer("drawn_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.rank] }), index("rank_cutoffs_by_time").on(t.drawnAt)],
);

/** How many were in a segment at the end of a day of the shop's time zone, and how many came and went in it. */
export const segmentDays = sqliteTable(
  "segment_days",
  {
    shop: text().notNull(),
    segment: text().notNull(),
    /** Days since 1970-01-01. */
    day: integer().notNull(),
    size: integer().notNull(),
    entered: integer().notNull(),
    left: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.segment, t.day] })],
);
