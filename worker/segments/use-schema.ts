/** What uses something: a segment, a computed attribute, a message, or a table that a query fills. */
import { z } from "@hono/zod-openapi";

export const useSchema = z
  .object({ kind: z.enum(["segment", "attribute", "message", "table"]), id: z.string(), name: z.string() })
  .openapi("Use");
