// A table and the query that fills it, while they are made or changed; with a live preview.
import { computed, signal } from "@preact/signals";
import { parseQuery } from "../../../../core/queries/parse";
import type { Query } from "../../../../core/queries/query";
import type { Schedule } from "../../../../core/queries/schedule";
import { draft } from "../../../models/draft";
import { mutation } from "../../../models/mutation";
import { errorAt } from "../../../models/problem";
import { resource } from "../../../models/resource";
import { currentShop } from "../../../models/session";
import { vocabulary } from "../../../rules/vocabulary";
import { text } from "../../../texts/index";
import { keyFrom } from "../../attributes/attribute/definition";
import { removeTable, type TablePage } from "../data";
import { previewQuery, type QueryPage, saveQuery } from "./data";

interface Fields {
  key: string;
  label: string;
  notes: string;
  query: Query;
  schedule: Schedule | null;
  mostRead: number | null;
}

const fresh: Fields = {
  ...{ key: "", label: "", notes: "", schedule: { every: "day", hour: 4 }, mostRead: 10_000_000 },
  query: {
    from: { did: "bought", during: { inTheLast: [12, "months"] } },
    by: "brand",
    columns: [{ measure: "quantity" }, { measure: "amount" }, { measure: "last" }],
  },
};

export type QueryModel = ReturnType<typeof queryModel>;
export interface Saved {
  table: TablePage;
  page: QueryPage;
}

/** Milliseconds of quiet before a preview is asked for. */
const PAUSE = 400;
const KEY = /^[a-z][a-z0-9_]{0,47}$/;

/** @param saved absent for a new one */
export function queryModel(saved: Saved | undefined) {
  const fields = draft<Fields>({
    key: `table-query/${currentShop().id}/${saved?.table.key ?? ""}`,
    saved: saved ? fieldsOf(saved) : fresh,
  });
  const found = signal<Record<string, string | undefined>>({});
  const tries = signal(0);
  const query = computed(() => fields.value.value.query);
  /** Paths from `query`, by the language's own parser; nothing until the shop's words are there. */
  const wrong = computed(() => {
    const words = vocabulary().data.value;
    if (!words) return [];
    const { attributes, segments } = words;
    const hasSegment = (id: string) => segments.get(id)?.archived === false;
    const parsed = parseQuery(query.value, { attributes, hasSegment }, saved?.table.key);
    return "problems" in parsed ? parsed.problems.map(({ path }) => path) : [];
  });
  const isComplete = computed(() => vocabulary().data.value !== undefined && wrong.value.length === 0);
  const preview = resource(
    () => (isComplete.value ? query.value : null),
    async (asked, abort) => {
      await new Promise((done) => setTimeout(done, PAUSE));
      abort.throwIfAborted();
      return previewQuery(asked, saved?.table.key, abort);
    },
  );
  const tableKey = ({ key, label }: Fields) => saved?.table.key ?? (key || keyFrom(label));
  const save = mutation(async (given: Fields) => {
    const { label, notes, query, schedule, mostRead } = given;
    const json = { label: label.trim(), notes, query, schedule, ...(mostRead !== null && { mostRead }) };
    return saveQuery(tableKey(given), json);
  });
  const set = (next: Partial<Fields>) => {
    fields.value.value = { ...fields.value.value, ...next };
    found.value = {};
    save.reset();
  };

  return {
    isNew: saved === undefined,
    fields: fields.value,
    changed: fields.changed,
    restored: fields.restored,
    ...{ query, wrong, isComplete, preview, tries, set },
    busy: save.busy,
    problem: save.error,
    tableKey: computed(() => tableKey(fields.value.value)),
    setQuery: (next: Query) => set({ query: next }),
    /** Whether something below this path, from `query`, is blank or wrong. */
    isWrong: (path: string) =>
      wrong.value.some((one) => one.startsWith(`query.${path}`)) ||
      (save.error.value?.errors?.some((one) => one.path.startsWith(`query.${path}`)) ?? false),
    errorOf: (path: string) => found.value[path] ?? errorAt(save.error.value, path),
    discard: () => {
      fields.discard();
      found.value = {};
      save.reset();
    },
    async submit() {
      const given = fields.value.value;
      const words = text.tableQueries;
      found.value = {
        ...(!given.label.trim() && { label: words.labelMissing }),
        ...(given.label.trim() && !KEY.test(tableKey(given)) && { key: words.keyWrong }),
      };
      if (Object.keys(found.value).length > 0 || !isComplete.value) {
        tries.value += 1;
        return undefined;
      }
      const outcome = await save.run(given);
      if (!outcome.ok) {
        tries.value += 1;
        return undefined;
      }
      fields.saved(saved ? given : fresh);
      void vocabulary().refresh();
      return outcome.value;
    },
    remove: mutation(async () => {
      await removeTable(saved?.table.key ?? "");
      void vocabulary().refresh();
    }),
    dispose() {
      fields.dispose();
      preview.dispose();
    },
  };
}

const fieldsOf = ({ table: { key, label, notes }, page: { query, schedule, mostRead } }: Saved): Fields => ({
  ...{ key, label, notes, schedule, mostRead },
  // As JSON its rules are of the same form.
  query: query as Query,
});
