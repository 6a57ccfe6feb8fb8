/** Segments: named groups of people. */
import { z } from "@hono/zod-openapi";
import { parseDay } from "../../core/time/zone";
import { cursorQuery, pageOf } from "../http/paging";
import { answer, body, created, memberRoute, nothing, router } from "../http/router";
import { instantSchema, personSchema } from "../profiles/schemas";
import { shopContext } from "../shops/context";
import { changeMembers } from "./change-members";
import { MAX_DAYS, sizesByDay } from "./daily-sizes";
import { fill, freezeSegment } from "./freeze";
import { changesOf, membersOf } from "./members";
import { ruleSchema } from "./rule-schema";
import { changeSegment, createSegment, deleteSegment, getSegment, listSegments } from "./segments";

export const useSchema = z
  .object({ kind: z.enum(["segment", "attribute", "message"]), id: z.string(), name: z.string() })
  .openapi("Use");

const segmentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    kind: z.enum(["dynamic", "static"]),
    rule: ruleSchema,
    visible: z.boolean().openapi({ description: "Whether pages may know that a visitor is in it" }),
    version: z.int().openapi({ description: "Grows with each change of the rule" }),
    size: z.int().openapi({ description: "People in it now" }),
    evaluating: z
      .boolean()
      .openapi({ description: "Whether people are still being sorted by the newest rules" }),
    filling: z
      .object({ done: z.int(), total: z.int() })
      .nullable()
      .openapi({ description: "How far a frozen segment is filled; null when everybody is in it" }),
    usedBy: z.array(useSchema),
    createdAt: instantSchema,
    updatedAt: instantSchema,
    archivedAt: instantSchema.nullable(),
  })
  .openapi("Segment");

const name = z.string().trim().min(1).max(120).openapi({ example: "Loyal customers" });
const description = z.string().max(2000);

const segmentInput = z
  .strictObject({
    name,
    description: description.default(""),
    kind: z.enum(["dynamic", "static"]).default("dynamic"),
    rule: ruleSchema
      .optional()
      .openapi({ description: "Needed for dynamic segments, absent for static ones" }),
    visible: z.boolean().default(false),
  })
  .openapi("SegmentInput");

const segmentChange = z
  .strictObject({ name, description, rule: ruleSchema, visible: z.boolean(), archived: z.boolean() })
  .partial()
  .openapi("SegmentChange");

const people = z.array(z.string().max(64)).max(500).default([]);
const membersChange = z.strictObject({ add: people, remove: people }).openapi("MembersChange");
/** So long (ms) the answer waits for a frozen segment to be filled, and it goes on afterwards; cron does the rest. */
const FILL_AT_ONCE = 500;
const FILL_BEHIND = 20_000;

const params = z.object({ segment: z.string().max(40) });
const query = z.object({ cursor: cursorQuery });
const date = z.iso.date().openapi({ example: "2026-11-27" });
const changesQuery = query.extend({
  day: date.optional().openapi({ description: "Only of this day of the shop's time zone" }),
  entered: z
    .enum(["true", "false"])
    .optional()
    .openapi({ description: "Only those who entered, or only those who left" }),
});
const historyQuery = z.object({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_DAYS)
    .default(90)
    .openapi({ description: "How many days, today included" }),
});
const historySchema = z
  .object({
    timeZone: z.string().openapi({ description: "Whose days these are" }),
    days: z.array(
      z.object({
        day: date,
        size: z.int().openapi({ description: "People in it at the end of the day; for today, now" }),
        entered: z.int(),
        left: z.int(),
      }),
    ),
  })
  .openapi("SegmentHistory", {
    description: "Oldest first. Days before there was such a segment are left out.",
  });
const tags = ["Segments"];

