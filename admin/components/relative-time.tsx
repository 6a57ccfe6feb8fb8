// "3 minutes ago", with the exact time and its zone on pointing and for screen readers.
import { currentTime } from "../models/clock";
import { format } from "../texts/index";

export interface RelativeTimeProps {
  /** Milliseconds since 1970. */
  at: number;
  /** The shop's zone; the reader's own when left out. */
  timeZone?: string | undefined;
  /** Shows the time of day, where the date stands beside it already. */
  clock?: boolean;
}

export function RelativeTime({ at, timeZone, clock = false }: RelativeTimeProps) {
  const current = currentTime();
  // The clock ticks every half minute: what has just happened must not seem to lie ahead.
  const now = at > current && at - current < 60_000 ? at : current;
  const exact = format.dateTime(at, { ...exactly, timeZone });
  return (
    <time dateTime={new Date(at).toISOString()} title={exact} class="whitespace-nowrap">
      {clock ? format.dateTime(at, { timeStyle: "short", timeZone }) : format.relativeTime(at, now)}
    </time>
  );
}

const exactly: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
};
