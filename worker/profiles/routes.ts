/** Profiles: people. */
import { z } from "@hono/zod-openapi";
import { cursorQuery, PAGE, pageOf } from "../http/paging";
import { answer, body, memberRoute, nothing, router } from "../http/router";
import { changeProfile } from "./change";
import { profileChangeSchema } from "./change-schema";
import { mergeTwo, partTwo } from "./merges";
import { profilePage } from "./page";
import { profileSchema, timelineItemSchema, whyMessageSchema, whySegmentSchema } from "./page-schemas";
import { personSchema } from "./schemas";
import { searchPeople } from "./search";
import { TIMELINE_KINDS, type TimelineKind, timelineOf } from "./timeline";
import { whyMessage, whySegment } from "./why";

const profileParam = z.string().max(64);
const params = z.object({ profile: profileParam });
const limit = z.coerce.number().int().min(1).max(200).default(PAGE).openapi({ type: "integer" });
const totalSchema = z
  .object({
    people: z.int(),
    identified: z.int().nullable().openapi({ description: "Null where to count them would take too long" }),
    more: z.boolean().openapi({ description: "There are more than `people`" }),
  })
  .nullable()
  .openapi({ description: "How many match; on the first page only" });
const tags = ["Profiles"];

export const profileRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/",
      tags,
      summary: "Find people",
      description:
        "By the beginning of a name, an email, a phone number or a customer id; those seen last first.",
      request: {
        query: z.object({
          q: z.string().max(254).optional(),
          segment: z.string().max(40).optional(),
          identified: z.enum(["true", "false"]).optional(),
          cursor: cursorQuery,
          limit,
        }),
      },
      responses: answer(pageOf(personSchema).extend({ total: totalSchema }), "A page of people"),
    }),
    async (c) => {
      const { identified, ...search } = c.req.valid("query");
      return c.json(
        await searchPeople(
          c.env.DB,
          c.var.shop,
          { ...search, ...(identified && { identified: identified === "true" }) },
          c.var.member.role,
        ),
        200,
      );
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{profile}",
      tags,
      summary: "One person",
      description: "As their shard knows them at this instant.",
      request: { params },
      responses: answer(profileSchema, "The person"),
    }),
    async (c) =>
      c.json(await profilePage(c.env, c.var.shop, c.req.valid("param").profile, c.var.member.role), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "patch",
      path: "/{profile}",
      tags,
      summary: "Change one person",
      description:
        "Attributes, list values, identities, a consent, fixed lists: all of it or nothing, told as of now to the owner of the profile.",
      request: { params, ...body(profileChangeSchema) },
      responses: answer(profileSchema, "As they are known now"),
    }),
    async (c) =>
      c.json(
        await changeProfile(
          c.env,
          c.var.shop,
          c.req.valid("param").profile,
          c.req.valid("json"),
          c.var.member.role,
        ),
        200,
      ),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{profile}/merges",
      tags,
      summary: "Say that two are one person",
      description:
        "The profile that is known for longer stays, and takes everything of the other. It takes a second or two: until then both answer; afterwards the other's address leads to the one that stays.",
      request: { params, ...body(z.strictObject({ with: profileParam })) },
      responses: answer(z.object({ stays: z.string(), goes: z.string() }), "Begun"),
    }),
    async (c) =>
      c.json(await mergeTwo(c.env, c.var.shop, c.req.valid("param").profile, c.req.valid("json").with), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "delete",
      path: "/{profile}/merges/{merge}",
      tags,
      summary: "Part two who were made one",
      description: "For 30 days. Each gets back what was theirs, and what their own browsers did since.",
      request: { params: params.extend({ merge: z.string().max(40) }) },
      responses: nothing("Begun: the other's profile is back within a second or two"),
    }),
    async (c) => {
      const { profile, merge } = c.req.valid("param");
      await partTwo(c.env, c.var.shop, profile, merge);
      return c.body(null, 204);
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{profile}/timeline",
      tags,
      summary: "What they did",
      description: "Newest first. Ask with `before` for older items, with `after` for what is new since.",
      request: {
        params,
        query: z.object({
          after: z.coerce.number().int().optional().openapi({ type: "integer" }),
          before: z.coerce.number().int().optional().openapi({ type: "integer" }),
          kinds: z
            .string()
            .max(1000)
            .transform((list) => list.split(","))
            .pipe(z.array(z.enum(TIMELINE_KINDS)))
            .optional()
            .openapi({
              type: "string",
              description: "Separated by commas",
              example: "ordered,entered_segment",
            }),
          limit,
        }),
      },
      responses: answer(z.object({ items: z.array(timelineItemSchema) }), "A part of the timeline"),
    }),
    async (c) => {
      const query = c.req.valid("query") as {
        after?: number;
        before?: number;
        kinds?: TimelineKind[];
        limit: number;
      };
      return c.json({ items: await timelineOf(c.env, c.var.shop, c.req.valid("param").profile, query) }, 200);
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{profile}/why/{segment}",
      tags,
      summary: "Why they are in a segment, or not",
      request: { params: z.object({ profile: profileParam, segment: z.string().max(40) }) },
      responses: answer(whySegmentSchema, "Each condition with its answer"),
    }),
    async (c) => {
      const { profile, segment } = c.req.valid("param");
      return c.json(await whySegment(c.env, c.var.shop, profile, segment, c.var.member.role), 200);
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{profile}/why-message/{message}",
      tags,
      summary: "Why they get a message, or not",
      request: { params: z.object({ profile: profileParam, message: z.string().max(40) }) },
      responses: answer(whyMessageSchema, "Each condition with its answer, and how often it may be shown"),
    }),
    async (c) => {
      const { profile, message } = c.req.valid("param");
      return c.json(await whyMessage(c.env, c.var.shop, profile, message, c.var.member.role), 200);
    },
  );
