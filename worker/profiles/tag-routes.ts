/** Tags: short words that people are marked with. */
import { z } from "@hono/zod-openapi";
import { answer, memberRoute, router } from "../http/router";
import { tagsInUse } from "./tags";

export const tagRoutes = router().openapi(
  memberRoute("analyst", {
    method: "get",
    path: "/",
    tags: ["Profiles"],
    summary: "Tags in use",
    description: "Of the newest 2,000 people who have any, those that most of them have first.",
    responses: answer(z.object({ tags: z.array(z.string()) }), "The tags"),
  }),
  async (c) => c.json({ tags: await tagsInUse(c.env.DB, c.var.shop) }, 200),
);
