/** What an API token may be allowed to do. A route is opened to tokens by naming one (`memberRoute`'s `token`). */
export const SCOPES = [
  "orders:read",
  "orders:write",
  "people:write",
  "events:write",
  "products:read",
  "products:write",
  "tables:read",
  "tables:write",
] as const;
export type Scope = (typeof SCOPES)[number];
