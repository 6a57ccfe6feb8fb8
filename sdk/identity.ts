/** Who this browser is to the edge: random ids, and the region where its profile is homed. */
import type { Region } from "../core/signals/wire";

/** Letters and digits at random: 22 of them hold more than 128 bits. Signs of base64 that are neither are left out. */
export const randomId = (length: number): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(48))))
    .replace(/\W/g, "")
    .slice(0, length);

export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The region of this browser's time zone. */
export function homeRegion(): Region {
  const west = (month: number) => new Date(2026, month).getTimezoneOffset();
  return regionOf(timeZone(), west(0), west(6));
}

/**
 * `january` and `july`: minutes west of Greenwich then, as `getTimezoneOffset` gives them. The name tells the
 * continent and the clock the rest, which is right for all but some islands, and saves a table.
 */
export function regionOf(zone: string, january: number, july: number): Region {
  const west = Math.max(january, july);
  const on = (continent: RegExp) => continent.test(zone);
  if (on(/^Af/)) return "afr";
  if (on(/^(Au|Pa)/)) return "oc";
  if (on(/^(As|In)/)) return west < -240 ? "apac" : "me";
  // Summer time in July is northern.
  if (on(/^Am/) && west < 301 && january <= july) return "sam";
  return west > 419 ? "wnam" : west > 120 ? "enam" : west > -120 ? "weur" : west > -240 ? "eeur" : "apac";
}
