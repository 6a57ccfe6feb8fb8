/** Months of the calendar, as retention counts them. */
export const MOST_MONTHS = 120;

/** The same day and time so many months earlier; the month's last day where it has no such day. */
export function monthsBefore(instant: number, months: number): number {
  const at = new Date(instant);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() - months);
  const days = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, days));
  return at.getTime();
}