export const segmentRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/",
      tags,
      summary: "All segments",
      description: "With their sizes and where each is used. Archived ones are among them.",
      responses: answer(z.object({ segments: z.array(segmentSchema) }), "The segments, changed last first"),
    }),
    async (c) => c.json({ segments: await listSegments(c.env, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/",
      tags,
      summary: "Create a segment",
      description: "It is evaluated for everyone at once, in the background.",
      request: body(segmentInput),
      responses: created(segmentSchema, "Created"),
    }),
    async (c) => c.json(await createSegment(c.env, c.var.shop, c.req.valid("json")), 201),
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{segment}",
      tags,
      summary: "One segment",
      request: { params },
      responses: answer(segmentSchema, "The segment"),
    }),
    async (c) => c.json(await getSegment(c.env, c.var.shop, c.req.valid("param").segment), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "patch",
      path: "/{segment}",
      tags,
      summary: "Change, archive or bring back a segment",
      description: "Archiving is refused while the segment is used; the answer says where.",
      request: { params, ...body(segmentChange) },
      responses: answer(segmentSchema, "As it is now"),
    }),
    async (c) =>
      c.json(await changeSegment(c.env, c.var.shop, c.req.valid("param").segment, c.req.valid("json")), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "delete",
      path: "/{segment}",
      tags,
      summary: "Delete a segment",
      description: "Refused while something that is not archived uses it; the answer says where.",
      request: { params },
      responses: nothing("Deleted"),
    }),
    async (c) => {
      await deleteSegment(c.env, c.var.shop, c.req.valid("param").segment);
      return c.body(null, 204);
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{segment}/members",
      tags,
      summary: "Who is in it",
      request: { params, query },
      responses: answer(
        pageOf(personSchema.extend({ since: instantSchema })),
        "A page, newest members first",
      ),
    }),
    async (c) => {
      const { segment } = c.req.valid("param");
      const { cursor } = c.req.valid("query");
      return c.json(await membersOf(c.env.DB, c.var.shop, segment, cursor, c.var.member.role), 200);
    },
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{segment}/members",
      tags,
      summary: "Put people into a static segment, or take them out",
      description:
        "Each person's memberships are changed by the owner of their profile, and hold at the edge at once.",
      request: { params, ...body(membersChange) },
      responses: answer(
        z.object({ told: z.int(), unknown: z.array(z.string()) }),
        "How many were changed, and who is not a person of this shop",
      ),
    }),
    async (c) =>
      c.json(await changeMembers(c.env, c.var.shop, c.req.valid("param").segment, c.req.valid("json")), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{segment}/freeze",
      tags,
      summary: "Freeze a dynamic segment into a static one",
      description:
        "The new segment takes everybody who is in this one now. Large ones are filled in the background: `filling` says how far.",
      request: { params, ...body(z.strictObject({ name })) },
      responses: created(segmentSchema, "The static segment"),
    }),
    async (c) => {
      const { shop } = c.var;
      const id = await freezeSegment(c.env, shop, c.req.valid("param").segment, c.req.valid("json").name);
      if (!(await fill(c.env, shop, id, FILL_AT_ONCE)))
        c.executionCtx.waitUntil(fill(c.env, shop, id, FILL_BEHIND));
      return c.json(await getSegment(c.env, shop, id), 201);
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{segment}/changes",
      tags,
      summary: "Who came and went",
      description:
        "All of it, or of one day; with the cause: a signal, time alone, a new rule, an import, by hand.",
      request: { params, query: changesQuery },
      responses: answer(
        pageOf(
          z.object({
            person: personSchema,
            entered: z.boolean(),
            at: instantSchema,
            cause: z.enum(["signal", "time", "rule", "import", "hand"]),
          }),
        ),
        "A page, newest first",
      ),
    }),
    async (c) => {
      const { segment } = c.req.valid("param");
      const { cursor, day, entered } = c.req.valid("query");
      const { clock } = await shopContext(c.env, c.var.shop);
      const at = day === undefined ? undefined : parseDay(day)!;
      const only = {
        ...(at !== undefined && { span: { from: clock.startOf(at), to: clock.startOf(at + 1) } }),
        ...(entered !== undefined && { entered: entered === "true" }),
      };
      return c.json(await changesOf(c.env.DB, c.var.shop, segment, only, cursor, c.var.member.role), 200);
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{segment}/history",
      tags,
      summary: "Its size day by day",
      description: "How many were in it at the end of each day, and how many entered and left.",
      request: { params, query: historyQuery },
      responses: answer(historySchema, "Day by day"),
    }),
    async (c) => {
      const { segment } = c.req.valid("param");
      const { days } = c.req.valid("query");
      const { clock } = await shopContext(c.env, c.var.shop);
      const history = await sizesByDay(c.env.DB, c.var.shop, segment, days, clock);
      return c.json({ timeZone: clock.zone, days: history }, 200);
    },
  );
