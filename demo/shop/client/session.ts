/** What holds for this tab and visit. Where storage is blocked, nothing does. */
export function read<Value>(key: string): Value | undefined {
  try {
    const text = sessionStorage.getItem(`fjell:${key}`);
    return text ? (JSON.parse(text) as Value) : undefined;
  } catch {
    return undefined;
  }
}

export function write(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(`fjell:${key}`, JSON.stringify(value));
  } catch {
    // The scroll position is a comfort; without it pages begin at the top.
  }
}
