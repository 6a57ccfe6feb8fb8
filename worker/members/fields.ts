/** Fields of a shop and its owner that several requests share. */
import { z } from "@hono/zod-openapi";
import { isTimeZone } from "../../core/time/zone";

export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .openapi({ example: "EUR", description: "ISO 4217" });
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, "must be a time zone such as Europe/Berlin")
  .openapi({ example: "Europe/Berlin", description: "IANA name" });
export const consentSchema = z.enum(["required", "not_required"]).openapi({
  description: "Whether the shop asks its visitors before anything is stored",
});
export const nameSchema = z.string().trim().min(1).max(100);
export const originSchema = z.string().min(1).max(300).openapi({ example: "https://shop.example" });
