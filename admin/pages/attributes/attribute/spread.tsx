// How values are spread: bars in a table, so that nobody needs to see them to know.
import { type FactShape, formatFact } from "../../../models/fact";
import { currentShop } from "../../../models/session";
import { format, text } from "../../../texts/index";
import type { Distribution } from "../data";
import { KnownOf } from "../known";
import { binLabel } from "./bin-label";

export interface SpreadProps {
  attribute: FactShape;
  spread: Omit<Distribution, "key">;
  /** What a text is called, where that is not what it says. */
  nameOf?: ((value: string) => string) | undefined;
}

export function Spread({ attribute, spread, nameOf }: SpreadProps) {
  const words = text.attributes.data;
  const { people, known, looked, exact } = spread;
  return (
    <div class="grid gap-x-10 gap-y-6 md:grid-cols-[14rem_minmax(0,1fr)]">
      <div class="grid content-start gap-4">
        <div>
          <KnownOf known={known} people={people} />
          {known.low !== known.high && (
            <p class="text-12 text-muted">{words.between(known.low, known.high)}</p>
          )}
        </div>
        {spread.numbers && (
          <dl class="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            {(["least", "median", "mean", "most"] as const).map((which) => (
              <div key={which} class="contents">
                <dt class="text-muted">{words[which]}</dt>
                <dd class="text-right tabular-nums">
                  {formatFact(rounded(spread.numbers![which]), attribute, currentShop())}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {!exact && looked > 0 && !spread.masked && (
          <p class="text-12 text-muted">{words.valuesSampled(looked)}</p>
        )}
      </div>
      <div class="min-w-0">
        <Shown attribute={attribute} spread={spread} nameOf={nameOf} />
      </div>
    </div>
  );
}

function Shown({ attribute, spread, nameOf }: SpreadProps) {
  const words = text.attributes.data;
  const { values, bins, looked, distinct, exact } = spread;
  const shop = currentShop();
  if (spread.masked) return <p class="max-w-prose text-muted">{words.masked}</p>;
  if (looked === 0) return <p class="max-w-prose text-muted">{words.empty}</p>;
  if (bins)
    return (
      <Bars
        caption={words.spread}
        looked={looked}
        rows={bins.map((bin) => ({ label: binLabel(bin, attribute, shop), count: bin.count }))}
        note={attribute.type === "number" ? words.rangeHint : undefined}
      />
    );
  const rows = (values ?? []).map(({ value, count }) => ({
    label: nameOf && typeof value === "string" ? nameOf(value) : formatFact(value, attribute, shop),
    count,
  }));
  if (looked > 1 && rows.length > 1 && rows[0]!.count === 1)
    return (
      <>
        <p class="mb-1 text-muted">{words.allDiffer}</p>
        <ul class="grid gap-0.5">
          {rows.map(({ label }) => (
            <li key={label} class="truncate">
              {label}
            </li>
          ))}
        </ul>
      </>
    );
  const more = (distinct ?? 0) - rows.length;
  return (
    <Bars
      caption={words.frequent}
      looked={looked}
      rows={rows}
      note={more > 0 ? words.more(more, exact) : undefined}
    />
  );
}

interface BarsProps {
  caption: string;
  looked: number;
  rows: readonly { label: string; count: number }[];
  note: string | undefined;
}

/** Shares of the values that were looked at; of lists, of the people who have the item. */
function Bars({ caption, looked, rows, note }: BarsProps) {
  const words = text.attributes.data;
  const largest = Math.max(...rows.map(({ count }) => count));
  return (
    <>
      <table class="w-full table-fixed border-separate border-spacing-y-1 tabular-nums">
        <caption class="pb-1 text-left text-12 font-medium text-muted">{caption}</caption>
        <thead class="sr-only">
          <tr>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.share}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, count }) => (
            <tr key={label}>
              <th
                scope="row"
                title={label}
                class="w-1/2 truncate pr-3 text-left align-middle font-normal sm:w-1/3"
              >
                {label}
              </th>
              <td class="align-middle">
                <div class="flex items-center gap-2">
                  <div aria-hidden="true" class="min-w-0 grow">
                    {count > 0 && (
                      <div
                        class="h-4 min-w-px rounded-small bg-chart-1"
                        style={{ width: `${(100 * count) / largest}%` }}
                      />
                    )}
                  </div>
                  <span class="w-12 shrink-0 text-right">{format.percent(count / looked)}</span>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {note && <p class="mt-2 text-12 text-muted">{note}</p>}
    </>
  );
}

/** Averages are not told to the last digit. */
const rounded = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
