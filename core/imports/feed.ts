/** A product feed in XML, as Google Merchant Center takes it: RSS items or Atom entries, piece by piece. */
import sax from "sax";
import { type Row, type TableReader, Unreadable } from "./rows";

/** Between several values of one field, such as categories. */
const SEVERAL = " | ";

/** Without `headings`, only the names of fields are gathered. */
export function feedReader(headings: readonly string[] = []): TableReader & { names: ReadonlySet<string> } {
  const names = new Set<string>();
  const parser = sax.parser(false, { lowercase: true, trim: true });
  let rows: Row[] = [];
  let number = 0;
  let item: Map<string, string> | undefined;
  let path: string[] = [];
  let text = "";
  parser.onopentag = ({ name, attributes }) => {
    if (item) path.push(plain(name));
    else if (name === "item" || name === "entry") [item, path] = [new Map(), []];
    text = "";
    // Atom's links say where they lead in an attribute.
    if (item && name === "link" && typeof attributes.href === "string") text = attributes.href;
  };
  parser.ontext = (part) => {
    text += part;
  };
  parser.oncdata = (part) => {
    text += part;
  };
  parser.onclosetag = (name) => {
    if (!item) return;
    if (path.length > 0) {
      const field = path.join(".");
      path.pop();
      if (text.trim()) item.set(field, [item.get(field), text.trim()].filter(Boolean).join(SEVERAL));
      text = "";
    } else if (name === "item" || name === "entry") {
      for (const field of item.keys()) names.add(field);
      const found = item;
      rows.push({ number: ++number, cells: headings.map((heading) => found.get(heading) ?? "") });
      item = undefined;
    }
  };
  const taken = () => {
    const done = rows;
    rows = [];
    return done;
  };
  return {
    names,
    push(piece) {
      try {
        parser.write(piece);
      } catch {
        throw new Unreadable("feed", number + 1);
      }
      return taken();
    },
    end: taken,
  };
}

const plain = (name: string) => name.replace(/^g:/, "");
