/** Says one piece of news at the top of every page. */
import { onAccent, quiet } from "../themes";
import { design, type MessageTemplate } from "./template";

export const announcementBar: MessageTemplate = {
  id: "announcement-bar",
  name: "Announcement bar",
  description: "One piece of news at the top of the page, with a link. Gone for good once closed.",
  design: design({
    kind: "bar",
    trigger: { on: "load" },
    frequency: { stopAfter: ["closed"] },
    content: {
      theme: { ...onAccent(quiet), position: "top" },
      label: "Announcement",
      blocks: [
        { type: "text", text: "The autumn collection is here: wool and waxed cotton." },
        { type: "button", text: "See what’s new", action: { do: "link", url: "/collections/new" } },
      ],
    },
  }),
};
