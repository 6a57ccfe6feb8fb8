// "1,204 people, 8 % of identified". While a newer number is on its way the last one stays, dimmed, with a word
// beside it; what is not known yet says "counting…" and never zero. Its width does not change from one to another.
import { format, text } from "../texts/index";
import { cx } from "./class-names";
import { Link } from "./link";

export interface CountProps {
  /** undefined: not known yet. */
  value: number | undefined;
  /** What it is a share of. Left out when zero: a share of nothing says nothing. */
  of?: number | undefined;
  /** What the whole is called; "identified" by default. */
  whole?: string;
  /** A newer number is being counted. */
  counting?: boolean;
  /** The word after the number; "people" by default. */
  noun?: (count: number) => string;
  /** The people behind the number. */
  to?: string;
  large?: boolean;
}

export function Count({ value, of, whole, counting, noun = text.count.people, to, large }: CountProps) {
  const known = value !== undefined;
  const number = known ? (
    <span class={cx("tabular-nums", large ? "text-28 font-semibold tracking-tight" : "font-medium")}>
      {format.number(value)}
    </span>
  ) : (
    <span
      aria-hidden="true"
      class={cx("skeleton-bar inline-block align-middle", large ? "h-8 w-28" : "h-4 w-12")}
    />
  );
  const share =
    known && of
      ? whole
        ? text.count.shareOf(value / of, whole)
        : text.count.shareOfIdentified(value / of)
      : "";
  return (
    <span
      aria-busy={counting || !known}
      class={cx(
        "inline-grid transition-colors duration-150",
        large ? "min-h-14" : "",
        counting && known && "text-muted",
      )}
    >
      <span>
        {to && known ? (
          <Link to={to} quiet>
            {number} {noun(value)}
          </Link>
        ) : (
          <>
            {number} {known && noun(value)}
          </>
        )}
        {!large && (share || counting || !known) && (
          <span class="text-muted">
            {known ? ", " : ""}
            {counting || !known ? text.count.counting : share}
          </span>
        )}
      </span>
      {large && (
        <span class="text-12 text-muted">{counting || !known ? text.count.counting : share || "\u00a0"}</span>
      )}
    </span>
  );
}
