// What a theme choice is and how it reaches the page; no signals here, so that the early script stays tiny.

export type ThemeChoice = "system" | "light" | "dark";
export const themeChoices: readonly ThemeChoice[] = ["system", "light", "dark"];

const KEY = "vitrine.theme";

export function rememberedTheme(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return themeChoices.find((choice) => choice === kept) ?? "system";
  } catch {
    return "system"; // storage can be forbidden; the panel still works
  }
}

export function rememberTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // see above
  }
}

/** "system" leaves the attribute away, so that `color-scheme: light dark` decides. */
export function applyTheme(choice: ThemeChoice): void {
  if (choice === "system") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.setAttribute("data-theme", choice);
}
