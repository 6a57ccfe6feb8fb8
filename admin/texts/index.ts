// The words in the reader's language. `text` is a live binding: read it while rendering, never at module scope.
import { en, enParts, type Parts, type Texts } from "./en";
import { setFormatLocale } from "./format";

export type { Texts } from "./en";
export * as format from "./format";

interface Language {
  texts: Omit<Texts, keyof Parts>;
  parts: { [P in keyof Parts]: () => Promise<Parts[P]> };
}

/** Adding a language is adding its file and one line here. English ships with the panel, others load when chosen. */
const languages: Record<string, () => Promise<Language>> = {
  en: async () => ({ texts: en, parts: enParts }),
};

let chosen: Language = { texts: en, parts: enParts };
/** Parts are there on the pages that load them (`pages.ts`). */
export let text = chosen.texts as Texts;

/** @param preferred language tags, best first, as in `navigator.languages` */
export async function chooseLanguage(preferred: readonly string[]): Promise<void> {
  const language = preferred.map((tag) => tag.split("-")[0]!).find((tag) => tag in languages) ?? "en";
  chosen = await languages[language]!();
  text = chosen.texts as Texts;
  setFormatLocale(language, preferred);
  document.documentElement.lang = language;
}

/** Before a page that uses them is drawn. */
export async function loadTexts(part: keyof Parts): Promise<void> {
  if (part in text) return;
  const words = await chosen.parts[part]();
  text = { ...text, [part]: words };
}
