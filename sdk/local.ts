/** localStorage, which may be forbidden or full. */

export function read(name: string): unknown {
  try {
    return JSON.parse(localStorage[`vitrine:${name}`]);
  } catch {
    return undefined;
  }
}

/** No value removes it. */
export function write(name: string, value?: unknown): void {
  try {
    if (value) localStorage[`vitrine:${name}`] = JSON.stringify(value);
    else delete localStorage[`vitrine:${name}`];
  } catch {}
}
