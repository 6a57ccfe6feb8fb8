/** API tokens, for owners: made, listed, revoked. A token cannot make another one. */
import { z } from "@hono/zod-openapi";
import { answer, body, created, memberRoute, nothing, router } from "../http/router";
import { nameSchema } from "../members/fields";
import { instantSchema } from "../profiles/schemas";
import { SCOPES } from "./scopes";
import { createToken, revokeToken, tokensOf } from "./tokens";

const tags = ["API tokens"];
const scopes = z.array(z.enum(SCOPES)).min(1).max(SCOPES.length);
const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    end: z.string().openapi({ description: "Its last characters, to be recognised by" }),
    scopes: z.array(z.string()),
    createdAt: instantSchema,
    lastUsedAt: instantSchema.nullable().openapi({ description: "To within an hour" }),
    revokedAt: instantSchema.nullable(),
  })
  .openapi("Token");
const newToken = tokenSchema
  .extend({ token: z.string().openapi({ description: "Shown this once: it is not kept" }) })
  .openapi("NewToken");

export const tokenRoutes = router()
  .openapi(
    memberRoute("owner", {
      method: "get",
      path: "/",
      tags,
      summary: "API tokens",
      responses: answer(z.object({ tokens: z.array(tokenSchema) }), "The tokens, newest first"),
    }),
    async (c) => c.json({ tokens: await tokensOf(c.env, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("owner", {
      method: "post",
      path: "/",
      tags,
      summary: "Make an API token",
      description: "For one of the shop's servers. Send it as `Authorization: Bearer vt_…`.",
      request: body(z.strictObject({ name: nameSchema, scopes })),
      responses: created(newToken, "Made"),
    }),
    async (c) =>
      c.json(await createToken(c.env, c.var.shop, { ...c.req.valid("json"), by: c.var.member.id }), 201),
  )
  .openapi(
    memberRoute("owner", {
      method: "delete",
      path: "/{token}",
      tags,
      summary: "Revoke an API token",
      description: "At once. It stays listed.",
      request: { params: z.object({ token: z.string().max(40) }) },
      responses: nothing("Revoked"),
    }),
    async (c) => {
      await revokeToken(c.env, c.var.shop, c.req.valid("param").token);
      return c.body(null, 204);
    },
  );
