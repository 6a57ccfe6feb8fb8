// Whether the colours of a message can be read (WCAG 2.2: 4.5 for text), measured by culori.
import { modeLrgb, modeRgb, parseHex, useMode, wcagContrast } from "culori/fn";
import type { Theme } from "../../../../core/messages/message";

useMode(modeRgb);
useMode(modeLrgb);

export const ENOUGH = 4.5;

export type Pair = "text" | "accentText";

/** The pairs that carry text, with what each stands on. */
const PAIRS = { text: "background", accentText: "accent" } as const satisfies Record<Pair, keyof Theme>;

export const isColour = (raw: string): boolean => /^#[\da-f]{6}$/i.test(raw);

/** 1 to 21; undefined while a colour is being typed. */
export function contrastOf(theme: Theme, pair: Pair): number | undefined {
  const [over, under] = [theme[pair], theme[PAIRS[pair]]];
  if (!isColour(over) || !isColour(under)) return undefined;
  return wcagContrast(parseHex(over), parseHex(under));
}
