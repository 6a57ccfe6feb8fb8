// The words of exporting people: what goes into the file, who is left out, and who exported before.
import { number, plural } from "../format";

const people = (count: number) => `${number(count)} ${plural(count, { one: "person", other: "people" })}`;
const rows = (count: number) => `${number(count)} ${plural(count, { one: "row", other: "rows" })}`;

export const exports = {
  act: "Export",
  title: "Export people",
  whom: "Who",
  everyone: "Everyone",
  narrowed: "By search and filters",
  narrowedIn: (segment: string) => `“${segment}”, narrowed by search and filters`,
  found: "The people found by your search and filters",

  detail: "What",
  details: { basic: "Basic", advanced: "Advanced" },
  detailHints: {
    basic: "Emails, phones, customer ids, names and consent",
    advanced: "All attributes, your own too, with segments, predictions and recommended products",
  },

  activation: "Activation id",
  activationHint:
    "By what the tool that takes the file knows people. It comes first in each row; who has none is left out.",
  activations: { email: "Email", phone: "Phone", customer: "Customer id", vitrine: "Vitrine id" },

  format: "Format",
  formats: { csv: "CSV", csv_semicolon: "CSV, semicolons", jsonl: "JSON lines" },
  formatHints: {
    csv: "For most tools, and for spreadsheets that write 1.5",
    csv_semicolon: "For spreadsheets that write 1,5",
    jsonl: "One JSON object a line, for programs",
  },

  counting: "Counting…",
  willHave: (count: number) => `The file will have ${rows(count)}.`,
  without: (count: number, id: string) => `${people(count)} left out, without ${id}.`,
  noIds: { email: "an email", phone: "a phone", customer: "a customer id", vitrine: "a Vitrine id" },
  same: (count: number) =>
    `${number(count)} ${plural(count, { one: "profile shares", other: "profiles share" })} an email or the activation id with another; each person is one row.`,
  nobody: "Nobody would be in this file.",
  personal: "The file holds personal data. Vitrine keeps no copy of it, only the record below.",
  download: "Download",
  begun: (count: number) => `The download of ${rows(count)} has begun.`,

  recent: "Recent exports",
  none: "Nobody has exported people yet. Each export is recorded here: who, what and when.",
  formerMember: "A former member",
  states: { running: "Running", done: "", broken: "Broken off" },
  rows,
  by: (activation: string) => `by ${activation.toLowerCase()}`,
};
