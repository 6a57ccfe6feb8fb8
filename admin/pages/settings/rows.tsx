// A short list of things with a technical name, a line about each, and one thing to do. Wraps on phones, where a table
// would hide the button beyond the edge.
import type { ComponentChildren } from "preact";
import { Skeleton } from "../../components/skeleton";

export interface Row {
  key: string;
  name: string;
  about: ComponentChildren;
  action?: ComponentChildren;
}

export interface RowsProps {
  label: string;
  /** undefined: on their way. */
  rows: readonly Row[] | undefined;
  /** Shown instead of rows when there are none. */
  empty?: string;
  /** Below the rows. */
  note?: ComponentChildren;
}

export function Rows({ label, rows, empty, note }: RowsProps) {
  if (!rows)
    return (
      <div class="px-(--pane-inset) pb-4">
        <Skeleton widths={[60, 40]} />
      </div>
    );
  return (
    <>
      {rows.length === 0 && <p class="px-(--pane-inset) pb-5 font-medium text-bad">{empty}</p>}
      <ul aria-label={label}>
        {rows.map(({ key, name, about, action }) => (
          <li
            key={key}
            class="flex min-h-14 items-center justify-between gap-4 border-t border-line px-(--pane-inset) py-2.5"
          >
            <div class="grid min-w-0 gap-1">
              <span class="font-mono text-12 break-all">{name}</span>
              <span class="flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-muted">{about}</span>
            </div>
            {action}
          </li>
        ))}
      </ul>
      {note && <p class="border-t border-line px-(--pane-inset) py-3 text-12 text-muted">{note}</p>}
    </>
  );
}
