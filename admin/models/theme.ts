// The theme as a signal: system, light or dark; remembered in this browser.
import { effect, signal } from "@preact/signals";
import { applyTheme, rememberedTheme, rememberTheme, type ThemeChoice } from "./theme-choice";

const choice = signal<ThemeChoice>(rememberedTheme());

/** The colours that charts draw with live on a canvas, so they need to know when the scheme changes. */
const systemIsDark = signal(matchMedia("(prefers-color-scheme: dark)").matches);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
  systemIsDark.value = event.matches;
});

effect(() => applyTheme(choice.value));

export const theme = {
  get choice(): ThemeChoice {
    return choice.value;
  },
  get isDark(): boolean {
    return choice.value === "dark" || (choice.value === "system" && systemIsDark.value);
  },
  choose(next: ThemeChoice): void {
    choice.value = next;
    rememberTheme(next);
  },
};
