/** Privacy: what is kept and for how long, and one person's data, to be read or erased. */
import { z } from "@hono/zod-openapi";
import { eq } from "drizzle-orm";
import { MOST_MONTHS } from "../../core/privacy/months";
import { dbOf } from "../db/client";
import { ERASURE_REASONS } from "../db/privacy-schema";
import { shops } from "../db/schema";
import type { Env } from "../env";
import { notFound } from "../http/errors";
import { describe, write } from "../http/log";
import { answer, body, created, memberRoute, router } from "../http/router";
import { instantSchema, personSchema } from "../profiles/schemas";
import { changeSettings } from "../shops/settings";
import { currentProfile } from "../visit/current";
import { accessOf } from "./access";
import { asFile } from "./as-file";
import { askForErasure, carryOut } from "./erase";
import { erasureOf, listErasures, receiptOf } from "./list";
import { repeatErasures } from "./repeat";
import { previewRetention, setRetention } from "./retention";

const months = z.int().min(1).max(MOST_MONTHS).nullable().openapi({ description: "Null: for ever" });
const queryMonths = z.coerce
  .number()
  .int()
  .min(1)
  .max(MOST_MONTHS)
  .optional()
  .openapi({ type: "integer", description: "Months; absent: for ever" });
const withdrawal = z
  .enum(["keep", "erase"])
  .openapi({ description: "What happens to what is known of somebody who takes their consent back" });
const confirm = z.int().min(0);

const privacySchema = z
  .object({
    withdrawal,
    retention: z.object({
      people: months.openapi({
        description: "Months after which unidentified people who were not seen are erased",
      }),
      signals: months.openapi({ description: "Months after which signals are forgotten; orders stay" }),
    }),
  })
  .openapi("Privacy");
const previewSchema = z
  .object({
    people: z.int(),
    ofPeople: z.int().openapi({ description: "All unidentified people" }),
    signals: z.int(),
    ofSignals: z.int(),
    examples: z.array(personSchema),
    confirm: confirm
      .nullable()
      .openapi({ description: "To be said again to save it: more than half of what there is would go" }),
  })
  .openapi("RetentionPreview");
const erasureSchema = z
  .object({
    id: z.string(),
    at: instantSchema,
    doneAt: instantSchema.nullable().openapi({ description: "Null: still under way" }),
    reason: z.enum(ERASURE_REASONS),
    by: z.string().nullable().openapi({ description: "The member who asked, if one did" }),
    people: z.int().openapi({ description: "Profiles that were erased" }),
    backupsExpireAt: instantSchema.nullable(),
    namedIn: z.array(z.object({ segment: z.string(), name: z.string() })).openapi({
      description: "Rules with one of their identities in them, which only their writers can change",
    }),
  })
  .openapi("Erasure");

const tags = ["Privacy"];
const because = "It is about personal data.";
const file = { content: { "application/json": { schema: z.looseObject({}) } } };

