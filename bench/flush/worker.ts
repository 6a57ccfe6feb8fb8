/** Both ways of writing, within a Worker as in production. */
import { attributesOf } from "../../core/attributes/standard";
import { type Flush, flushToD1 } from "../../worker/visit/flush";
import { TIER } from "../count/tier";
import { type Rows, upsert } from "./plain";

export interface Ask {
  flush?: Omit<Flush, "attributes">;
  upsert?: Rows;
}

export default {
  async fetch(request, { DB }) {
    const { flush, upsert: rows } = (await request.json()) as Ask;
    if (flush) await flushToD1(DB, { ...flush, attributes: attributesOf([TIER]) });
    if (rows) await upsert(DB, rows);
    return new Response(null);
  },
} satisfies ExportedHandler<{ DB: D1Database }>;
