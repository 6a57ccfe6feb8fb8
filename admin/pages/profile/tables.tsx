// Their rows in the shop's own tables.
import { isCalendar } from "../../../core/attributes/types";
import { Link } from "../../components/link";
import { type Column, Table } from "../../components/table";
import { formatFact } from "../../models/fact";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import type { Person } from "./model";
import { Section } from "./section";

type OwnTable = Person["tables"][number];
type Row = OwnTable["rows"][number];

export function OwnTables({ person: { tables } }: { person: Person }) {
  const words = text.profiles.tables;
  if (tables.length === 0) return <p class="py-6 text-center text-muted">{words.none}</p>;
  return (
    <div class="grid gap-8">
      {tables.map((table) => (
        <Section
          key={table.key}
          title={table.label}
          action={<Link to={`/tables/${table.key}`}>{words.open}</Link>}
        >
          <Table
            caption={table.label}
            columns={table.columns.map((column) => columnOf(column))}
            rows={table.rows}
            keyOf={({ id }) => id}
          />
        </Section>
      ))}
    </div>
  );
}

function columnOf(column: OwnTable["columns"][number]): Column<Row> {
  const { key, label, type } = column;
  const shape = { type, unit: null, calendar: isCalendar(column) };
  return {
    ...{ id: key, label, numeric: type === "number" },
    cell: ({ values }) => {
      const value = values[key] ?? null;
      return value === null ? null : formatFact(value, shape, currentShop());
    },
  };
}