export const privacyRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/",
      tags,
      summary: "What is kept, and for how long",
      responses: answer(privacySchema, "The settings"),
    }),
    async (c) => c.json(await settingsOf(c.env, c.var.shop), 200),
  )
  .openapi(
    memberRoute("owner", {
      method: "patch",
      path: "/",
      tags,
      summary: "Say what a withdrawal does",
      request: body(z.strictObject({ withdrawal })),
      responses: answer(privacySchema, "The settings as they are now"),
    }),
    async (c) => {
      await changeSettings(c.env, c.var.shop, c.req.valid("json"));
      return c.json(await settingsOf(c.env, c.var.shop), 200);
    },
  )
  .openapi(
    memberRoute("owner", {
      method: "get",
      path: "/retention/preview",
      tags,
      summary: "What a retention would erase now",
      description: "Counts, and three people as examples. Nothing is changed.",
      request: { query: z.object({ people: queryMonths, signals: queryMonths }) },
      responses: answer(previewSchema, "What would go"),
    }),
    async (c) => {
      const { people = null, signals = null } = c.req.valid("query");
      const { role } = c.var.member;
      return c.json(await previewRetention(c.env, c.var.shop, { people, signals }, role), 200);
    },
  )
  .openapi(
    memberRoute("owner", {
      method: "post",
      path: "/retention",
      tags,
      summary: "Set for how long is kept",
      description:
        "Begins within a minute and goes on every day. Identified people and orders are never erased by it. Where more than half of what there is would go, `confirm` must be the preview's number.",
      request: body(z.strictObject({ people: months, signals: months, confirm: confirm.optional() })),
      responses: answer(privacySchema, "The settings as they are now"),
    }),
    async (c) => {
      await setRetention(c.env, c.var.shop, c.req.valid("json"));
      return c.json(await settingsOf(c.env, c.var.shop), 200);
    },
  )
  .openapi(
    memberRoute("marketer", {
      because,
      method: "get",
      path: "/erasures",
      tags,
      summary: "Erasures",
      description: "The newest hundred. What retention erased on one day is one entry.",
      responses: answer(z.object({ erasures: z.array(erasureSchema) }), "The erasures, newest first"),
    }),
    async (c) => c.json({ erasures: await listErasures(c.env, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("marketer", {
      because,
      method: "post",
      path: "/erasures",
      tags,
      summary: "Erase a person",
      description:
        "Everywhere, with all their browsers and profiles, for good. Orders stay in the shop's numbers, under nobody's name.",
      request: body(z.strictObject({ profile: z.string().min(1).max(64) })),
      responses: created(erasureSchema, "Erased; or under way, when `doneAt` is null"),
    }),
    async (c) => {
      const { shop, member } = c.var;
      const person = await currentProfile(c.env, shop, c.req.valid("json").profile);
      if (!person) throw notFound("profile");
      const asked = { profiles: [person.id], reason: "request" as const, member: member.id };
      const id = await askForErasure(c.env, shop, asked);
      // It is written down: what fails now, cron finishes.
      await carryOut(c.env, id).catch((error: unknown) =>
        write("error", { event: "erasure", shop, erasure: id, ...describe(error) }),
      );
      return c.json(await erasureOf(c.env, shop, id), 201);
    },
  )
  .openapi(
    memberRoute("owner", {
      because,
      method: "post",
      path: "/erasures/repeat",
      tags,
      summary: "Repeat erasures after a restore",
      description:
        "After D1 was restored to an earlier time: whoever was erased since is erased again. Where nothing was restored it does nothing.",
      responses: answer(z.object({ repeated: z.int() }), "How many were repeated"),
    }),
    async (c) => c.json({ repeated: await repeatErasures(c.env, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("marketer", {
      because,
      method: "get",
      path: "/erasures/{erasure}/receipt",
      tags,
      summary: "The receipt of an erasure",
      request: { params: z.object({ erasure: z.string().max(80) }) },
      responses: { 200: { description: "A JSON file without personal data", ...file } },
    }),
    async (c) => {
      const receipt = await receiptOf(c.env, c.var.shop, c.req.valid("param").erasure);
      return asFile(receipt, `erasure-${receipt.asked!.slice(0, 10)}.json`);
    },
  )
  .openapi(
    memberRoute("marketer", {
      because,
      method: "get",
      path: "/people/{profile}/data",
      tags,
      summary: "All that is kept of a person",
      description: "As a file to give to that person.",
      request: { params: z.object({ profile: z.string().max(64) }) },
      responses: { 200: { description: "A JSON file", ...file } },
    }),
    async (c) => {
      const data = await accessOf(c.env, c.var.shop, c.req.valid("param").profile);
      return asFile(data, `personal-data-${data.made?.slice(0, 10)}.json`);
    },
  );

async function settingsOf(env: Env, shop: string) {
  const [row] = await dbOf(env)
    .select({ withdrawal: shops.withdrawal, people: shops.keepPeople, signals: shops.keepSignals })
    .from(shops)
    .where(eq(shops.id, shop));
  if (!row) throw notFound("shop");
  return { withdrawal: row.withdrawal, retention: { people: row.people, signals: row.signals } };
}
