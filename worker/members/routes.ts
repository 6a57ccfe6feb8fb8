/** Who is signed in, and the one-time set-up of a shop with its first owner. */
import { createRoute, z } from "@hono/zod-openapi";
import { asc, eq } from "drizzle-orm";
import { readOrigin } from "../../core/shops/origin";
import { members } from "../db/auth-schema";
import { dbOf } from "../db/client";
import { shops } from "../db/schema";
import { userOf } from "../http/access";
import { invalid, Problem } from "../http/errors";
import { answer, body, created, nothing, router } from "../http/router";
import { publish } from "../shops/change";
import { authFor, PASSWORD } from "./auth";
import { createShopWithOwner, emailIsTaken } from "./create-shop";
import { consentSchema, currencySchema, nameSchema, originSchema, timeZoneSchema } from "./fields";
import { isRole, ROLES } from "./roles";
import { returnSetupToken, setupTokenIsGood, takeSetupToken } from "./setup-token";

const meSchema = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    shops: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        currency: z.string(),
        timeZone: z.string(),
        role: z.enum(ROLES),
      }),
    ),
  })
  .openapi("Me");

const token = z.string().min(20).max(200);
const setupSchema = z
  .strictObject({
    token,
    name: nameSchema.openapi({ example: "Ada Lovelace" }),
    email: z.email().max(254),
    password: z.string().min(PASSWORD.min).max(PASSWORD.max),
    shop: z.strictObject({
      name: nameSchema.openapi({ example: "Alpine Outfitters" }),
      currency: currencySchema,
      timeZone: timeZoneSchema,
      consent: consentSchema,
      origin: originSchema,
    }),
  })
  .openapi("SetUp");

const me = createRoute({
  method: "get",
  path: "/me",
  tags: ["Members"],
  summary: "Who is signed in",
  description: "The user, and the shops that they are a member of, each with their role there.",
  security: [{ session: [] }],
  responses: answer(meSchema, "The user and their shops"),
});

const setup = createRoute({
  method: "post",
  path: "/setup",
  tags: ["Members"],
  summary: "Create a shop and its owner",
  description:
    "By the one-time link that `npm run deploy` prints: makes the owner, the shop, its first key and its domain, and signs in. A link works once, for 24 hours.",
  request: body(setupSchema),
  responses: created(
    z
      .object({ shop: z.string(), key: z.string() })
      .openapi({ example: { shop: "q4kd81mz0a", key: "pk_q4kd81mz0a_1x9…" } }),
    "Made and signed in",
  ),
});

const setupCheck = createRoute({
  method: "post",
  path: "/setup/check",
  tags: ["Members"],
  summary: "Whether a set-up link is still good",
  description: "Asked before anybody fills in the form. Uses nothing up.",
  request: body(z.strictObject({ token })),
  responses: nothing("It is"),
});

const badLink = () =>
  new Problem(
    "set-up-link",
    "It was used before, or is older than 24 hours. `npm run deploy` prints a new one.",
  );

export const memberRoutes = router()
  .openapi(me, async (c) => {
    const user = await userOf(c);
    const rows = await dbOf(c.env)
      .select({
        id: shops.id,
        name: shops.name,
        currency: shops.currency,
        timeZone: shops.timeZone,
        role: members.role,
      })
      .from(members)
      .innerJoin(shops, eq(shops.id, members.organizationId))
      .where(eq(members.userId, user.id))
      .orderBy(asc(shops.name));
    return c.json(
      { user, shops: rows.flatMap((row) => (isRole(row.role) ? [{ ...row, role: row.role }] : [])) },
      200,
    );
  })
  .openapi(setupCheck, async (c) => {
    if (!(await setupTokenIsGood(c.env, c.req.valid("json").token, Date.now()))) throw badLink();
    return c.body(null, 204);
  })
  .openapi(setup, async (c) => {
    const { token, name, email, password, shop } = c.req.valid("json");
    const read = readOrigin(shop.origin);
    if ("reason" in read) throw invalid({ path: "shop.origin", reason: read.reason });
    if (!(await takeSetupToken(c.env, token, Date.now()))) throw badLink();
    let made: { id: string; key: string };
    try {
      if (await emailIsTaken(c.env, email))
        throw invalid({ path: "email", reason: "belongs to somebody already" });
      made = await createShopWithOwner(c.env, { ...shop, origin: read.origin }, { name, email, password });
    } catch (error) {
      await returnSetupToken(c.env, token);
      throw error;
    }
    await publish(c.env, made.id);
    const signedIn = await authFor(c.env, c.req.raw).api.signInEmail({
      body: { email, password },
      headers: c.req.raw.headers,
      asResponse: true,
    });
    for (const cookie of signedIn.headers.getSetCookie()) c.header("set-cookie", cookie, { append: true });
    return c.json({ shop: made.id, key: made.key }, 201);
  });
