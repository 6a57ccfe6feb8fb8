/** What a flush found to be somebody else's, told to those who have to give it up. */
import type { Env } from "../env";
import { settleMoves } from "../orders/moves";
import { settleRows } from "../tables/moves";
import type { Moved } from "../visit/flush";
import type { tellProfiles } from "./tell";

export async function settle(env: Env, shop: string, moved: Moved, tell: typeof tellProfiles): Promise<void> {
  if (moved.orders) await settleMoves(env, shop, tell);
  if (moved.rows) await settleRows(env, shop, tell);
}
