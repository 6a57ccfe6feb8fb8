// The words in the reader's language. `text` is a live binding: read it while rendering, never at module scope.
import { en, type Texts } from "./en";
import { setFormatLocale } from "./format";

export type { Texts } from "./en";
export * as format from "./format";

/** Adding a language is adding its file and one line here. English ships with the panel, others load when chosen. */
const languages: Record<string, () => Promise<Texts>> = {
  en: async () => en,
};

export let text: Texts = en;

/** @param preferred language tags, best first, as in `navigator.languages` */
export async function chooseLanguage(preferred: readonly string[]): Promise<void> {
  const language = preferred.map((tag) => tag.split("-")[0]!).find((tag) => tag in languages) ?? "en";
  text = await languages[language]!();
  setFormatLocale(language, preferred);
  document.documentElement.lang = language;
}
