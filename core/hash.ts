/** FNV-1a, 32 bits: short texts to numbers, the same everywhere and for ever (homes of profiles and arms of tests hang on it). */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** 64 bits of a text, for telling versions apart: nobody gains by finding two that are alike. */
export const fingerprint = (text: string): string => hex(fnv1a(text)) + hex(fnv1a(`${text.length}${text}`));

const hex = (number: number) => number.toString(16).padStart(8, "0");
