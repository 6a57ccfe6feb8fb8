/** What a message may hold, checked whole before it is stored: content cannot attack, and the edge can run it. */
import { z } from "@hono/zod-openapi";
import type { Block } from "../../core/messages/blocks";
import { CONTROL, MESSAGE_KINDS, type MessageDesign, type PageMatch } from "../../core/messages/message";
import { PAGE_TYPES } from "../../core/signals/wire";
import { invalid, type ProblemAt } from "../http/errors";
import { readRule, ruleSchema } from "../segments/rule-schema";
import type { ShopContext } from "../shops/context";

const text = (max: number) => z.string().trim().min(1).max(max);
const id = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,40}$/)
  .openapi({ example: "a" });

/** http(s) or relative; nothing that a browser would run. */
const url = z
  .string()
  .trim()
  .max(2000)
  .refine(isWebAddress, "must be an address that begins with https://, http:// or /")
  .openapi({ example: "https://shop.example/sale" });

const richText = text(5000).refine(
  (raw) => [...raw.matchAll(/\]\(([^)]*)\)/g)].every(([, link]) => isWebAddress((link ?? "").trim())),
  "has a link that does not begin with https://, http:// or /",
);

const colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/)
  .openapi({ example: "#1a1a1a" });

const themeSchema = z.strictObject({
  background: colour,
  text: colour,
  accent: colour,
  accentText: colour,
  radius: z.number().min(0).max(64),
  // Only what names of fonts are made of: no way out of the property that it becomes.
  font: z
    .string()
    .max(300)
    .regex(/^[\w\s"',.-]+$/)
    .openapi({ example: "inherit" }),
  position: z.enum(["top", "bottom"]).optional(),
});

const fieldSchema = z.strictObject({
  id,
  type: z.literal("email"),
  label: text(200),
  placeholder: z.string().max(200).optional(),
  required: z.boolean(),
});

const blockSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("heading"),
    text: text(300),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  }),
  z.strictObject({ type: z.literal("text"), text: richText }),
  z.strictObject({
    type: z.literal("image"),
    url,
    alt: z.string().max(500).openapi({ description: "Required; empty for decoration" }),
    width: z.int().min(1).max(5000),
    height: z.int().min(1).max(5000),
  }),
  z.strictObject({
    type: z.literal("button"),
    text: text(100),
    action: z.discriminatedUnion("do", [
      z.strictObject({ do: z.literal("link"), url }),
      z.strictObject({ do: z.literal("close") }),
    ]),
  }),
  z.strictObject({
    type: z.literal("form"),
    fields: z.array(fieldSchema).min(1).max(10),
    submit: text(100),
    thanks: richText,
    consent: z.strictObject({ text: richText, version: text(40) }).optional(),
  }),
]) satisfies z.ZodType<Block>;

const pageSchema = z.union([
  z.strictObject({ type: z.enum(PAGE_TYPES) }),
  z.strictObject({ urlContains: text(500) }),
  z.strictObject({ urlIs: text(2000) }),
  z.strictObject({ product: text(200) }),
  z.strictObject({ category: text(200) }),
]) satisfies z.ZodType<PageMatch>;

const pages = z.array(pageSchema).max(50);
const instant = z.int().min(0).openapi({ description: "UTC milliseconds" });
const segmentIds = z.array(z.string().max(40)).max(50);

/** Typed as the domain's own type: lighter for the compiler, and the two cannot drift apart. */
export const designSchema: z.ZodType<MessageDesign, MessageDesign> = z
  .strictObject({
    kind: z.enum(MESSAGE_KINDS),
    audience: z.strictObject({
      include: z.union([z.literal("everyone"), segmentIds.min(1)]),
      exclude: segmentIds,
    }),
    pages: z.strictObject({ include: z.union([z.literal("everywhere"), pages.min(1)]), exclude: pages }),
    condition: ruleSchema,
    trigger: z.discriminatedUnion("on", [
      z.strictObject({ on: z.literal("load") }),
      z.strictObject({ on: z.literal("delay"), seconds: z.number().min(0).max(3600) }),
      z.strictObject({ on: z.literal("scroll"), percent: z.number().min(1).max(100) }),
      z.strictObject({ on: z.literal("exit") }),
    ]),
    quiet: z.boolean().optional(),
    frequency: z.strictObject({
      perVisit: z.int().min(1).max(100).optional(),
      perPerson: z.int().min(1).max(10_000).optional(),
      coolDownHours: z.number().min(0).max(8760).optional(),
      stopAfter: z.array(z.enum(["closed", "clicked", "submitted", "converted"])).max(4),
    }),
    schedule: z.strictObject({ from: instant.optional(), until: instant.optional() }),
    control: z.number().min(0).max(0.5).openapi({ description: "Share of people who are held back" }),
    variants: z
      .array(
        z.strictObject({
          id,
          name: text(100),
          weight: z.number().positive().max(1000),
          content: z.strictObject({
            theme: themeSchema,
            blocks: z.array(blockSchema).min(1).max(30),
            label: z.string().max(200).optional(),
          }),
        }),
      )
      .min(1)
      .max(10),
  })
  .openapi("MessageDesign");

/** The design as it is stored: its rule read, and all that it names known to the shop. */
export function readDesign(design: MessageDesign, context: ShopContext, path = "design"): MessageDesign {
  const errors: ProblemAt[] = [...audienceErrors(design, context, path), ...variantErrors(design, path)];
  const { from, until } = design.schedule;
  if (from !== undefined && until !== undefined && from >= until)
    errors.push({ path: `${path}.schedule.until`, reason: "must be later than from" });
  if (errors.length > 0) throw invalid(...errors);
  return {
    ...design,
    condition: readRule(design.condition, context, { live: true, path: `${path}.condition` }),
  };
}

function audienceErrors({ audience }: MessageDesign, { segments }: ShopContext, path: string): ProblemAt[] {
  const unknown = (list: readonly string[], where: string) =>
    list.flatMap((segment, i) =>
      segments.has(segment)
        ? []
        : [{ path: `${path}.audience.${where}[${i}]`, reason: "must be the id of a segment of this shop" }],
    );
  const { include, exclude } = audience;
  return [...unknown(include === "everyone" ? [] : include, "include"), ...unknown(exclude, "exclude")];
}

function variantErrors({ variants }: MessageDesign, path: string): ProblemAt[] {
  const ids = variants.map((variant) => variant.id);
  return variants.flatMap((variant, i) => {
    const where = `${path}.variants[${i}]`;
    const fields = variant.content.blocks.flatMap((block) => (block.type === "form" ? block.fields : []));
    return [
      ...(variant.id === CONTROL ? [{ path: `${where}.id`, reason: `must not be ${CONTROL}` }] : []),
      ...(ids.indexOf(variant.id) < i
        ? [{ path: `${where}.id`, reason: "must be different for each variant" }]
        : []),
      ...(new Set(fields.map((field) => field.id)).size < fields.length
        ? [{ path: `${where}.content.blocks`, reason: "must give each form field an id of its own" }]
        : []),
    ];
  });
}

function isWebAddress(raw: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them inside of addresses, so "java\nscript:" runs
  if (raw === "" || /[\u0000-\u0020\\]/.test(raw) || !URL.canParse(raw, "https://shop.invalid/"))
    return false;
  return /^https?:$/.test(new URL(raw, "https://shop.invalid/").protocol);
}
