// The shop's own tables: their list, their definition, their rows.
import { number, plural } from "../format";

const rows = (count: number) => `${number(count)} ${plural(count, { one: "row", other: "rows" })}`;
const people = (count: number) => `${number(count)} ${plural(count, { one: "person", other: "people" })}`;

export const tables = {
  own: "Your own tables",
  ownAbout:
    "Rows that each belong to one person: subscriptions, pets, loyalty levels. Rules ask for them as they ask for what people did.",
  none: "Define a table for what a person can have several of, each with facts of its own. Your server sends its rows, you import a file, or a saved query fills it from what people did; segments follow at once.",
  ours: "What Vitrine keeps",
  add: "New table",
  newTitle: "New table",
  origin: "Where its rows come from",
  origins: { file: "File", api: "API", query: "Query" },
  originAbout: {
    file: "Define its columns; then you drop the file that fills it.",
    api: "Define its columns; then your server sends its rows.",
    query:
      "Vitrine fills it from what people did, or from another table: one row for each person and brand, product, month … It is kept fresh by itself.",
  },
  back: "Tables",
  name: "Table",
  rows: "Rows",
  people: "People",
  columns: "Columns",
  newest: "Newest row",
  never: "none yet",
  size: (count: number, of: number) => (count === 0 ? "No rows yet" : `${rows(count)} of ${people(of)}`),

  missing: "There is no such table",
  missingAbout: "It may have been deleted, or the address is not complete.",

  definition: "Definition",
  label: "Name",
  labelHint: "As rules show it, such as Pets.",
  labelMissing: "Give it a name.",
  key: "Key",
  keyHint: "The name in the API. Fixed once it is there.",
  keyFixed: "Fixed: your server uses it.",
  keyWrong: "Take lower case letters, digits and underscores; a letter first.",
  notes: "Notes",
  notesHint: "Where its rows come from, for your colleagues.",
  columnsAbout:
    "One for each fact of a row. A column stays, with its type, once the table is there; more can come.",
  column: (place: number) => `Column ${number(place)}`,
  columnName: "Name",
  columnKey: "Key",
  type: "Type",
  options: "Choices",
  optionsHint: "One in each line.",
  personal: "Personal: analysts see it masked",
  addColumn: "Add column",
  removeColumn: (name: string) => `Remove ${name || "this column"}`,
  id: "Id of a row",
  idHint:
    "The column that tells one row from all others, such as a contract's number. A row with the same id takes the place of the one before.",
  date: "Date of a row",
  dateHint: "By this date rules ask for rows “in the last 60 days” or “in the next 7 days”.",
  noDate: "None",
  choose: "Choose…",
  create: "Define table",
  save: "Save",
  created: (label: string) => `“${label}” is defined`,
  saved: (label: string) => `“${label}” is saved`,
  usedIn: "Used in",

  remove: "Delete",
  removeTitle: (label: string) => `Delete “${label}”?`,
  removeAbout: (count: number, of: number) =>
    count === 0
      ? "It has no rows."
      : `Its ${rows(count)} of ${people(of)} are deleted with it. This cannot be undone; your server or a file can send them again.`,
  removeConfirm: "Delete table",
  removed: (label: string) => `“${label}” is deleted`,

  rowsTitle: "Rows",
  rowsAbout: "In the order of their ids. One that was sent just now may take some seconds to be here.",
  rowsOfQuery: "As the last run of the query found them. Nobody else changes them.",
  noRowsFound: "No rows yet. They are here when the query has run.",
  search: "Find by id",
  person: "Person",
  unnamed: "Somebody without a name",
  updated: "Updated",
  noRows: "No rows yet. Your server sends them by the API, or you import a file.",
  noneFound: "No row has an id that begins with this.",
  take: "Remove",
  removeRow: (id: string) => `Remove row ${id}`,
  rowRemoved: (id: string) => `Row ${id} is removed`,
  importRows: "Import a file",
  sending: "Send rows by the API",
  sendingAbout:
    "From your server, with an API token that may send rows of tables (Settings ▸ API tokens). A person who is not known yet is made.",
  example: "Example request",
};
