/** How people are described in answers, wherever they are listed. */
import { z } from "@hono/zod-openapi";
import { type ActivityKind, activities } from "../../core/rules/activities";

export const instantSchema = z.int().openapi({ description: "UTC milliseconds" });
export const amountSchema = z.int().openapi({ description: "Minor units of the shop's currency" });
export const activityKindSchema = z.enum(Object.keys(activities) as [ActivityKind, ...ActivityKind[]]);
export const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

export const personSchema = z
  .object({
    id: z.string(),
    identified: z.boolean(),
    name: z.string().nullable().openapi({ description: "First and last name; masked for analysts" }),
    email: z.string().nullable().openapi({ description: "Primary email; masked for analysts" }),
    customerId: z.string().nullable(),
    country: z.string().nullable(),
    city: z.string().nullable(),
    device: z.string().nullable(),
    channel: z.string().nullable().openapi({ description: "How they came first" }),
    visits: z.number(),
    orders: z.number(),
    spent: amountSchema,
    segments: z.int().openapi({ description: "How many segments they are in" }),
    firstSeenAt: instantSchema.nullable(),
    lastSeenAt: instantSchema.nullable(),
    lastOrderAt: instantSchema.nullable(),
  })
  .openapi("Person");
export type PersonRow = z.infer<typeof personSchema>;
