/** How often: whether a message may be shown once more. Would-be displays of the control group count alike. */
import type { MessageHistory } from "../profiles/profile";
import { HOUR } from "../time/zone";
import type { Frequency } from "./message";

export function allows(
  frequency: Frequency,
  history: MessageHistory | undefined,
  visit: number,
  now: number,
): boolean {
  if (!history) return true;
  const { perPerson, perVisit, coolDownHours, stopAfter } = frequency;
  if (perPerson !== undefined && history.exposed >= perPerson) return false;
  if (perVisit !== undefined && history.visit === visit && history.inVisit >= perVisit) return false;
  if (coolDownHours !== undefined && now < history.lastExposedAt + coolDownHours * HOUR) return false;
  return !stopAfter.some((event) => history[`${event}At`] !== undefined);
}
