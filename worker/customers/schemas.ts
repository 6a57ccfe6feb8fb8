/** People as the shop's server tells them. */
import { z } from "@hono/zod-openapi";
import { readIdentity } from "../../core/profiles/identity";
import { CHANNELS, type Identity } from "../../core/profiles/profile";
import { DAY } from "../../core/time/zone";
import { text } from "../products/schemas";

/** A day of difference is one of clocks; more is a mistake that would make people buy in the future. */
export const whenSchema = z
  .union([z.int().min(0), z.iso.datetime({ offset: true })])
  .transform((when) => (typeof when === "number" ? when : Date.parse(when)))
  .refine((when) => when <= Date.now() + DAY, "is in the future")
  .openapi({ type: ["integer", "string"], description: "UTC milliseconds, or ISO 8601 with its offset" });

const identity = (kind: Identity["kind"], most: number, wrong: string) =>
  text(most).refine((raw) => readIdentity(kind, raw) !== undefined, wrong);

const identities = {
  id: identity("customer", 100, "is not valid").optional().openapi({ description: "The shop's own id" }),
  email: identity("email", 254, "must be an email address").optional(),
  phone: identity("phone", 32, "must be a phone number").optional(),
};

/** Whom something is about; at least one of them. The shop's word: they count as proven. */
export const whoSchema = z
  .strictObject(identities)
  .refine(hasOne, "must have an id, an email or a phone")
  .openapi("Who");

export const customerInput = z
  .strictObject({
    ...identities,
    at: whenSchema.optional().openapi({ description: "When this was so; without, now" }),
    attributes: z
      .record(z.string().max(64), z.unknown())
      .optional()
      .openapi({ description: "By their keys; null clears" }),
    tags: z
      .strictObject({
        add: z.array(text(100)).max(50).optional(),
        remove: z.array(text(100)).max(50).optional(),
      })
      .optional(),
    consents: z
      .array(
        z.strictObject({
          channel: z.enum(CHANNELS),
          given: z.boolean(),
          at: whenSchema,
          text: text(2000).openapi({ description: "What they agreed to: the proof" }),
          version: text(50).default("1"),
          page: text(2000).default("server").openapi({ description: "Where they said it" }),
        }),
      )
      .max(20)
      .optional(),
  })
  .refine(hasOne, "must have an id, an email or a phone")
  .openapi("CustomerInput");

export const eventInput = z
  .strictObject({
    id: text(100).openapi({ description: "Your own id of it: one that comes twice counts once" }),
    name: text(64).openapi({ example: "visited_store" }),
    at: whenSchema,
    customer: whoSchema,
  })
  .openapi("EventInput");

type Who = Partial<Record<"id" | "email" | "phone", string | undefined>>;

function hasOne({ id, email, phone }: Who): boolean {
  return id !== undefined || email !== undefined || phone !== undefined;
}

export function identitiesOf({ id, email, phone }: Who) {
  return [
    ...(id === undefined ? [] : [readIdentity("customer", id)]),
    ...(email === undefined ? [] : [readIdentity("email", email)]),
    ...(phone === undefined ? [] : [readIdentity("phone", phone)]),
  ].filter((one) => one !== undefined);
}
