/** The set-up page: the tag to paste and whether its signals arrive. */
import { z } from "@hono/zod-openapi";
import { answer, memberRoute, router } from "../http/router";
import { publicOrigin } from "../members/auth";
import { activityKindSchema, instantSchema } from "../profiles/schemas";
import { installationOf } from "./installation";

const setupStateSchema = z
  .object({
    key: z.string(),
    writeKey: z.string().nullable().openapi({ description: "The newest key that writes only" }),
    publicUrl: z.string(),
    tag: z.string().openapi({
      description: "The script tag to paste into the shop's pages",
      example: '<script async src="https://vitrine.example/vitrine.js?shop=pk_q4kd81mz0a_1x9…"></script>',
    }),
    firstSignalAt: instantSchema.nullable(),
    lastSignalAt: instantSchema.nullable(),
    signals: z
      .array(
        z.object({
          kind: activityKindSchema,
          at: instantSchema,
          page: z.string().nullable(),
          product: z.string().nullable(),
        }),
      )
      .openapi({ description: "The ten newest things that visitors did, without personal data" }),
  })
  .openapi("SetUpState");

export const installationRoutes = router().openapi(
  memberRoute("analyst", {
    method: "get",
    path: "/setup",
    tags: ["Shop"],
    summary: "The tag, and whether it works",
    responses: answer(setupStateSchema, "The state of the installation"),
  }),
  async (c) => c.json(await installationOf(c.env, c.var.shop, publicOrigin(c.env, c.req.raw)), 200),
);
