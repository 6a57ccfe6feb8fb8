/** Messages in answers: in the list, whole, and what they did. */
import { z } from "@hono/zod-openapi";
import { MESSAGE_KINDS } from "../../core/messages/message";
import { amountSchema, instantSchema } from "../profiles/schemas";
import { audienceSchema, designSchema, scheduleSchema } from "./design";

const counts = {
  shown: z.int(),
  clicked: z.int(),
  closed: z.int(),
  submitted: z.int(),
  converted: z.int(),
  revenue: amountSchema,
};

const summaryFields = {
  id: z.string(),
  name: z.string(),
  kind: z.enum(MESSAGE_KINDS),
  status: z.enum(["draft", "live", "paused", "archived"]),
  priority: z.int().openapi({ description: "Higher goes first" }),
  version: z.int().openapi({ description: "Grows with each change" }),
  changed: z.boolean().openapi({ description: "Whether the draft differs from what shops run" }),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  publishedAt: instantSchema.nullable(),
};

export const summarySchema = z
  .object({
    ...summaryFields,
    audience: audienceSchema.openapi({ description: "As published, or as drafted when it never was" }),
    conditional: z.boolean().openapi({ description: "Whether a further condition narrows it down" }),
    schedule: scheduleSchema,
    last30Days: z.object({
      exposed: z.int().openapi({ description: "Times it had its turn, those of the control group included" }),
      ...counts,
    }),
  })
  .openapi("MessageSummary");
export const messageSchema = z
  .object({ ...summaryFields, draft: designSchema, published: designSchema.nullable() })
  .openapi("Message");

const arm = { variant: z.string(), name: z.string(), control: z.boolean() };
export const reportSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    variants: z.array(
      z.object({
        ...arm,
        exposedPeople: z
          .int()
          .openapi({ description: "People who saw it or, in the control group, would have" }),
        exposures: z.int(),
        ...counts,
        shownPeople: z.int(),
        clickedPeople: z.int(),
        submittedPeople: z.int(),
        convertedPeople: z.int(),
        revenuePerExposed: z.number(),
      }),
    ),
    comparison: z
      .object({
        windowDays: z.int(),
        leftOut: z.int().openapi({ description: "People who were exposed to more than one arm" }),
        arms: z.array(
          z.object({
            ...arm,
            people: z.int(),
            buyers: z.int(),
            orders: z.int(),
            revenue: amountSchema,
            buyersPerPerson: z.number(),
            revenuePerPerson: z.number(),
          }),
        ),
      })
      .openapi({
        description: "Every order within the window of a person's first exposure, the same for all arms",
      }),
    days: z.array(z.object({ day: z.string(), variant: z.string(), exposedPeople: z.int(), ...counts })),
  })
  .openapi("MessageReport");
