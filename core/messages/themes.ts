/** Base themes to start from; a shop may take its own colours and font instead. All pairs have a contrast of 4.5 or more. */
import type { Theme } from "./message";

/** Quiet luxury: paper, pine and a book face. */
export const quiet: Theme = {
  background: "#faf8f3",
  text: "#24261f",
  accent: "#2f4036",
  accentText: "#fbf9f4",
  radius: 3,
  font: '"Iowan Old Style", "Palatino Linotype", Palatino, Georgia, "Times New Roman", serif',
};

/** Playful: warm, round and bright. */
export const playful: Theme = {
  background: "#fff6e9",
  text: "#3a2140",
  accent: "#c93256",
  accentText: "#ffffff",
  radius: 24,
  font: 'ui-rounded, "SF Pro Rounded", "Hiragino Maru Gothic ProN", Quicksand, Nunito, "Trebuchet MS", sans-serif',
};

/** Sturdy: workshop black on white, with the yellow of a tool. */
export const sturdy: Theme = {
  background: "#ffffff",
  text: "#16181a",
  accent: "#ffc91f",
  accentText: "#16181a",
  radius: 6,
  font: '"Helvetica Neue", Arial, "Liberation Sans", sans-serif',
};

export const THEMES = [
  { id: "quiet", name: "Quiet luxury", theme: quiet },
  { id: "playful", name: "Playful", theme: playful },
  { id: "sturdy", name: "Sturdy", theme: sturdy },
] as const;

/** The same look with the accent as ground: what a bar needs to stand off the page. */
export function onAccent(theme: Theme): Theme {
  const { accent, accentText } = theme;
  return { ...theme, background: accent, text: accentText, accent: accentText, accentText: accent };
}
