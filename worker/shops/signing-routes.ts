/** The secret with which the shop's server proves who is signed in. */
import { z } from "@hono/zod-openapi";
import { eq, sql } from "drizzle-orm";
import { dbOf } from "../db/client";
import { shops } from "../db/schema";
import type { Env } from "../env";
import { notFound } from "../http/errors";
import { answer, memberRoute, router } from "../http/router";
import { changeShop } from "./change";
import { identifySecret } from "./identify-secret";

const signingSchema = z
  .object({
    secret: z.string().openapi({ description: "64 hexadecimal digits: for the shop's server alone" }),
    version: z.int(),
    changedAt: z.int().nullable().openapi({ description: "UTC milliseconds; null: never changed" }),
  })
  .openapi("Signing");
const tags = ["Shop"];

export const signingRoutes = router()
  .openapi(
    memberRoute("owner", {
      method: "get",
      path: "/signing",
      tags,
      summary: "The secret that proves who is signed in",
      responses: answer(signingSchema, "The secret"),
    }),
    async (c) => c.json(await signingOf(c.env, c.var.shop), 200),
  )
  .openapi(
    memberRoute("owner", {
      method: "post",
      path: "/signing/change",
      tags,
      summary: "Take another secret",
      description: "Signatures with the one before are accepted for another 24 hours.",
      responses: answer(signingSchema, "The new secret"),
    }),
    async (c) => {
      await changeShop(c.env, c.var.shop, (db) => [
        db
          .update(shops)
          .set({ identifyVersion: sql`${shops.identifyVersion} + 1`, identifySince: Date.now() })
          .where(eq(shops.id, c.var.shop)),
      ]);
      return c.json(await signingOf(c.env, c.var.shop), 200);
    },
  );

async function signingOf(env: Env, shop: string) {
  const [row] = await dbOf(env)
    .select({ version: shops.identifyVersion, since: shops.identifySince })
    .from(shops)
    .where(eq(shops.id, shop));
  if (!row) throw notFound("shop");
  const secret = await identifySecret(env.AUTH_SECRET, shop, row.version);
  return { secret, version: row.version, changedAt: row.since || null };
}
