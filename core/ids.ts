/** Random ids: 16 letters and digits of base 32 (80 bits), short enough for millions of rows, too many to meet twice. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

export function newId(length = 16): string {
  let id = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(length))) id += ALPHABET[byte & 31];
  return id;
}
