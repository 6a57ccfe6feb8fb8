/** JSON lines: one object a line. What lies deeper is named by its path, such as `address.city`. */
import { type Row, type TableReader, Unreadable } from "./rows";

/** Without `headings`, only the names of fields are gathered. */
export function jsonLinesReader(
  headings: readonly string[] = [],
): TableReader & { names: ReadonlySet<string> } {
  const names = new Set<string>();
  let rest = "";
  let number = 0;
  const read = (line: string): Row[] => {
    number++;
    if (line.trim() === "") return [];
    const fields = fieldsOf(line, number);
    for (const name of fields.keys()) names.add(name);
    return [{ number, cells: headings.map((heading) => fields.get(heading) ?? "") }];
  };
  return {
    names,
    push(text) {
      const lines = (rest + (number === 0 ? text.replace(/^\uFEFF/, "") : text)).split("\n");
      rest = lines.pop()!;
      return lines.flatMap(read);
    },
    end() {
      const last = rest;
      rest = "";
      return read(last);
    },
  };
}

function fieldsOf(line: string, number: number): Map<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Unreadable("json", number);
  }
  const fields = new Map<string, string>();
  const add = (path: string, part: unknown) => {
    if (part === null || part === undefined) return;
    if (Array.isArray(part)) {
      const plain = part.every((one) => typeof one !== "object");
      fields.set(path, plain ? part.join(", ") : JSON.stringify(part));
    } else if (typeof part === "object")
      for (const [key, one] of Object.entries(part)) add(path ? `${path}.${key}` : key, one);
    else fields.set(path, String(part).trim());
  };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Unreadable("json", number);
  add("", value);
  return fields;
}
