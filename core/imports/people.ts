/** Rows of people, and whose an order is. */
import type { Attribute } from "../attributes/attribute";
import { attributeTypes, readAttribute } from "../attributes/types";
import type { Command } from "../profiles/commands";
import { readEmail } from "../profiles/identity";
import type { Channel, Identity } from "../profiles/profile";
import type { Value } from "../rules/rule";
import { DAY, printDay } from "../time/zone";
import { attributeOf } from "./fields";
import { Cells, type FileRecord, type ImportFrame, Refused } from "./read";
import { readDate, readInstant, readList, readMoney, readNumber, readYesNo } from "./values";

export type Whose = Pick<Identity, "kind" | "value" | "written">;

export interface PersonRead {
  identities: Whose[];
  set: Record<string, Value>;
  counts: Record<string, number>;
  consents: { channel: Channel; given: boolean; at?: number }[];
  since?: number;
}

export function readPerson(frame: ImportFrame, record: FileRecord): PersonRead & { remarks: string[] } {
  const cells = new Cells(frame, record);
  const identities = readWhose(cells);
  const set: Record<string, Value> = { ...readName(cells.get("name")) };
  for (const { target } of frame.columns) {
    const key = attributeOf(target);
    if (key !== undefined) readInto(set, key, cells, frame);
  }
  const since = cells.read("since", (cell) => readInstant(cell, frame.habits, frame.clock.zone), NO_DATE);
  return {
    ...{ identities, set, remarks: cells.remarks },
    counts: readCounts(cells, frame),
    consents: readConsents(cells, frame),
    ...(since !== undefined && { since }),
  };
}

const NO_DATE = "is not a date";

/** @throws Refused when nobody is named */
export function readWhose(cells: Cells): Whose[] {
  const whose: Whose[] = [];
  const customer = cells.get("customerId").slice(0, 200);
  if (customer) whose.push({ kind: "customer", value: customer, written: customer });
  const email = cells.read("email", readEmail, "is not an email address");
  if (email) whose.push({ kind: "email", ...email });
  const phone = cells.get("phone");
  const digits = phone.replace(/[^\d+]/g, "");
  if (digits.length >= 5) whose.push({ kind: "phone", value: digits, written: phone.slice(0, 50) });
  else if (phone) cells.remark("phone", phone, "is not a phone number");
  if (whose.length > 0) return whose;
  throw new Refused(cells.remarks[0] ?? "Has neither an email nor a phone nor a customer id");
}

function readName(name: string): Record<string, string> {
  const parts = name.split(/\s+/).filter(Boolean);
  if (parts.length === 0) return {};
  if (parts.length === 1) return { first_name: parts[0]! };
  return { first_name: parts.slice(0, -1).join(" "), last_name: parts.at(-1)! };
}

function readInto(set: Record<string, Value>, key: string, cells: Cells, frame: ImportFrame): void {
  const target = `attribute:${key}`;
  const cell = cells.get(target);
  const attribute = frame.attributes.get(key);
  if (!cell || !attribute) return;
  const read = readAttribute(attribute, rawOf(cell, attribute, frame) ?? cell, frame.clock);
  if ("reason" in read) cells.remark(target, cell, read.reason);
  else set[key] = read.value;
}

/** A cell as an attribute of this type is given, by the file's habits; undefined where it is none. */
export function rawOf(
  cell: string,
  { type, unit, options = [] }: Pick<Attribute, "type" | "unit" | "options">,
  { currency, habits, clock }: ImportFrame,
): unknown {
  return {
    number: () => (unit === "amount" ? readMoney(cell, currency, habits)?.minor : readNumber(cell, habits)),
    date: () => {
      const date = readDate(cell, habits);
      return date && date.time === undefined
        ? printDay(Date.UTC(date.year, date.month - 1, date.day) / DAY)
        : readInstant(cell, habits, clock.zone);
    },
    boolean: () => readYesNo(cell),
    list: () => readList(cell),
    text: () => oneOf(cell, options),
    place: () => cell,
  }[attributeTypes[type].fact]();
}

/** A choice, however its letters are written. */
const oneOf = (cell: string, options: readonly string[]): string =>
  options.find((option) => option.toLowerCase() === cell.toLowerCase()) ?? cell;

function readCounts(cells: Cells, { habits, currency }: ImportFrame): Record<string, number> {
  const orders = cells.read("ordersBefore", (cell) => readNumber(cell, habits), "is not a number");
  const spent = cells.read(
    "spentBefore",
    (cell) => readMoney(cell, currency, habits)?.minor,
    "is not an amount",
  );
  return { ...(orders !== undefined && { orders }), ...(spent !== undefined && { spent }) };
}

const CHANNELS = { consentEmail: "email", consentSms: "sms", consentPush: "push" } as const;

function readConsents(cells: Cells, frame: ImportFrame): PersonRead["consents"] {
  const at = cells.read("consentAt", (cell) => readInstant(cell, frame.habits, frame.clock.zone), NO_DATE);
  return Object.entries(CHANNELS).flatMap(([target, channel]) => {
    const given = cells.read(target, readYesNo, "is neither yes nor no");
    return given === undefined ? [] : [{ channel, given, ...(at !== undefined && { at }) }];
  });
}

export interface Told {
  /** When the import was begun: what it says was so then. */
  at: number;
  import: string;
  file: string;
  row: number;
}

/** What a row says of its person; the same however often it is asked. */
export function commandsOf(
  { set, counts, consents }: Partial<PersonRead>,
  { at, import: id, file, row }: Told,
  segment?: string,
): Command[] {
  const said = (consents ?? []).map(
    ({ channel, given, at: when = at }): Command => ({
      ...{ do: "consent", at: when, channel, given },
      ...{ text: `${file}, row ${row}`, version: id, page: "import" },
    }),
  );
  return [
    ...(set && Object.keys(set).length > 0 ? [{ do: "set", at, attributes: set } satisfies Command] : []),
    ...(counts && Object.keys(counts).length > 0 ? [{ do: "start", at, counts } satisfies Command] : []),
    ...said,
    ...(segment ? [{ do: "member", at, segment, in: true } satisfies Command] : []),
  ];
}
