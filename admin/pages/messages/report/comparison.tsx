// What the message changed, as far as the numbers go: each variant beside the control group, in words and in a table.
import { Link } from "../../../components/link";
import { Money } from "../../../components/money";
import { Panel } from "../../../components/panel";
import { Table } from "../../../components/table";
import { format, text } from "../../../texts/index";
import type { Report } from "../api";
import { Note } from "../note";
import { compare } from "./compare";

export function ComparisonPanel({ report, message }: { report: Report; message: string }) {
  const words = text.messages.report;
  const { windowDays, leftOut, arms } = report.comparison;
  const result = compare(report);
  if (result.kind === "nobody") return null;
  if (result.kind === "no-control")
    return (
      <Note actions={<Link to={`/messages/${message}?tab=test`}>{words.noControlAction}</Link>}>
        {words.noControl}
      </Note>
    );
  return (
    <Panel title={words.comparison} about={words.comparisonAbout(windowDays)} flush>
      <div class="grid gap-3 px-4 pb-4 sm:px-6">
        {result.kind === "few" ? (
          <div>
            <p class="text-20 font-semibold">{words.few}</p>
            <p class="max-w-prose">{words.fewAbout(result.shown, result.held)}</p>
          </div>
        ) : (
          <>
            {result.arms.map((arm) => (
              <div key={arm.variant}>
                <p class="text-20 font-semibold">
                  {difference(nameOf(arm), arm.difference, report.currency)}
                </p>
                <p class="max-w-prose">
                  {words.words(
                    nameOf(arm),
                    format.percent(arm.buyersPerPerson),
                    format.percent(result.control.buyersPerPerson),
                  )}
                </p>
              </div>
            ))}
            <p class="max-w-prose text-muted">{words.caution}</p>
          </>
        )}
      </div>
      <Table
        caption={words.comparison}
        rows={arms}
        keyOf={({ variant }) => variant}
        columns={[
          {
            id: "variant",
            label: words.armColumns.variant,
            cell: (arm) => (arm.control ? words.control : nameOf(arm)),
          },
          {
            id: "people",
            label: words.armColumns.people,
            numeric: true,
            cell: ({ people }) => format.number(people),
          },
          {
            id: "buyers",
            label: words.armColumns.buyers,
            numeric: true,
            cell: ({ buyers, buyersPerPerson }) => (
              <>
                {format.number(buyers)}{" "}
                <span class="text-12 text-muted">{format.percent(buyersPerPerson)}</span>
              </>
            ),
          },
          {
            id: "orders",
            label: words.armColumns.orders,
            numeric: true,
            cell: ({ orders }) => format.number(orders),
          },
          {
            id: "revenue",
            label: words.armColumns.revenue,
            numeric: true,
            cell: ({ revenue }) => <Money amount={revenue} currency={report.currency} whole />,
          },
          {
            id: "perPerson",
            label: words.armColumns.perPerson,
            numeric: true,
            cell: ({ revenuePerPerson }) => <Money amount={revenuePerPerson} currency={report.currency} />,
          },
        ]}
      />
      {leftOut > 0 && (
        <p class="max-w-prose px-4 py-3 text-12 text-muted sm:px-6">{words.leftOut(leftOut)}</p>
      )}
    </Panel>
  );
}

const nameOf = ({ name }: { name: string }) => text.messages.report.variantOf(name);

function difference(name: string, minor: number, currency: string): string {
  const words = text.messages.report;
  const amount = format.money(Math.abs(minor), currency);
  if (Math.round(minor) === 0) return words.same(name);
  return minor > 0 ? words.more(name, amount) : words.less(name, amount);
}
