// Attribute definitions: the list, and one of the shop's own while it is made or changed.
import { computed, signal } from "@preact/signals";
import { ATTRIBUTE_GROUPS } from "../../../../core/attributes/attribute";
import { type AttributeType, attributeTypes } from "../../../../core/attributes/types";
import { answer, api } from "../../../api";
import { draft } from "../../../models/draft";
import { mutation } from "../../../models/mutation";
import { errorAt } from "../../../models/problem";
import { currentShop, shopParam } from "../../../models/session";
import { text } from "../../../texts/index";

export type AttributeRow = Awaited<ReturnType<typeof loadAttributes>>[number];
export type Fields = Pick<
  AttributeRow,
  "key" | "label" | "group" | "type" | "options" | "notes" | "browser" | "personal"
>;
export type AttributeModel = ReturnType<typeof attributeModel>;

export const groups = ATTRIBUTE_GROUPS;
export const types = Object.keys(attributeTypes) as AttributeType[];

const fresh: Fields = {
  key: "",
  label: "",
  group: "Other",
  type: "shortText",
  options: [],
  notes: "",
  browser: false,
  personal: false,
};

export const loadAttributes = async (signal: AbortSignal) =>
  (await answer(api.shops[":shop"].attributes.$get({ param: shopParam() }, { init: { signal } }))).attributes;

/** @param saved absent for a new one */
export function attributeModel(saved: AttributeRow | undefined) {
  const fields = draft<Fields>({
    key: `attribute/${currentShop().id}/${saved?.key ?? ""}`,
    saved: saved ? fieldsOf(saved) : fresh,
  });
  const found = signal<{ label?: string; key?: string; options?: string }>({});
  const tries = signal(0);
  // Until somebody writes the key themselves it follows the name.
  const keyTouched = signal(fields.value.value.key !== keyFrom(fields.value.value.label));

  const save = mutation(async (given: Fields) => {
    const { key, type, ...change } = given;
    const options = attributeTypes[type].options ? given.options : [];
    if (!saved) {
      const json = { ...change, key, type, options };
      return answer(api.shops[":shop"].attributes.$post({ param: shopParam(), json }));
    }
    const param = { ...shopParam(), key };
    return answer(api.shops[":shop"].attributes[":key"].$patch({ param, json: { ...change, options } }));
  });

  return {
    isNew: saved === undefined,
    fields: fields.value,
    changed: fields.changed,
    restored: fields.restored,
    hasOptions: computed(() => attributeTypes[fields.value.value.type].options),
    tries,
    busy: save.busy,
    problem: save.error,
    errors: computed(() => ({
      label: found.value.label ?? errorAt(save.error.value, "label"),
      key: found.value.key ?? errorAt(save.error.value, "key"),
      options: found.value.options ?? errorAt(save.error.value, "options"),
    })),
    remove: mutation(async () =>
      answer(
        api.shops[":shop"].attributes[":key"].$delete({ param: { ...shopParam(), key: saved?.key ?? "" } }),
      ),
    ),

    set(change: Partial<Fields>) {
      if (change.key !== undefined) keyTouched.value = true;
      const key =
        !saved && !keyTouched.value && change.label !== undefined ? { key: keyFrom(change.label) } : {};
      fields.value.value = { ...fields.value.value, ...change, ...key };
      found.value = {};
      save.reset();
    },
    discard() {
      found.value = {};
      save.reset();
      fields.discard();
      keyTouched.value = false;
    },
    /** @returns what was saved */
    async submit(): Promise<AttributeRow | undefined> {
      const now = tidy(fields.value.value);
      found.value = missingIn(now);
      const outcome = Object.keys(found.value).length === 0 ? await save.run(now) : undefined;
      if (outcome?.ok) {
        fields.saved(saved ? fieldsOf(outcome.value) : fresh);
        return outcome.value;
      }
      tries.value += 1;
      return undefined;
    },
    dispose: fields.dispose,
  };
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

const tidy = (fields: Fields): Fields => ({
  ...fields,
  label: fields.label.trim(),
  options: optionsFrom(fields.options.join("\n")),
});

function missingIn({ label, key, type, options }: Fields) {
  const words = text.settings.attributes;
  return {
    ...(!label && { label: words.labelMissing }),
    ...(!/^[a-z][a-z0-9_]{0,47}$/.test(key) && { key: words.keyWrong }),
    ...(attributeTypes[type].options && options.length === 0 && { options: words.optionsMissing }),
  };
}

function fieldsOf({ key, label, group, type, options, notes, browser, personal }: AttributeRow): Fields {
  return { key, label, group, type, options, notes, browser, personal };
}
