/** How a file's bytes are to be read as text. Files of today are UTF-8; spreadsheets also write UTF-16 and Windows-1252. */

/** A label for `TextDecoder`. `head`: the file's first bytes, as many as are at hand. */
export function encodingOf(head: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  // Without a mark: every other byte of UTF-16 is zero where texts are mostly Latin.
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]!++;
  if (zeros[1]! > head.length / 4) return "utf-16le";
  if (zeros[0]! > head.length / 4) return "utf-16be";
  try {
    // `stream`: the head may end within a character.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}
