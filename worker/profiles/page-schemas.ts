/** One person in answers: their page, their timeline, and why they are in a segment or get a message. */
import { z } from "@hono/zod-openapi";
import { ATTRIBUTE_GROUPS } from "../../core/attributes/attribute";
import { type AttributeType, attributeTypes } from "../../core/attributes/types";
import { CHANNELS } from "../../core/profiles/profile";
import { COLUMN_TYPES } from "../../core/tables/table";
import { amountSchema, instantSchema, valueSchema } from "./schemas";
import { TIMELINE_KINDS } from "./timeline";
import type { WhyNode } from "./why";

const at = instantSchema.optional();
export const profileSchema = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    identified: z.boolean(),
    createdAt: instantSchema,
    version: z.int(),
    groups: z.array(
      z.object({
        group: z.enum(ATTRIBUTE_GROUPS),
        attributes: z.array(
          z.object({
            key: z.string(),
            label: z.string(),
            type: z.enum(Object.keys(attributeTypes) as [AttributeType, ...AttributeType[]]),
            unit: z.enum(["amount", "seconds", "percent", "count"]).nullable(),
            calendar: z.boolean().openapi({ description: "A date without a time of day, as midnight UTC" }),
            holds: z
              .enum(["products", "categories"])
              .nullable()
              .openapi({ description: "Its texts are ids of products, or categories as pages tell them" }),
            personal: z.boolean(),
            options: z.array(z.string()).readonly(),
            settable: z
              .boolean()
              .openapi({ description: "Told of a person, neither counted nor worked out" }),
            value: valueSchema
              .nullable()
              .openapi({ description: "Null when not known; masked for analysts" }),
          }),
        ),
      }),
    ),
    identities: z.array(
      z.object({
        kind: z.enum(["email", "phone", "customer"]),
        value: z.string(),
        verified: z.boolean(),
        primary: z.boolean().openapi({ description: "Shown, and sent to, of its kind" }),
        at: instantSchema,
      }),
    ),
    consent: z.object({ analytics: z.boolean(), marketing: z.boolean(), at: instantSchema }),
    consents: z.array(
      z.object({
        channel: z.enum(CHANNELS),
        given: z.literal(false).optional(),
        text: z.string(),
        version: z.string(),
        page: z.string(),
        at: instantSchema,
      }),
    ),
    channels: z
      .array(
        z.object({
          channel: z.enum(CHANNELS),
          given: z.boolean().nullable().openapi({ description: "Null when nobody ever said" }),
          at: instantSchema.nullable(),
        }),
      )
      .openapi({ description: "What is in force for each channel" }),
    cart: z.array(
      z.object({
        product: z.string(),
        name: z.string().nullable(),
        quantity: z.number(),
        price: amountSchema.nullable(),
      }),
    ),
    visit: z.object({ number: z.int(), startedAt: instantSchema, lastAt: instantSchema, pages: z.int() }),
    browsers: z
      .array(z.object({ lastAt: instantSchema }))
      .openapi({ description: "Each browser in which they were seen, the last first" }),
    merges: z
      .array(
        z.object({
          id: z.string(),
          at: instantSchema,
          profile: z.string().openapi({ description: "The one that became part of this person" }),
          name: z.string().nullable(),
          undoUntil: instantSchema
            .nullable()
            .openapi({ description: "Null when it cannot be undone: too old, or a newer one comes first" }),
        }),
      )
      .openapi({ description: "Profiles that became one with this one" }),
    segments: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: z.enum(["dynamic", "static"]),
        since: instantSchema,
      }),
    ),
    messages: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        variant: z.string(),
        variantName: z.string().nullable(),
        exposed: z.int(),
        visit: z.int(),
        inVisit: z.int(),
        firstExposedAt: instantSchema,
        lastExposedAt: instantSchema,
        shownAt: at,
        clickedAt: at,
        closedAt: at,
        submittedAt: at,
        convertedAt: at,
      }),
    ),
    tables: z
      .array(
        z.object({
          key: z.string(),
          label: z.string(),
          columns: z.array(z.object({ key: z.string(), label: z.string(), type: z.enum(COLUMN_TYPES) })),
          rows: z.array(
            z.object({
              id: z.string(),
              values: z.record(z.string(), valueSchema.nullable()),
              updatedAt: instantSchema,
            }),
          ),
        }),
      )
      .openapi({ description: "The shop's own tables of which they have rows" }),
    orders: z.array(
      z.object({
        id: z.string(),
        at: instantSchema,
        total: amountSchema,
        currency: z.string(),
        status: z.enum(["placed", "cancelled"]),
        refunded: amountSchema.openapi({ description: "Of the total, minor units" }),
        channel: z.string().nullable(),
        coupon: z.string().nullable(),
        lines: z.array(
          z.object({
            product: z.string(),
            name: z.string().optional(),
            category: z.string().optional(),
            quantity: z.number(),
            price: amountSchema.optional(),
          }),
        ),
      }),
    ),
  })
  .openapi("Profile");

