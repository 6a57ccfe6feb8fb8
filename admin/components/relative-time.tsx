// "3 minutes ago", with the exact time and its zone on pointing and for screen readers.
import { currentTime } from "../models/clock";
import { format } from "../texts/index";

export interface RelativeTimeProps {
  /** Milliseconds since 1970. */
  at: number;
  /** The shop's zone; the reader's own when left out. */
  timeZone?: string;
}

export function RelativeTime({ at, timeZone }: RelativeTimeProps) {
  const now = currentTime();
  // The clock goes by half minutes: what has just happened may lie ahead of it.
  const shown = at > now && at - now < 30_000 ? now : at;
  const exact = format.dateTime(at, { ...exactly, timeZone });
  return (
    <time dateTime={new Date(at).toISOString()} title={exact} class="whitespace-nowrap">
      {format.relativeTime(shown, now)}
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
