/** Rules before they are saved: how many people they hold for, and who. */
import { z } from "@hono/zod-openapi";
import type { Rule } from "../../core/rules/rule";
import { invalid } from "../http/errors";
import { answer, body, memberRoute, router } from "../http/router";
import { peopleById } from "../profiles/people";
import { amountSchema, instantSchema, personSchema } from "../profiles/schemas";
import { shopContext } from "../shops/context";
import { evaluationOf } from "./evaluation";
import { readContext } from "./read-context";
import { MAX_REWIND, rewindRule } from "./rewind";
import { readRule, refuseNaming, ruleSchema } from "./rule-schema";
import { countPeople, findPeople } from "./select";

const MAX_STEPS = 10;
const SAMPLE = 20;

const countInput = z
  .strictObject({
    rule: ruleSchema.optional(),
    steps: z.array(ruleSchema).min(1).max(MAX_STEPS).optional(),
    insights: z
      .boolean()
      .optional()
      .openapi({ description: "Whether to say what those left at last are worth" }),
  })
  .openapi("CountInput", {
    description: "Either one rule, or the steps of a funnel.",
    example: {
      steps: [{ did: "viewed_product" }, { did: "bought", during: { inTheLast: [60, "days"] } }],
      insights: true,
    },
  });

const countSchema = z
  .object({
    total: z.int().openapi({ description: "People of the shop" }),
    counts: z.array(z.int()).openapi({
      description:
        "For each step, people whom it and all steps before it hold for; one number for a rule alone",
    }),
    insights: z
      .object({
        identified: z.int(),
        reachableByEmail: z.int().openapi({ description: "With an address, and agreed to mail" }),
        orders: z.number(),
        spent: amountSchema,
        averageOrder: amountSchema.nullable(),
      })
      .optional()
      .openapi({ description: "Of those whom all steps hold for" }),
  })
  .openapi("Count", {
    example: {
      total: 1204,
      counts: [640, 212, 58],
      insights: { identified: 51, reachableByEmail: 44, orders: 97, spent: 812_300, averageOrder: 8_374 },
    },
  });

const rewindInput = z
  .strictObject({
    rule: ruleSchema,
    days: z.int().min(1).max(MAX_REWIND).default(MAX_REWIND).openapi({ description: "Today included" }),
  })
  .openapi("RewindInput");

const people = z.int().openapi({ description: "People at the end of the day; for today, now" });
const rewindSchema = z
  .object({
    timeZone: z.string().openapi({ description: "Whose days these are" }),
    exact: z.boolean().openapi({ description: "Everybody was looked at; else a random sample" }),
    total: z.int().openapi({ description: "People of the shop" }),
    sampled: z.int().openapi({ description: "People looked at" }),
    days: z.array(z.object({ day: z.iso.date(), people, low: z.int(), high: z.int() })).openapi({
      description:
        "Oldest first; `low` to `high` holds the true number 19 times of 20. Who was not known yet is not counted",
    }),
    asOfToday: z.array(z.string()).openapi({
      description: "Attributes of the rule whose past is not kept: taken as they are today",
    }),
    roughly: z.array(z.string()).openapi({
      description: "Attributes whose past is known to within a visit, or a change of the cart",
    }),
    segments: z.array(z.object({ id: z.string(), name: z.string(), since: instantSchema })).openapi({
      description:
        "Segments of the rule that are recorded for a part of these days only: before, nobody was in",
    }),
    reaches: instantSchema.nullable().openapi({ description: "Since when anything is known of anybody" }),
  })
  .openapi("Rewind");

const tags = ["Rules"];

const evaluationSchema = z
  .object({
    underWay: z.boolean(),
    done: z.int().openapi({ description: "People who are in and out of segments as the newest rules say" }),
    total: z.int().openapi({ description: "People of the shop" }),
    startedAt: instantSchema.nullable(),
  })
  .openapi("Evaluation");

export const ruleRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "post",
      path: "/count",
      tags,
      summary: "Count people",
      description: "The funnel of the builder, and what those at its end are worth: exact, in one statement.",
      request: body(countInput),
      responses: answer(countSchema, "How many"),
    }),
    async (c) => {
      const { rule, steps, insights } = c.req.valid("json");
      if ((rule === undefined) === (steps === undefined))
        throw invalid({ path: "", reason: "must have either rule or steps" });
      const context = await shopContext(c.env, c.var.shop);
      const [first, ...others] = steps
        ? steps.map((step, i) => readRule(step, context, { path: `steps[${i}]` }))
        : [readRule(rule, context)];
      const rules = [first!, ...others] as const;
      refuseNaming(c.var.member.role, rules);
      return c.json(
        await countPeople(c.env.DB, rules, await readContext(c.env.DB, context, rules), insights),
        200,
      );
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "post",
      path: "/sample",
      tags,
      summary: "See who",
      description: `Up to ${SAMPLE} people whom the rule holds for, seen last first.`,
      request: body(z.strictObject({ rule: ruleSchema })),
      responses: answer(z.object({ people: z.array(personSchema) }), "Some of them"),
    }),
    async (c) => {
      const context = await shopContext(c.env, c.var.shop);
      const rule: Rule = readRule(c.req.valid("json").rule, context);
      refuseNaming(c.var.member.role, [rule]);
      const ids = await findPeople(c.env.DB, rule, await readContext(c.env.DB, context, [rule]), SAMPLE);
      return c.json({ people: await peopleById(c.env.DB, c.var.shop, ids, c.var.member.role) }, 200);
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "post",
      path: "/rewind",
      tags,
      summary: "See how many would have been in",
      description: "Of the last 90 days, whether the rule is saved or not. It says what it cannot know.",
      request: body(rewindInput),
      responses: answer(rewindSchema, "Day by day"),
    }),
    async (c) => {
      const { rule: raw, days } = c.req.valid("json");
      const context = await shopContext(c.env, c.var.shop);
      const rule = readRule(raw, context);
      refuseNaming(c.var.member.role, [rule]);
      return c.json(await rewindRule(c.env.DB, c.var.shop, rule, context, days), 200);
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/evaluation",
      tags,
      summary: "How far everybody is sorted by the newest rules",
      description: "After a segment was saved, all people are evaluated again in the background.",
      responses: answer(evaluationSchema, "How many of how many"),
    }),
    async (c) => c.json(await evaluationOf(c.env, c.var.shop), 200),
  );
