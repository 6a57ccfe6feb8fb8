// How the shop's server sends rows: a request that fits this very table.
import type { ColumnType } from "../../../core/tables/table";
import { CopyField } from "../../components/copy-field";
import { Panel } from "../../components/panel";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import type { TablePage } from "./data";

export function Sending({ table }: { table: TablePage }) {
  const words = text.tables;
  return (
    <Panel title={words.sending} about={words.sendingAbout}>
      <CopyField label={words.example} code={requestFor(table)} />
    </Panel>
  );
}

function requestFor({ key, columns }: TablePage): string {
  const values = Object.fromEntries(
    columns.map(({ key, type, options }) => [key, options[0] ?? EXAMPLES[type]]),
  );
  const row = { customer: { email: "ann@example.com" }, values, updatedAt: "2026-11-23T09:30:00Z" };
  return [
    `curl -X PUT ${location.origin}/api/v1/shops/${currentShop().id}/tables/${key}/rows \\`,
    `  -H "Authorization: Bearer vt_…" -H "Content-Type: application/json" \\`,
    `  -d '${JSON.stringify({ rows: [row] }, null, 2)}'`,
  ].join("\n");
}

const EXAMPLES: Record<ColumnType, unknown> = {
  number: 42,
  date: "2026-11-27",
  dateTime: "2026-11-27T09:30:00Z",
  radio: "…",
  checkboxes: ["…"],
  shortText: "A1",
  longText: "…",
  singleSelect: "…",
  multiSelect: ["…"],
  yesNo: true,
};
