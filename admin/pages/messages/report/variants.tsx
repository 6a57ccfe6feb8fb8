// Counts and rates of each variant, the control group's row among them.

import { Money } from "../../../components/money";
import { Panel } from "../../../components/panel";
import { type Column, Table } from "../../../components/table";
import { format, text } from "../../../texts/index";
import type { Report } from "../api";

type Row = Report["variants"][number];

export function VariantTable({ report }: { report: Report }) {
  const words = text.messages.report;
  const { currency } = report;
  /** How often, and of how many of those exposed: the rate counts people, once each. */
  const counted = (
    id: "shown" | "clicked" | "submitted" | "converted",
    people: "shownPeople" | "clickedPeople" | "submittedPeople" | "convertedPeople",
  ): Column<Row> => ({
    id,
    label: words.columns[id],
    numeric: true,
    cell: (row) =>
      row.control ? (
        <NotForControl />
      ) : (
        <WithRate count={row[id]} people={row[people]} of={row.exposedPeople} />
      ),
  });
  return (
    <Panel title={words.variants} about={words.variantsAbout} flush>
      <Table
        caption={words.variants}
        rows={report.variants}
        keyOf={({ variant }) => variant}
        columns={[
          { id: "variant", label: words.columns.variant, cell: nameCell },
          {
            id: "exposed",
            label: words.columns.exposed,
            numeric: true,
            cell: ({ exposedPeople }) => format.number(exposedPeople),
          },
          counted("shown", "shownPeople"),
          counted("clicked", "clickedPeople"),
          {
            id: "closed",
            label: words.columns.closed,
            numeric: true,
            cell: ({ closed, control }) => (control ? <NotForControl /> : format.number(closed)),
          },
          counted("submitted", "submittedPeople"),
          counted("converted", "convertedPeople"),
          {
            id: "revenue",
            label: words.columns.revenue,
            numeric: true,
            cell: ({ revenue, control }) =>
              control ? <NotForControl /> : <Money amount={revenue} currency={currency} whole />,
          },
          {
            id: "perPerson",
            label: words.columns.perPerson,
            numeric: true,
            cell: ({ revenuePerExposed, control }) =>
              control ? <NotForControl /> : <Money amount={revenuePerExposed} currency={currency} />,
          },
        ]}
      />
      <p class="max-w-prose px-4 py-3 text-12 text-muted sm:px-6">
        {words.attribution} {report.variants.some(({ control }) => control) && words.attributionControl}
      </p>
    </Panel>
  );
}

function nameCell({ name, control }: Row) {
  const words = text.messages.report;
  if (!control) return name;
  return (
    <>
      {words.control}
      <div class="text-12 text-muted">{words.controlHint}</div>
    </>
  );
}

function WithRate({ count, people, of }: { count: number; people: number; of: number }) {
  return (
    <>
      {format.number(count)}
      <div class="text-12 text-muted">{of > 0 ? format.percent(people / of) : "–"}</div>
    </>
  );
}

const NotForControl = () => (
  <span class="text-muted">
    <span aria-hidden="true">–</span>
    <span class="sr-only">{text.messages.report.notForControl}</span>
  </span>
);
