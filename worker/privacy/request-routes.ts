/** Requests that came through a shop system, for the owner: what to answer by when, and the files for those who asked. */
import { z } from "@hono/zod-openapi";
import { PLATFORMS } from "../db/orders-schema";
import { answer, body, memberRoute, router } from "../http/router";
import { instantSchema } from "../profiles/schemas";
import { asFile } from "./as-file";
import { answerRequest, listRequests, requestedData } from "./requests";

const answers = z.enum(["given", "erase", "keep"]);
const requestSchema = z
  .object({
    id: z.string(),
    platform: z.enum(PLATFORMS),
    kind: z
      .enum(["export", "erase", "erase_shop"])
      .openapi({ description: "To see their data, to be erased, or everybody of the shop" }),
    requestedAt: instantSchema,
    who: z.string().nullable().openapi({ description: "An email, phone or customer id, until it is done" }),
    dueAt: instantSchema.openapi({ description: "By when it should be done" }),
    erasesAt: instantSchema
      .nullable()
      .openapi({ description: "When everybody is erased if nobody answers; null: never without an answer" }),
    answer: answers.nullable(),
    by: z.string().nullable().openapi({ description: "The member who answered" }),
    doneAt: instantSchema.nullable(),
  })
  .openapi("PrivacyRequest");
const requestsSchema = z.object({ requests: z.array(requestSchema) });

const tags = ["Privacy"];
const because = "It is about personal data.";
const params = z.object({ request: z.string().max(200) });

export const requestRoutes = router()
  .openapi(
    memberRoute("owner", {
      because,
      method: "get",
      path: "/requests",
      tags,
      summary: "Requests that came through a shop system",
      description: "Those that wait, and those that were done within 90 days.",
      responses: answer(requestsSchema, "The requests, newest first"),
    }),
    async (c) => c.json({ requests: await listRequests(c.env, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("owner", {
      because,
      method: "get",
      path: "/requests/{request}/data",
      tags,
      summary: "All that is kept of who asked to see it",
      description: "As a file to give to that person; made when it is fetched, and kept nowhere.",
      request: { params },
      responses: {
        200: {
          description: "A JSON file",
          content: { "application/json": { schema: z.looseObject({}) } },
        },
      },
    }),
    async (c) => {
      const data = await requestedData(c.env, c.var.shop, c.req.valid("param").request);
      return asFile(data, `personal-data-${data.made?.slice(0, 10)}.json`);
    },
  )
  .openapi(
    memberRoute("owner", {
      because,
      method: "post",
      path: "/requests/{request}/answer",
      tags,
      summary: "Answer a request",
      description:
        "That the file was `given`; or of a shop that left its system, whether everybody is to be erased, which takes the shop's name as `confirm`, or kept as the shop goes on.",
      request: {
        params,
        ...body(z.strictObject({ answer: answers, confirm: z.string().max(200).optional() })),
      },
      responses: answer(requestsSchema, "The requests as they are now"),
    }),
    async (c) => {
      const { shop, member } = c.var;
      await answerRequest(c.env, shop, c.req.valid("param").request, c.req.valid("json"), member.id);
      return c.json({ requests: await listRequests(c.env, shop) }, 200);
    },
  );
