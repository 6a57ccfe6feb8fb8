/** Tells from which order value on shipping is free. */
import { quiet } from "../themes";
import { design, type MessageTemplate } from "./template";

export const freeShippingBar: MessageTemplate = {
  id: "free-shipping-bar",
  name: "Free shipping bar",
  description: "Says at the bottom of the page from which order value on shipping is free.",
  design: design({
    kind: "bar",
    trigger: { on: "scroll", percent: 10 },
    frequency: { stopAfter: ["closed", "converted"] },
    content: {
      theme: { ...quiet, position: "bottom" },
      label: "Free shipping",
      blocks: [{ type: "text", text: "**Free shipping** on orders over €60, delivered in 2 to 3 days." }],
    },
  }),
};
