/**
 * Places and distances between them. A place is text, "47.38,8.54": degrees of latitude and longitude, rounded to two
 * decimals (about a kilometre), so that nobody's house is known. It is compared as a point on a ball with whole
 * coordinates: whether two are within a distance (the great circle's, as by the haversine formula) is then a sum of
 * squares, which JavaScript and SQLite work out alike to the last bit; their sines and cosines need not agree.
 */
import type { Parsed } from "./timeframes";

/** Whole coordinates on a ball of `RADIUS`. */
export type Point = readonly [x: number, y: number, z: number];

export interface Circle {
  lat: number;
  lon: number;
  km: number;
}

/** Half a metre, and squares of distances stay far below 2^53. */
const RADIUS = 10_000_000;
/** The Earth's mean radius (IUGG). */
const EARTH_KM = 6371.0088;

/** Degrees as a place is kept; undefined when there is no such place. */
export function printPlace(lat: number, lon: number): string | undefined {
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return undefined;
  const rounded = (degrees: number) => String(Math.round(degrees * 100) / 100);
  return `${rounded(lat)},${rounded(lon)}`;
}

export function pointOf(place: string): Point {
  const comma = place.indexOf(",");
  return pointAt(Number(place.slice(0, comma)), Number(place.slice(comma + 1)));
}

export function pointAt(lat: number, lon: number): Point {
  const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
  return [
    Math.round(RADIUS * Math.cos(phi) * Math.cos(lambda)),
    Math.round(RADIUS * Math.cos(phi) * Math.sin(lambda)),
    Math.round(RADIUS * Math.sin(phi)),
  ];
}

/** The square of the straight line through the Earth that belongs to a distance over it. */
export function squareOf(km: number): number {
  const angle = Math.min(km / EARTH_KM, Math.PI);
  // The antipodes: rounded coordinates may lie a little outside.
  return angle === Math.PI ? 5 * RADIUS ** 2 : Math.floor((2 * RADIUS * Math.sin(angle / 2)) ** 2);
}

export function parseCircle(raw: unknown): Parsed<Circle> {
  const { lat, lon, km, ...rest } = (typeof raw === "object" && raw !== null ? raw : {}) as Partial<Circle>;
  const fits = (n: unknown, most: number): n is number => Number.isFinite(n) && Math.abs(n as number) <= most;
  if (!fits(lat, 90) || !fits(lon, 180) || !fits(km, 20_040) || km <= 0 || Object.keys(rest).length > 0)
    return {
      reason:
        "must be { lat, lon, km }: degrees from -90 to 90 and from -180 to 180, and a distance from 0 to 20040 km",
    };
  return { value: { lat, lon, km } };
}
