// Time zones to choose from, by their IANA names.

export const browserTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** Grouped by continent; `now` is there in any case, as browsers differ in the names that they list. */
export function timeZoneOptions(
  now: string,
): { value: string; label: string; group: string; keywords: string }[] {
  const zones = [...new Set([now, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
  return zones.map((value) => ({
    value,
    label: value.replaceAll("_", " ").replaceAll("/", " / "),
    group: value.includes("/") ? value.slice(0, value.indexOf("/")) : "UTC",
    keywords: value,
  }));
}
