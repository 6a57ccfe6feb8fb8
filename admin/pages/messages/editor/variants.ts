// Changes to a design, as pure functions: variants and blocks that come, go, move and are copied.
import type { Block, BlockType } from "../../../../core/messages/blocks";
import type { Content, MessageDesign, Theme, Variant } from "../../../../core/messages/message";

export const MOST_VARIANTS = 10;

/** With a copy of the variant at `place` after it: same content, an id and a name of its own. */
export function withCopy(design: MessageDesign, place: number): { design: MessageDesign; added: Variant } {
  const source = design.variants[place]!;
  const taken = new Set(design.variants.flatMap(({ id, name }) => [id, name.toLowerCase()]));
  const letter =
    [..."abcdefghijklmnopqrstuvwxyz"].find((one) => !taken.has(one)) ?? `v${Date.now().toString(36)}`;
  const added = { ...structuredClone(source), id: letter, name: letter.toUpperCase() };
  return { design: { ...design, variants: inserted(design.variants, place + 1, added) }, added };
}

export const withVariant = (
  design: MessageDesign,
  place: number,
  change: Partial<Variant>,
): MessageDesign => ({
  ...design,
  variants: design.variants.map((variant, i) => (i === place ? { ...variant, ...change } : variant)),
});

export const withContent = (design: MessageDesign, place: number, change: Partial<Content>): MessageDesign =>
  withVariant(design, place, { content: { ...design.variants[place]!.content, ...change } });

export const withTheme = (design: MessageDesign, place: number, change: Partial<Theme>): MessageDesign =>
  withContent(design, place, { theme: { ...design.variants[place]!.content.theme, ...change } });

/** What each variant gets of all people, the control group taken off. */
export function sharesOf({ variants, control }: MessageDesign): number[] {
  const total = variants.reduce((sum, { weight }) => sum + (weight || 0), 0);
  return variants.map(({ weight }) => (total > 0 ? ((weight || 0) / total) * (1 - (control || 0)) : 0));
}

export const inserted = <T>(list: readonly T[], place: number, item: T): T[] => [
  ...list.slice(0, place),
  item,
  ...list.slice(place),
];

export const without = <T>(list: readonly T[], place: number): T[] => list.filter((_, i) => i !== place);

export const replaced = <T>(list: readonly T[], place: number, item: T): T[] =>
  list.map((one, i) => (i === place ? item : one));

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length) return [...list];
  return inserted(without(list, from), to, list[from]!);
}

/** Each field of a message has an id of its own: a copied form's are given new ones. */
export function withOwnFields(block: Block, others: readonly Block[]): Block {
  if (block.type !== "form") return block;
  const taken = new Set(
    others.flatMap((other) => (other.type === "form" ? other.fields.map(({ id }) => id) : [])),
  );
  const fields = block.fields.map((field) => {
    const id = freeId("email", taken);
    taken.add(id);
    return { ...field, id };
  });
  return { ...block, fields };
}

export function freeId(stem: string, taken: ReadonlySet<string>): string {
  if (!taken.has(stem)) return stem;
  let n = 2;
  while (taken.has(`${stem}${n}`)) n++;
  return `${stem}${n}`;
}

/** The first words of a block, for its line in the list. */
export function summaryOf(block: Block): string {
  const words = {
    heading: (b: Extract<Block, { type: "heading" }>) => b.text,
    text: (b: Extract<Block, { type: "text" }>) => b.text,
    image: (b: Extract<Block, { type: "image" }>) => b.alt || b.url,
    button: (b: Extract<Block, { type: "button" }>) => b.text,
    form: (b: Extract<Block, { type: "form" }>) => b.fields.map(({ label }) => label).join(", "),
  } satisfies { [Type in BlockType]: (block: Extract<Block, { type: Type }>) => string };
  return (words[block.type] as (block: Block) => string)(block).replaceAll(/[*_]/g, "").trim().slice(0, 120);
}
