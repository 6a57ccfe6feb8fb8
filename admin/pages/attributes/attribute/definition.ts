// The definition of one of the shop's own attributes as a form has it: how it begins, what it lacks, what is sent.
import { OWN_GROUPS } from "../../../../core/attributes/attribute";
import { type AttributeType, attributeTypes } from "../../../../core/attributes/types";
import { text } from "../../../texts/index";
import type { AttributeRow } from "../data";

export type Fields = Pick<
  AttributeRow,
  "key" | "label" | "type" | "options" | "notes" | "browser" | "personal" | "computed"
> & {
  group: (typeof OWN_GROUPS)[number];
};

export const groups = OWN_GROUPS;
export const types = Object.keys(attributeTypes) as AttributeType[];

export const fresh: Fields = {
  key: "",
  label: "",
  group: "Other",
  type: "shortText",
  options: [],
  notes: "",
  browser: false,
  personal: false,
  computed: null,
};

/** What is sent: of what is computed, nothing that belongs to what is told. */
export function definitionOf({
  label,
  group,
  notes,
  personal,
  type,
  options,
  browser,
  computed: how,
}: Fields) {
  const described = { label, group, notes, personal };
  if (how) return { ...described, computed: how };
  return { ...described, type, browser, options: attributeTypes[type].options ? options : [] };
}

/** "Shoe size (EU)" → "shoe_size_eu" */
export function keyFrom(label: string): string {
  const plain = label.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "ss").toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+/, "")
    .slice(0, 48)
    .replace(/_+$/, "");
}

/** One answer in each line; empty lines and repeats go. */
export const optionsFrom = (lines: string): string[] => [
  ...new Set(
    lines
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

export const tidy = (fields: Fields): Fields => ({
  ...fields,
  label: fields.label.trim(),
  options: optionsFrom(fields.options.join("\n")),
});

export function missingIn({ label, key, type, options, computed: how }: Fields, isComplete: boolean) {
  const words = text.attributes;
  return {
    ...(!label && { label: words.labelMissing }),
    ...(!/^[a-z][a-z0-9_]{0,47}$/.test(key) && { key: words.keyWrong }),
    ...(!how && attributeTypes[type].options && options.length === 0 && { options: words.optionsMissing }),
    ...(how && !isComplete && { computed: text.computed.finish }),
  };
}

export function fieldsOf({
  key,
  label,
  group,
  type,
  options,
  notes,
  browser,
  personal,
  ...row
}: AttributeRow): Fields {
  // Predicted attributes are standard ones.
  const own = OWN_GROUPS.find((one) => one === group) ?? "Other";
  return { key, label, group: own, type, options, notes, browser, personal, computed: row.computed };
}
