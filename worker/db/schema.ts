/**
 * D1: the read model of homed profiles, and what D1 itself owns (orders, products, definitions, members).
 * Every table but those of sign-in is led by `shop`. Instants are UTC milliseconds; amounts are integers in the
 * currency's minor unit. Sign-in's tables are in `auth-schema.ts`.
 */
export * from "./attribute-files-schema";
export * from "./attributes-schema";
export * from "./auth-schema";
export * from "./confirmations-schema";
export * from "./exports-schema";
export * from "./imports-schema";
export * from "./merges-schema";
export * from "./messages-schema";
export * from "./orders-schema";
export * from "./privacy-schema";
export * from "./products-schema";
export * from "./profiles-schema";
export * from "./segment-copies-schema";
export * from "./segments-schema";
export * from "./shops-schema";
export * from "./table-queries-schema";
export * from "./tables-schema";

/**
 * Tables that are their primary key's own index (SQLite's WITHOUT ROWID), which Drizzle cannot say: `npm run migration`
 * adds it. Rows of a person lie together, and are stored once instead of twice.
 */
export const CLUSTERED = [
  "attribute_values",
  "activities",
  "memberships",
  "interests",
  "table_rows",
  "table_query_changes",
];
