// The fonts that a message may take: the shop's own, or lists of those that devices have. Nothing is fetched.
import { playful, quiet, sturdy } from "../../../../core/messages/themes";
import { text } from "../../../texts/index";

const FONTS = {
  inherit: "inherit",
  serif: quiet.font,
  sans: sturdy.font,
  rounded: playful.font,
  system: "system-ui, sans-serif",
} as const;

/** With the font in use, when it is none of ours. */
export function fontOptions(used: string): { value: string; label: string }[] {
  const words = text.messages.look;
  const ours = Object.entries(FONTS).map(([name, value]) => ({
    value,
    label: words.fonts[name as keyof typeof FONTS],
  }));
  return ours.some(({ value }) => value === used)
    ? ours
    : [...ours, { value: used, label: words.ownFont + used }];
}