const ref = z.object({ id: z.string(), name: z.string().nullable() });
export const timelineItemSchema = z
  .object({
    id: z.string(),
    at: instantSchema,
    kind: z.enum(TIMELINE_KINDS),
    times: z.int(),
    product: ref.extend({ image: z.string().nullable() }).nullable(),
    category: z.string().nullable(),
    name: z.string().nullable(),
    segment: ref.extend({ cause: z.string() }).nullable(),
    message: ref.extend({ variant: z.string().nullable() }).nullable(),
    quantity: z.number().nullable(),
    amount: amountSchema.nullable(),
  })
  .openapi("TimelineItem");

const whySchema = z.custom<WhyNode>().openapi("Why", {
  type: "object",
  description:
    "The rule's tree: groups (`all`, `any`, `not`) with `parts`, and conditions with a sentence, the fact that decided, what it needs and the answer. `live` ones are known in the page only.",
  example: {
    type: "all",
    holds: true,
    parts: [
      {
        type: "condition",
        holds: true,
        parts: [],
        sentence: "Orders is at least 2",
        fact: 3,
        lastAt: null,
        live: false,
        about: {
          kind: "attribute",
          label: "Orders",
          type: "number",
          unit: "count",
          calendar: false,
          id: "orders",
        },
        needs: "at least 2",
      },
    ],
    sentence: null,
    fact: null,
    lastAt: null,
    live: false,
    about: null,
    needs: null,
  },
});

export const whySegmentSchema = z
  .object({
    segment: z.object({ id: z.string(), name: z.string(), kind: z.enum(["dynamic", "static"]) }),
    member: z.boolean(),
    since: instantSchema.nullable(),
    holds: z.boolean().openapi({ description: "What the rule says at this instant" }),
    sentence: z.string(),
    why: whySchema,
  })
  .openapi("WhySegment");

const event = z.enum(["closed", "clicked", "submitted", "converted"]);
export const whyMessageSchema = z
  .object({
    message: z.object({
      id: z.string(),
      name: z.string(),
      status: z.enum(["draft", "live", "paused", "archived"]),
    }),
    holds: z
      .boolean()
      .openapi({ description: "Whether audience and condition hold; live conditions count as unknown" }),
    sentence: z.string(),
    why: whySchema,
    audience: whySchema,
    pages: whySchema,
    condition: whySchema,
    schedule: z.object({ from: instantSchema.nullable(), until: instantSchema.nullable() }),
    shopPaused: z.boolean(),
    running: z.boolean().openapi({ description: "Live, within its schedule, and the shop is not paused" }),
    frequency: z.object({
      allowed: z.boolean(),
      perVisit: z.int().optional(),
      perPerson: z.int().optional(),
      coolDownHours: z.number().optional(),
      stopAfter: z.array(event),
      exposed: z.int(),
      inVisit: z.int(),
      lastExposedAt: instantSchema.nullable(),
      stoppedBy: event.nullable(),
    }),
    arm: z.object({ id: z.string(), name: z.string().nullable(), control: z.boolean() }),
  })
  .openapi("WhyMessage");
