// How hard a password is to guess: a rough, honest measure without a dictionary of megabytes. Length counts most.

export const MIN_PASSWORD = 10;
export const MAX_PASSWORD = 128;

export type Strength = "short" | "weak" | "fair" | "strong";

/** @param known what an attacker knows: the owner's name and email, the shop's name */
export function strengthOf(password: string, known: readonly string[] = []): Strength {
  if (password.length < MIN_PASSWORD) return "short";
  const bits = surprising(withoutKnown(password.toLowerCase(), known)) * bitsEach(password);
  return bits < 40 ? "weak" : bits < 60 ? "fair" : "strong";
}

/** What is left when names and the best-known passwords are taken out; each counts as one character. */
function withoutKnown(password: string, known: readonly string[]): string {
  const words = known.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return [...words, ...wellKnown]
    .filter((word) => word.length > 2)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, "\0"), password);
}

/** Characters that do not simply follow from the one before: not "aaaa", "1234", "dcba" or a row of keys. */
function surprising(password: string): number {
  const letters = [...password];
  const steps = letters.map((letter, i) => {
    const before = letters[i - 1];
    if (before === undefined) return true;
    const step = letter.codePointAt(0)! - before.codePointAt(0)!;
    return Math.abs(step) > 1 && !keyboard.includes(before + letter);
  });
  const all = steps.filter(Boolean).length;
  // "abcabcabc": what comes again says little.
  return Math.min(all, new Set(letters).size * 2);
}

/** Bits that a character is worth: less than by pure chance, as people do not choose by chance. */
function bitsEach(password: string): number {
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password));
  return [2.2, 3, 3.5, 4, 4.4][kinds.length]!;
}

const keyboard = "qwertyuiop asdfghjkl zxcvbnm qwertzuiop yxcvbnm azertyuiop";
const wellKnown = [
  "password",
  "passwort",
  "passw0rd",
  "welcome",
  "willkommen",
  "letmein",
  "iloveyou",
  "admin",
  "vitrine",
  "shop",
  "monkey",
  "dragon",
  "hallo",
  "hello",
  "secret",
  "2024",
  "2025",
  "2026",
  "2027",
];
