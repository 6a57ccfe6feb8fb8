/** People as rows of a list: the same few facts everywhere, masked for those who may not see who it is. */
import type { Role } from "../members/roles";
import { seesPersonalData } from "../members/roles";
import { maskEmail, maskText } from "./mask";
import type { PersonRow } from "./schemas";

/** To be selected from `profiles p`, with the document joined as `d`. */
export const PERSON_COLUMNS = `p.id, p.identified, p.visits, p.orders, p.spent, p.first_seen_at, p.last_seen_at, p.last_order_at,
  d.document ->> '$.attributes.first_name' AS first_name, d.document ->> '$.attributes.last_name' AS last_name,
  d.document ->> '$.attributes.email' AS email, d.document ->> '$.attributes.customer_id' AS customer_id,
  d.document ->> '$.attributes.country' AS country, d.document ->> '$.attributes.city' AS city,
  d.document ->> '$.attributes.device' AS device, d.document ->> '$.attributes.first_channel' AS channel,
  (SELECT count(*) FROM memberships m WHERE m.person = p.num) AS segments`;
export const PERSON_JOIN = "LEFT JOIN profile_documents d ON d.num = p.num";

export interface PersonRecord {
  id: string;
  identified: number | null;
  visits: number | null;
  orders: number | null;
  spent: number | null;
  first_seen_at: number | null;
  last_seen_at: number | null;
  last_order_at: number | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  customer_id: string | null;
  country: string | null;
  city: string | null;
  device: string | null;
  channel: string | null;
  segments: number;
}

export function personOf(row: PersonRecord, role: Role): PersonRow {
  const open = seesPersonalData(role);
  const name = [row.first_name, row.last_name].filter(Boolean).join(" ");
  return {
    id: row.id,
    identified: row.identified === 1,
    name: name ? (open ? name : maskText(name)) : null,
    email: row.email && !open ? maskEmail(row.email) : row.email,
    customerId: row.customer_id && !open ? maskText(row.customer_id) : row.customer_id,
    country: row.country,
    city: row.city,
    device: row.device,
    channel: row.channel,
    visits: row.visits ?? 0,
    orders: row.orders ?? 0,
    spent: row.spent ?? 0,
    segments: row.segments,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    lastOrderAt: row.last_order_at,
  };
}

/** People by id, in the order of the ids. */
export async function peopleById(
  db: D1Database,
  shop: string,
  ids: readonly string[],
  role: Role,
): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  const { results } = await db
    .prepare(
      `SELECT ${PERSON_COLUMNS} FROM json_each(?2) i JOIN profiles p ON p.shop = ?1 AND p.id = i.value ${PERSON_JOIN} ORDER BY i.key`,
    )
    .bind(shop, JSON.stringify(ids))
    .all<PersonRecord>();
  return results.map((row) => personOf(row, role));
}
