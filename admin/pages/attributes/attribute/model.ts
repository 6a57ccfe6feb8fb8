// One of the shop's own attributes while it is made or changed. A change after which values may read otherwise is
// tried first; it is saved when somebody has seen what it means.
import { computed, signal } from "@preact/signals";
import { OWN_GROUPS } from "../../../../core/attributes/attribute";
import { changesReading } from "../../../../core/attributes/convert";
import { type AttributeType, attributeTypes } from "../../../../core/attributes/types";
import { answer, api } from "../../../api";
import { draft } from "../../../models/draft";
import { mutation } from "../../../models/mutation";
import { errorAt } from "../../../models/problem";
import { currentShop, shopParam } from "../../../models/session";
import { text } from "../../../texts/index";
import { type AttributeRow, type Fit, tryFit } from "../data";

type Fields = Pick<AttributeRow, "key" | "label" | "type" | "options" | "notes" | "browser" | "personal"> & {
  group: (typeof OWN_GROUPS)[number];
};
export type AttributeModel = ReturnType<typeof attributeModel>;

export const groups = OWN_GROUPS;
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

/** @param saved absent for a new one */
export function attributeModel(saved: AttributeRow | undefined) {
  const fields = draft<Fields>({
    key: `attribute/${currentShop().id}/${saved?.key ?? ""}`,
    saved: saved ? fieldsOf(saved) : fresh,
  });
  const found = signal<{ label?: string; key?: string; options?: string }>({});
  const fit = signal<Fit>();
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
    return answer(
      api.shops[":shop"].attributes[":key"].$patch({ param, json: { ...change, type, options } }),
    );
  });
  const attempt = mutation(async ({ key, type, options }: Fields) =>
    tryFit(key, { type, options: attributeTypes[type].options ? options : [] }),
  );

  const problem = computed(() => save.error.value ?? attempt.error.value);

  async function store(now: Fields): Promise<AttributeRow | undefined> {
    const outcome = await save.run(now);
    if (!outcome.ok) {
      tries.value += 1;
      return undefined;
    }
    fields.saved(saved ? fieldsOf(outcome.value) : fresh);
    return outcome.value;
  }

  return {
    isNew: saved === undefined,
    fields: fields.value,
    changed: fields.changed,
    restored: fields.restored,
    hasOptions: computed(() => attributeTypes[fields.value.value.type].options),
    tries,
    busy: computed(() => save.busy.value || attempt.busy.value),
    problem,
    errors: computed(() => ({
      label: found.value.label ?? errorAt(problem.value, "label"),
      key: found.value.key ?? errorAt(problem.value, "key"),
      type: errorAt(problem.value, "type"),
      options: found.value.options ?? errorAt(problem.value, "options"),
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
      attempt.reset();
    },
    discard() {
      found.value = {};
      save.reset();
      attempt.reset();
      fields.discard();
      keyTouched.value = false;
    },
    /** @returns what was saved; nothing when it is wrong, or has to be seen first */
    async submit(): Promise<AttributeRow | undefined> {
      const now = tidy(fields.value.value);
      found.value = missingIn(now);
      if (Object.keys(found.value).length > 0) {
        tries.value += 1;
        return undefined;
      }
      if (!saved || !changesReading(saved, now)) return store(now);
      const outcome = await attempt.run(now);
      if (outcome.ok) fit.value = outcome.value;
      else tries.value += 1;
      return undefined;
    },
    /** What the change means, once it was tried. */
    fit,
    /** Saves what was tried. */
    async confirm(): Promise<boolean> {
      const done = await store(tidy(fields.value.value));
      if (done) fit.value = undefined;
      return done !== undefined;
    },
    cancel() {
      fit.value = undefined;
      save.reset();
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
  const words = text.attributes;
  return {
    ...(!label && { label: words.labelMissing }),
    ...(!/^[a-z][a-z0-9_]{0,47}$/.test(key) && { key: words.keyWrong }),
    ...(attributeTypes[type].options && options.length === 0 && { options: words.optionsMissing }),
  };
}

function fieldsOf({ key, label, group, type, options, notes, browser, personal }: AttributeRow): Fields {
  // Predicted attributes are standard ones.
  const own = OWN_GROUPS.find((one) => one === group) ?? "Other";
  return { key, label, group: own, type, options, notes, browser, personal };
}
