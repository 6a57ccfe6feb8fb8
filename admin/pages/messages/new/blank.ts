// What a message begins with when it begins with nothing: the quiet defaults, and words to write over.
import type { Block } from "../../../../core/messages/blocks";
import type { MessageDesign, MessageKind } from "../../../../core/messages/message";
import { design } from "../../../../core/messages/templates/template";
import { onAccent, quiet } from "../../../../core/messages/themes";
import { text } from "../../../texts/index";

export function blankDesign(kind: MessageKind): MessageDesign {
  const words = text.messages.new.blanks;
  const link = (label: string): Block => ({ type: "button", text: label, action: { do: "link", url: "/" } });
  if (kind === "bar")
    return design({
      kind,
      trigger: { on: "load" },
      frequency: { stopAfter: ["closed"] },
      content: {
        theme: { ...onAccent(quiet), font: "inherit", position: "top" },
        label: words.bar.title,
        blocks: [{ type: "text", text: words.bar.body }, link(words.bar.button)],
      },
    });
  return design({
    kind,
    trigger: { on: "delay", seconds: 15 },
    frequency: { perVisit: 1, perPerson: 3, coolDownHours: 72, stopAfter: ["clicked", "converted"] },
    content: {
      theme: { ...quiet, font: "inherit" },
      blocks: [
        { type: "heading", level: 1, text: words.popup.heading },
        { type: "text", text: words.popup.body },
        link(words.popup.button),
      ],
    },
  });
}
