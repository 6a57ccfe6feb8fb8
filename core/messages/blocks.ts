/** What a message is built from. One entry a block; renderer and editor each have one file under the same name. */
export type Block =
  | { type: "heading"; text: string; level: 1 | 2 | 3 }
  /** Plain paragraphs split by blank lines; **bold**, *italic* and [links](https://…) are drawn, never HTML. */
  | { type: "text"; text: string }
  /** Width and height in px keep its space; `alt` is required ("" for decoration). */
  | { type: "image"; url: string; alt: string; width: number; height: number }
  | { type: "button"; text: string; action: ButtonAction }
  | {
      type: "form";
      /** Opaque ids: a visitor never sees an attribute's key. */
      fields: FormField[];
      submit: string;
      /** Shown in place of the form once it was sent. */
      thanks: string;
      consent?: { text: string; version: string };
    };

export type BlockType = Block["type"];

export type ButtonAction = { do: "link"; url: string } | { do: "close" };

/** The first cut asks for an email; the edge binds the field to the attribute `fills`, which is never sent to the page. */
export interface FormField {
  id: string;
  type: "email";
  label: string;
  placeholder?: string;
  required: boolean;
}
