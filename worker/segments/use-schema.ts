/** What uses something: a segment, a computed attribute or a message. */
import { z } from "@hono/zod-openapi";

export const useSchema = z
  .object({ kind: z.enum(["segment", "attribute", "message"]), id: z.string(), name: z.string() })
  .openapi("Use");
