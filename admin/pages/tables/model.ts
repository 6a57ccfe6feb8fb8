// One of the shop's own tables while it is defined or changed.
import { computed, signal } from "@preact/signals";
import { attributeTypes } from "../../../core/attributes/types";
import { COLUMN_TYPES, type ColumnType, factOf } from "../../../core/tables/table";
import { draft } from "../../models/draft";
import { mutation } from "../../models/mutation";
import { errorAt } from "../../models/problem";
import { currentShop } from "../../models/session";
import { vocabulary } from "../../rules/vocabulary";
import { text } from "../../texts/index";
import { keyFrom, optionsFrom } from "../attributes/attribute/definition";
import { changeTable, defineTable, removeTable, type TablePage } from "./data";

export interface ColumnFields {
  /** Empty: follows the name. */
  key: string;
  label: string;
  type: ColumnType;
  options: string[];
  personal: boolean;
  /** It is there already: its key and type stay. */
  fixed: boolean;
}

interface Fields {
  key: string;
  label: string;
  notes: string;
  columns: ColumnFields[];
  /** Places in `columns`: -1 is none. */
  id: number;
  date: number;
}

export type TableModel = ReturnType<typeof tableModel>;
type Found = Record<string, string | undefined>;

export const types = COLUMN_TYPES;
const newColumn = (label = ""): ColumnFields => ({
  ...{ key: "", label, type: "shortText", options: [], personal: false, fixed: false },
});
const fresh: Fields = { key: "", label: "", notes: "", columns: [newColumn()], id: 0, date: -1 };

/** @param saved absent for a new one */
export function tableModel(saved: TablePage | undefined) {
  const fields = draft<Fields>({
    key: `table/${currentShop().id}/${saved?.key ?? ""}`,
    saved: saved ? fieldsOf(saved) : fresh,
  });
  const found = signal<Found>({});
  const tries = signal(0);
  const save = mutation(async (given: Fields) => {
    const columns = given.columns.map(({ fixed: _, options, ...column }, i) => ({
      ...column,
      key: columnKey(given, i),
      label: column.label.trim(),
      options: attributeTypes[column.type].options ? optionsFrom(options.join("\n")) : [],
    }));
    const date = columns[given.date]?.key ?? null;
    const { notes } = given;
    const label = given.label.trim();
    return saved
      ? changeTable(saved.key, { label, notes, columns, date })
      : defineTable({ key: tableKey(given), label, notes, columns, id: columns[given.id]?.key ?? "", date });
  });
  const change = (next: Partial<Fields>) => {
    fields.value.value = { ...fields.value.value, ...next };
    found.value = {};
    save.reset();
  };

  return {
    isNew: saved === undefined,
    fields: fields.value,
    changed: fields.changed,
    restored: fields.restored,
    tries,
    busy: save.busy,
    problem: save.error,
    /** Of a field, by the API's name for its place. */
    errorOf: (path: string) => found.value[path] ?? errorAt(save.error.value, path),
    hasErrors: computed(() => Object.values(found.value).some(Boolean)),
    tableKey: computed(() => tableKey(fields.value.value)),
    columnKey: (place: number) => columnKey(fields.value.value, place),
    set: change,
    setColumn(place: number, next: Partial<ColumnFields>) {
      const { columns, date } = fields.value.value;
      const changed = columns.map((column, i) => (i === place ? { ...column, ...next } : column));
      change({ columns: changed, date: changed[date] && isDate(changed[date]) ? date : -1 });
    },
    addColumn: () => change({ columns: [...fields.value.value.columns, newColumn()] }),
    removeColumn(place: number) {
      const { columns, id, date } = fields.value.value;
      const moved = (at: number) => (at === place ? -1 : at > place ? at - 1 : at);
      change({ columns: columns.filter((_, i) => i !== place), id: moved(id), date: moved(date) });
    },
    discard() {
      found.value = {};
      save.reset();
      fields.discard();
    },
    async submit(): Promise<TablePage | undefined> {
      found.value = missingIn(fields.value.value);
      const outcome = Object.keys(found.value).length === 0 ? await save.run(fields.value.value) : undefined;
      if (!outcome?.ok) {
        tries.value += 1;
        return undefined;
      }
      fields.saved(saved ? fieldsOf(outcome.value) : fresh);
      void vocabulary().refresh();
      return outcome.value;
    },
    remove: mutation(async () => {
      await removeTable(saved?.key ?? "");
      void vocabulary().refresh();
    }),
    dispose: fields.dispose,
  };
}

export const isDate = (column: Pick<ColumnFields, "type">): boolean => factOf(column) === "date";
export const isId = (column: Pick<ColumnFields, "type">): boolean =>
  ["text", "number"].includes(factOf(column));

const tableKey = ({ key, label }: Fields): string => key || keyFrom(label);
const columnKey = ({ columns }: Fields, place: number): string =>
  columns[place]?.key || keyFrom(columns[place]?.label ?? "");

function missingIn(fields: Fields): Found {
  const words = text.tables;
  const found: Found = {};
  if (!fields.label.trim()) found.label = words.labelMissing;
  if (!KEY.test(tableKey(fields))) found.key = words.keyWrong;
  for (const [i, { label, type, options }] of fields.columns.entries()) {
    if (!label.trim()) found[`columns[${i}].label`] = words.labelMissing;
    else if (!KEY.test(columnKey(fields, i))) found[`columns[${i}].key`] = words.keyWrong;
    if (attributeTypes[type].options && optionsFrom(options.join("\n")).length === 0)
      found[`columns[${i}].options`] = text.attributes.optionsMissing;
  }
  if (!fields.columns[fields.id]) found.id = words.choose;
  return found;
}
const KEY = /^[a-z][a-z0-9_]{0,47}$/;

function fieldsOf({ key, label, notes, columns, id, date }: TablePage): Fields {
  const placeOf = (wanted: string | null) => columns.findIndex((column) => column.key === wanted);
  return {
    ...{ key, label, notes, id: placeOf(id), date: placeOf(date) },
    columns: columns.map((column) => ({ ...column, fixed: true })),
  };
}
