/**
 * How texts are compared: without case, accents and outer blanks, so that "Café" equals "cafe ".
 * Stored folded wherever SQL compares, because SQLite's own `lower` knows ASCII only.
 */
export const fold = (text: string): string =>
  // Most texts are plain: a tenth of the work.
  /^[ -~]*$/.test(text) ? text.toLowerCase().trim() : foldAny(text);

const foldAny = (text: string): string =>
  text
    .normalize("NFKD")
    // Accents, and what SQLite cannot hold in a text: NUL and halves of a character.
    .replace(/[\p{M}\p{Cs}\0]/gu, "")
    .toLowerCase()
    .trim();
