/** What this shop keeps in the browser. Where storage is blocked it lives as long as the page. */
const memory = new Map<string, string>();

export function read<Value>(key: string): Value | undefined {
  try {
    const text = memory.get(key) ?? localStorage.getItem(prefixed(key));
    return text ? (JSON.parse(text) as Value) : undefined;
  } catch {
    return undefined;
  }
}

export function write(key: string, value: unknown): void {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(prefixed(key), text);
  } catch {
    memory.set(key, text);
  }
}

export function forget(key: string): void {
  memory.delete(key);
  try {
    localStorage.removeItem(prefixed(key));
  } catch {
    // Blocked storage keeps nothing that could be removed.
  }
}

/** Another tab changed it. */
export function onForeignChange(key: string, listener: () => void): void {
  addEventListener("storage", (event) => {
    if (event.key === prefixed(key) || event.key === null) listener();
  });
}

const prefixed = (key: string): string => `fjell:${key}`;
