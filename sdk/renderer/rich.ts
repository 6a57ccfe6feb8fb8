/** Draws the small rich text of messages (bold, italic, links, lists, paragraphs) as nodes; all else stays plain text. */
import { add, type Child, element } from "./dom";
import { linkUrl } from "./url";

/** Paragraphs are parted by blank lines; lines that begin with "- " make a list. */
export function rich(text: string): HTMLElement[] {
  const drawn: HTMLElement[] = [];
  for (const paragraph of text.trim().split(/\n\s*\n/)) {
    let open: HTMLElement | undefined;
    for (const line of paragraph.split("\n")) {
      const item = /^\s*- (.*)/.exec(line)?.[1];
      const tag = item === undefined ? "p" : "ul";
      const continues = open?.localName === tag;
      if (!open || !continues) {
        open = element(tag);
        drawn.push(open);
      }
      if (item !== undefined) add(open, [element("li", {}, inline(item))]);
      else add(open, continues ? [element("br"), ...inline(line)] : inline(line));
    }
  }
  return drawn;
}

/** Groups: 1 bold, 2 italic, 3 label and 4 address of a link (one pair of brackets inside it is fine). */
const MARK =
  /\*\*(\S|\S.*?\S)\*\*(?!\*)|\*([^*\s]|[^*\s][^*]*[^*\s])\*|\[([^\]]+)\]\(((?:[^()\s]|\([^()\s]*\))+)\)/;

/** A bold word such as `WELCOME10` is a code to take along: set apart, and selected whole by one click. */
const CODE = /^(?=.*\d)(?=.*[A-Z])[A-Z\d-]{4,24}$/;

/** The marks within one line. An address that could run a script leaves its source in the text, for the shop to see. */
export function inline(text: string): Child[] {
  const match = MARK.exec(text);
  if (!match) return [text];
  const [source, bold, italic, label, address = ""] = match;
  const marked = (): Child => {
    if (bold) return element("strong", { class: CODE.test(bold) && "code" }, inline(bold));
    if (italic) return element("em", {}, inline(italic));
    const href = linkUrl(address);
    return href ? element("a", { href }, [label]) : source;
  };
  return [text.slice(0, match.index), marked(), ...inline(text.slice(match.index + source.length))];
}
