// One of the shop's own attributes while it is made or changed. A change after which values may read otherwise is
// tried first; it is saved when somebody has seen what it means. One that is computed shows a preview meanwhile.
import { computed, signal } from "@preact/signals";
import type { Computed } from "../../../../core/attributes/computed";
import { changesReading } from "../../../../core/attributes/convert";
import { attributeTypes } from "../../../../core/attributes/types";
import { answer, api } from "../../../api";
import { draft } from "../../../models/draft";
import { mutation } from "../../../models/mutation";
import { asSentence, errorAt, type ProblemAt } from "../../../models/problem";
import { resource } from "../../../models/resource";
import { currentShop, shopParam } from "../../../models/session";
import { vocabulary } from "../../../rules/vocabulary";
import { type AttributeRow, type Fit, previewComputed, tryFit } from "../data";
import { wrongIn } from "./computed/check";
import { begin, type Kind, kindOf } from "./computed/kinds";
import { knowNames, nameOfValue } from "./computed/products";
import { definitionOf, type Fields, fieldsOf, fresh, keyFrom, missingIn, tidy } from "./definition";

export type AttributeModel = ReturnType<typeof attributeModel>;

/** Milliseconds of quiet before a preview is asked for. */
const PAUSE = 400;

/** @param saved absent for a new one */
export function attributeModel(saved: AttributeRow | undefined) {
  const fields = draft<Fields>({
    key: `attribute/${currentShop().id}/${saved?.key ?? ""}`,
    saved: saved ? fieldsOf(saved) : fresh,
    parse: (kept) => ({ ...fresh, ...(kept as Fields) }),
  });
  const found = signal<{ label?: string; key?: string; options?: string; computed?: string }>({});
  const fit = signal<Fit>();
  const tries = signal(0);
  // Until somebody writes the key themselves it follows the name.
  const keyTouched = signal(fields.value.value.key !== keyFrom(fields.value.value.label));

  const save = mutation(async (given: Fields) => {
    const { key } = given;
    const json = definitionOf(given);
    const routes = api.shops[":shop"].attributes;
    const done = saved
      ? await answer(routes[":key"].$patch({ param: { ...shopParam(), key }, json }))
      : await answer(routes.$post({ param: shopParam(), json: { ...json, key } }));
    return done as AttributeRow;
  });
  /** How each kind was left, when another is looked at. */
  const left: Partial<Record<Kind, Computed | null>> = {};
  /** How it is computed now: of that there is nothing to preview. */
  const inForce = signal(saved?.computed);
  const isOther = computed(
    () => JSON.stringify(fields.value.value.computed) !== JSON.stringify(inForce.value),
  );
  const wrong = computed(() => {
    const words = vocabulary().data.value;
    const how = fields.value.value.computed;
    return how && words ? wrongIn(how, words) : [];
  });
  const preview = resource(
    () =>
      isOther.value && vocabulary().data.value && wrong.value.length === 0
        ? fields.value.value.computed
        : null,
    async (how, abort) => {
      await quiet(abort);
      const seen = await previewComputed(how, abort);
      const isProduct = nameOfValue(how) !== undefined;
      if (isProduct)
        await knowNames([...(seen.values ?? []), ...seen.examples].map(({ value }) => String(value)));
      return seen;
    },
  );
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
    inForce.value = outcome.value.computed;
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
      computed: found.value.computed ?? computedError(problem.value?.errors),
    })),
    kind: computed(() => kindOf(fields.value.value.computed)),
    /** What of how it is computed is blank or wrong; nothing until the shop's words are there. */
    wrong,
    isOther,
    preview,
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
    choose(kind: Kind) {
      const now = fields.value.value.computed;
      left[kindOf(now)] = now;
      this.set({ computed: left[kind] ?? begin[kind] });
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
      found.value = missingIn(now, wrong.value.length === 0);
      if (Object.keys(found.value).length > 0) {
        tries.value += 1;
        return undefined;
      }
      if (!saved || now.computed || !changesReading(saved, now)) return store(now);
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
    dispose() {
      fields.dispose();
      preview.dispose();
    },
  };
}

/** What the API says of how it is computed; of a score's rules their editors say it. */
function computedError(errors: readonly ProblemAt[] = []): string | undefined {
  const error = errors.find(({ path }) => /^computed\b/.test(path) && !path.includes(".when"));
  return error && asSentence(error.message);
}

/** Waits; a newer question aborts it. */
const quiet = (abort: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, PAUSE);
    abort.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(abort.reason);
    });
  });
