// A file that is dropped into the rule editor, and what became of such files.
import { number, percent, plural } from "../format";

const rows = (count: number) => `${number(count)} ${plural(count, { one: "row", other: "rows" })}`;

export const attributeFiles = {
  title: "Conditions from a file",
  about:
    "A list with something about people whom your shop knows, such as a survey’s answers. Its columns become attributes, until a day. Nobody new is made.",
  columns: "What its columns are",
  taken: "Becomes an attribute",
  identity: "Tells whose each row is",
  meaning: (heading: string) => `What “${heading}” is`,
  leaveOut: "Left out",
  identities: { email: "Email", phone: "Phone", customerId: "Customer id" },
  attributeAs: (type: string) => `Attribute: ${type}`,
  until: "Known until",
  untilHint: "After this day nobody has these values any more. You can change it later, under Attributes.",
  needIdentity: "Say which column is the email, phone or customer id.",
  needAttribute: "Take at least one more column.",
  many: (most: number) => `At most ${number(most)} columns can become attributes.`,
  match: "Match it with my people",
  matched: (count: number, of: number) =>
    `${rows(count)} of ${number(of)} (${percent(of === 0 ? 0 : count / of)}) are of people whom your shop knows.`,
  noneMatched: "No row is of anybody whom your shop knows. Is the right column the email?",
  use: "Use it in the rule",
  applying: "Telling these people…",
  used: (names: string) => `${names} can be used now`,
  discard: "Throw it away",

  list: "From files",
  listAbout: "Attributes that came with a file dropped into the rule editor, until a day.",
  file: "File",
  attributes: "Attributes",
  match_: "Matched",
  ends: "Known until",
  share: (count: number, of: number) =>
    `${number(count)} of ${number(of)} (${percent(of === 0 ? 0 : count / of)})`,
  untilOf: (file: string) => `Until when the values of “${file}” are known`,
  ended: (file: string) => `The values of “${file}” are taken away`,
  changed: (file: string) => `Changed until when “${file}” is known`,
  over: "Over",
  endNow: "End now",
  endNowOf: (file: string) => `End now: ${file}`,
};
