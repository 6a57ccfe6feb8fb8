/**
 * Every table of D1 that says something of a person, and what an erasure does to it: one entry each. A table that is
 * neither here nor in `IMPERSONAL` fails `places.test.ts`.
 */

/** Rows under the person's number, by the column that holds it. */
export const BY_NUMBER = {
  profile_details: "num",
  profile_documents: "num",
  attribute_values: "person",
  activities: "person",
  memberships: "person",
  interests: "person",
  table_rows: "person",
  table_query_changes: "person",
} as const;

/** Rows under the profile's id, by the columns that may hold it. */
export const BY_ID = {
  identities: ["profile"],
  membership_changes: ["profile"],
  merges: ["loser", "survivor"],
  order_moves: ["profile"],
  row_moves: ["profile"],
} as const;

/** Rows that stay for the shop's numbers, under nobody's name: the column that named the person. */
export const ANONYMOUS = {
  orders: "profile",
  message_events: "profile",
  coupon_codes: "claimed_by",
} as const;

/** Texts in which somebody may be named by their identity: emptied where that is so. */
export const TEXTS = {
  exports: ["whom"],
  merges: ["document"],
  privacy_requests: ["identities"],
  // Of an import's rows theirs alone go, and what its undo would put back of them.
  import_chunks: ["rows", "undo"],
  import_refusals: ["cells"],
  // A link goes with the address that it was mailed to.
  confirmations: ["email"],
} as const;

/** The profile itself goes last: by it the others are found. */
export const PROFILES = "profiles";

/** What is known of nobody: definitions, the catalogue, sums, the shop's own members, and the record of erasures. */
export const IMPERSONAL = [
  ...["shops", "shop_domains", "shop_keys", "shards", "evaluations", "setup_tokens"],
  ...["attribute_definitions", "attribute_pasts", "attribute_conversions"],
  ...["imports", "shop_tables", "attribute_files"],
  // Numbers alone, for the minutes of a run: nobody's once the person is gone.
  ...["table_queries", "table_query_runs", "table_query_batches"],
  ...["products", "product_keys", "products_text", "discounts", "discount_products"],
  ...["segments", "segment_days", "segment_copies", "rank_cutoffs", "messages"],
  ...["erasures", "erased_profiles", "erased_identities"],
  ...["api_tokens", "connections", "webhook_deliveries", "webhook_versions"],
  // Sign-in: members of the shop, who are not its visitors.
  ...["users", "sessions", "accounts", "verifications", "organizations", "members", "invitations"],
  "rate_limits",
];
