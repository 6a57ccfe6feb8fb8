/** Makes one last offer to visitors who are about to leave. */
import { quiet } from "../themes";
import { design, type MessageTemplate } from "./template";

export const exitOffer: MessageTemplate = {
  id: "exit-offer",
  name: "Exit offer",
  description: "Shows a code when a visitor is about to leave, and a way back to the cart.",
  design: design({
    kind: "popup",
    trigger: { on: "exit" },
    frequency: { perVisit: 1, perPerson: 2, coolDownHours: 72, stopAfter: ["clicked", "converted"] },
    content: {
      theme: quiet,
      blocks: [
        { type: "heading", level: 1, text: "Before you go" },
        {
          type: "text",
          text: "Still thinking it over? Here is 10% off today’s order.\n\n**EXTRA10**\n\nFree returns within 30 days, as always.",
        },
        { type: "button", text: "Back to my cart", action: { do: "link", url: "/cart" } },
        { type: "button", text: "No, thank you", action: { do: "close" } },
      ],
    },
  }),
};
