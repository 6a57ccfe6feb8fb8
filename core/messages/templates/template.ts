/** A message to start from: complete and fit to publish, shown to everyone until the shop chooses whom. */
import type { Audience, Content, Frequency, MessageDesign, MessageKind, Trigger } from "../message";

export interface MessageTemplate {
  id: string;
  name: string;
  description: string;
  design: Omit<MessageDesign, "audience"> & { audience: Audience & { include: "everyone" } };
}

/** What differs between templates; the rest is the same quiet beginning for all. */
export function design(parts: {
  kind: MessageKind;
  trigger: Trigger;
  frequency: Frequency;
  content: Content;
}): MessageTemplate["design"] {
  const { content, ...own } = parts;
  return {
    ...own,
    audience: { include: "everyone", exclude: [] },
    pages: {
      include: "everywhere",
      exclude: [{ type: "checkout" }, { type: "thank_you" }, { type: "account" }],
    },
    condition: { all: [] },
    schedule: {},
    control: 0.1,
    variants: [{ id: "a", name: "A", weight: 1, content }],
  };
}
