/** Confirmation links, for the shop's server: it mails them itself. */
import { z } from "@hono/zod-openapi";
import { body, created, memberRoute, router } from "../http/router";
import { publicOrigin } from "../members/auth";
import { text } from "../products/schemas";
import { instantSchema } from "../profiles/schemas";
import { askForConfirmation } from "./confirmations";

const confirmationInput = z
  .strictObject({
    email: text(254).openapi({ example: "ann@shop.example" }),
    consent: z
      .strictObject({
        text: text(2000).openapi({
          description: "What they agree to by the link: it is shown, and kept as proof",
        }),
        version: text(50).default("1").openapi({ description: "Of the text" }),
        page: text(2000).default("server").openapi({ description: "Where they asked for it" }),
      })
      .optional()
      .openapi({ description: "To get emails; without it, the link confirms the address alone" }),
    returnTo: text(2000).optional().openapi({
      description:
        "The page of the shop to go on to after the click; without it, a page of ours says thank you",
      example: "https://shop.example/welcome",
    }),
  })
  .openapi("ConfirmationInput");
const confirmationSchema = z
  .object({
    link: z.string().openapi({ description: "To be mailed to that address, and nowhere else" }),
    expiresAt: instantSchema,
  })
  .openapi("Confirmation");

export const confirmationRoutes = router().openapi(
  memberRoute("marketer", {
    token: "people:write",
    method: "post",
    path: "/confirmations",
    tags: ["Customers"],
    summary: "Make a confirmation link",
    description:
      "For double opt-in. Mail it to the address with your own tool. It is good for 7 days; an address gets at most 5 within an hour. Whoever presses the button on its page has confirmed the address. Pressed in the browser that claimed the address, it proves who that browser's visitor is.",
    request: body(confirmationInput),
    responses: created(confirmationSchema, "Made"),
  }),
  async (c) => {
    const { path, expiresAt } = await askForConfirmation(c.env, c.var.shop, c.req.valid("json"));
    return c.json({ link: `${publicOrigin(c.env, c.req.raw)}${path}`, expiresAt }, 201);
  },
);
