/** The file of an export: people page by page from D1, written as they are read, one page in memory at a time. */
import { activationOf } from "../../core/exports/activation";
import { type Column, columnsOf, type Detail, type Exported } from "../../core/exports/columns";
import { BYTE_ORDER_MARK, type Cell, csvLine, dialects } from "../../core/exports/csv";
import { primaryOf } from "../../core/profiles/identity";
import type { Profile } from "../../core/profiles/profile";
import { put } from "../../core/profiles/told";
import { type Sql, sql } from "../../core/rules/sql";
import { historySql } from "../attributes/derived-history";
import type { EXPORT_FORMATS } from "../db/exports-schema";
import { prepared } from "../segments/select";
import type { ShopContext } from "../shops/context";
import { pageOf, type Selection, wordsOfOwners } from "./select";

/** D1 answers 1,000 queries a request: this many people a query let two million through. */
const PAGE = 2_000;
const RECOMMENDED = 5;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

interface Format {
  type: string;
  extension: string;
  head(columns: readonly Column[]): string;
  /** `keys`: the columns' names as JSON writes them. */
  row(keys: readonly string[], cells: readonly Cell[]): string;
}

const csv = (name: keyof typeof dialects): Format => ({
  type: "text/csv; charset=utf-8",
  extension: "csv",
  head: (columns) =>
    BYTE_ORDER_MARK +
    csvLine(
      columns.map(({ name, zone }) => (zone ? `${name} (${zone})` : name)),
      dialects[name],
    ),
  row: (_, cells) => csvLine(cells, dialects[name]),
});

export const formats: Record<ExportFormat, Format> = {
  csv: csv("csv"),
  csv_semicolon: csv("csv_semicolon"),
  jsonl: {
    type: "application/jsonl; charset=utf-8",
    extension: "jsonl",
    head: () => "",
    row: (keys, cells) => `{${keys.map((key, i) => key + jsonOf(cells[i])).join(",")}}\n`,
  },
};

const jsonOf = (cell: Cell): string =>
  cell === undefined
    ? "null"
    : typeof cell === "object" && "decimal" in cell
      ? cell.decimal
      : JSON.stringify(cell);

export interface FileOptions extends Selection {
  detail: Detail;
  format: ExportFormat;
  /** Told of each page: how many rows are written by now. */
  onPage(rows: number): Promise<void>;
}

/** @yields the bytes of each page, when the reader asks for them */
export async function* fileOf(
  db: D1Database,
  shop: ShopContext,
  options: FileOptions,
): AsyncGenerator<Uint8Array, void> {
  const { detail, activation, onPage } = options;
  const { attributes, clock } = shop;
  const columns = columnsOf(detail, activation, { attributes, clock, currency: shop.shop.currency });
  const advanced = sql`${ADVANCED}, ${historySql(attributes.values())} AS history`;
  const keys = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  const format = formats[options.format];
  const encoder = new TextEncoder();
  let rows = 0;
  let text = format.head(columns);
  for (let after: number | undefined = 0; after !== undefined; ) {
    const query = pageOf(
      sql`${wordsOfOwners(shop.shop.id)} AS owners, ${detail === "advanced" ? advanced : BASIC}`,
      options,
      after,
      PAGE,
    );
    const { results }: { results: Row[] } = await prepared(db, query).all<Row>();
    for (const row of results) {
      const person = personOf(row, shop);
      // D1's list of identities may be a moment ahead of the document.
      if (activationOf(person, activation) === undefined) continue;
      text += format.row(
        keys,
        columns.map(({ cell }) => cell(person)),
      );
      rows++;
    }
    after = results.length === PAGE ? results.at(-1)!.num : undefined;
    if (text !== "") yield encoder.encode(text);
    text = "";
    await onPage(rows);
  }
}

interface Row {
  num: number;
  document: string;
  owners: string;
  segments?: string;
  recommended?: string;
  /** Of the shop's own tables; null where there are none. */
  rows?: string | null;
  history?: string;
}

/** Without what somebody did, which is most of a document. */
const BASIC: Sql = sql`json_object('id', p.id, 'attributes', d.document -> '$.attributes', 'identities', d.document -> '$.identities', 'consent', d.document -> '$.consent') AS document`;
const ADVANCED: Sql = sql`${BASIC}, d.document -> '$.rows' AS rows,
  (SELECT json_group_array(m.segment) FROM memberships m WHERE m.person = p.num) AS segments,
  (SELECT json_group_array(name) FROM (SELECT coalesce(r.name, i.product) AS name FROM interests i
    LEFT JOIN products r ON r.shop = i.shop AND r.id = i.product
    WHERE i.person = p.num ORDER BY i.likelihood DESC, i.product LIMIT ${RECOMMENDED})) AS recommended`;

type Known = Pick<Profile, "id" | "attributes" | "identities" | "consent">;

function personOf(
  { document, owners, history, segments, recommended, rows }: Row,
  shop: ShopContext,
): Exported {
  const known = JSON.parse(document) as Known;
  takeWordOfOwner(known, owners);
  return {
    ...known,
    ...(rows && { rows: JSON.parse(rows) as NonNullable<Exported["rows"]> }),
    history: history ? (JSON.parse(history) as Exported["history"]) : {},
    segments: listOf(segments)
      .flatMap((id) => shop.segments.get(id)?.name ?? [])
      .sort(),
    recommended: listOf(recommended),
  };
}

/** Whether an address may be written to its own person says, not somebody who typed it. */
function takeWordOfOwner(known: Known, owners: string): void {
  const email = primaryOf(known, "email");
  const words = JSON.parse(owners) as Record<string, [consent: number, at: number | null]>;
  const word = email && !email.verified ? words[email.value] : undefined;
  if (!word) return;
  const [consent, at] = word;
  put(known, "email_consent", consent === 1);
  put(known, "email_consent_at", at ?? undefined);
}

const listOf = (json: string | undefined): string[] => (json ? JSON.parse(json) : []);
