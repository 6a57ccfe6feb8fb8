// Finds options by what people type: every word must occur; a label that begins with it comes first.
import type { ComboOption } from "./combobox";

export function searchOptions<Value extends string>(
  options: readonly ComboOption<Value>[],
  query: string,
): readonly ComboOption<Value>[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return grouped(options);
  const rated = options.flatMap((option) => {
    const [label, all] = [
      plain(option.label),
      plain([option.label, option.group, option.detail, option.keywords, option.examples].join(" ")),
    ];
    if (!words.every((word) => all.includes(word))) return [];
    const first = words[0]!;
    const rank = label.startsWith(first)
      ? 0
      : label.includes(` ${first}`)
        ? 1
        : label.includes(first)
          ? 2
          : 3;
    return [{ option, rank }];
  });
  return grouped(rated.sort((a, b) => a.rank - b.rank).map(({ option }) => option));
}

/** Keeps a group's options together, so that moving down the list is moving down the screen. */
function grouped<Value extends string>(
  options: readonly ComboOption<Value>[],
): readonly ComboOption<Value>[] {
  const order = [...new Set(options.map((option) => option.group))];
  return order.flatMap((group) => options.filter((option) => option.group === group));
}

/** Without case and accents: "creme" finds "Crème". */
const plain = (words: string) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
