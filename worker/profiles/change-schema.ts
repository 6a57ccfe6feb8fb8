/** What a member may change of one person, as it is sent. */
import { z } from "@hono/zod-openapi";
import { CHANNELS } from "../../core/profiles/profile";

const kind = z.enum(["email", "phone", "customer"]);
const value = z.string().trim().min(1).max(254);
const named = z.strictObject({ kind, value });
const lists = z.record(z.string().max(64), z.array(z.string().trim().min(1).max(500)).min(1).max(100));
const segments = z.array(z.string().max(40)).min(1).max(50);

export const profileChangeSchema = z
  .strictObject({
    attributes: z
      .record(z.string().max(64), z.unknown())
      .openapi({ description: "Values by key; null clears", example: { first_name: "Ann", birthday: null } }),
    add: lists.openapi({ description: "Single values into lists", example: { tags: ["vip"] } }),
    remove: lists.openapi({ description: "Single values out of lists" }),
    identify: z.array(named.extend({ verified: z.boolean().default(false) })).max(10),
    forget: z.array(named).max(20).openapi({ description: "Identities that are not theirs" }),
    primary: named.openapi({ description: "The identity of its kind that is shown and sent to" }),
    consent: z
      .strictObject({
        channel: z.enum(CHANNELS),
        given: z.boolean(),
        text: z.string().trim().min(3).max(1000).openapi({ description: "How you know: kept as proof" }),
      })
      .openapi({ description: "Given or withdrawn, as of now" }),
    join: segments.openapi({ description: "Static segments to be put into" }),
    leave: segments.openapi({ description: "Static segments to be taken out of" }),
  })
  .partial()
  .openapi("ProfileChange");
