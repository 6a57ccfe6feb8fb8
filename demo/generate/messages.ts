/** The messages that run in the demo shop: the starter templates, targeted. */
import type { MessageDesign } from "../../core/messages/message";
import { exitOffer } from "../../core/messages/templates/exit-offer";
import { freeShippingBar } from "../../core/messages/templates/free-shipping-bar";
import { welcomeOffer } from "../../core/messages/templates/welcome-offer";

export interface DemoMessage {
  id: string;
  name: string;
  priority: number;
  design: MessageDesign;
}

export const messages: readonly DemoMessage[] = [
  {
    id: "exit-offer",
    name: "Exit offer above 80 €",
    priority: 30,
    design: {
      ...exitOffer.design,
      condition: { all: [{ live: "cart_total", is: "atLeast", value: 8_000 }] },
      // Whoever tries the demo shall see it, again and again: no limits, and no control group; the others have both.
      frequency: { stopAfter: ["converted"] },
      quiet: false,
      control: 0,
    },
  },
  {
    id: "welcome-offer",
    name: "Welcome offer",
    priority: 20,
    design: { ...welcomeOffer.design, audience: { include: ["returning-without-email"], exclude: [] } },
  },
  {
    id: "free-shipping",
    name: "Free delivery from 80 €",
    priority: 10,
    design: {
      ...freeShippingBar.design,
      condition: { all: [{ live: "cart_total", is: "lessThan", value: 8_000 }] },
      variants: freeShippingBar.design.variants.map((variant) => ({
        ...variant,
        content: {
          ...variant.content,
          blocks: [{ type: "text", text: "**Free delivery** from 80 €, at your door in two to three days." }],
        },
      })),
    },
  },
];
