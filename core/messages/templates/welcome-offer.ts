/** Welcomes new visitors with 10% for their email. */
import { quiet } from "../themes";
import { design, type MessageTemplate } from "./template";

export const welcomeOffer: MessageTemplate = {
  id: "welcome-offer",
  name: "Welcome offer",
  description: "Asks new visitors for their email and thanks them with a code for the first order.",
  design: design({
    kind: "popup",
    trigger: { on: "delay", seconds: 12 },
    frequency: { perVisit: 1, perPerson: 3, coolDownHours: 168, stopAfter: ["submitted", "converted"] },
    content: {
      theme: quiet,
      blocks: [
        { type: "heading", level: 1, text: "10% off your first order" },
        {
          type: "text",
          text: "A letter now and then: new arrivals, care for what you own, places worth the walk.",
        },
        {
          type: "form",
          fields: [
            {
              id: "email",
              type: "email",
              label: "Your email",
              placeholder: "name@example.com",
              required: true,
            },
          ],
          submit: "Send me the code",
          thanks:
            "**Welcome.** Here is your code:\n\n**WELCOME10**\n\nEnter it at checkout for 10% off your first order.",
          consent: {
            text: "By signing up you agree to receive our emails. Unsubscribe at any time.",
            version: "1",
          },
        },
      ],
    },
  }),
};
