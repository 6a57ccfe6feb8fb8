/** Rules before they are saved: how many people they hold for, and who. */
import { z } from "@hono/zod-openapi";
import type { Rule } from "../../core/rules/rule";
import { invalid } from "../http/errors";
import { answer, body, memberRoute, router } from "../http/router";
import { peopleById } from "../profiles/people";
import { amountSchema, personSchema } from "../profiles/schemas";
import { shopContext } from "../shops/context";
import { readContext } from "./read-context";
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

const tags = ["Rules"];

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
  );
