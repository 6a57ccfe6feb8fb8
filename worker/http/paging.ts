/** Pages by cursor: where the next page begins, opaque to the client and safe to keep in an address. */
import { z } from "@hono/zod-openapi";
import { invalid } from "./errors";

export const PAGE = 50;

export const cursorQuery = z
  .string()
  .max(300)
  .optional()
  .openapi({ description: "`next` of the page before; absent for the first page" });

export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().openapi({ description: "Cursor of the next page; null on the last" }),
  });

type Place = (string | number | null)[];

export const writeCursor = (place: Place): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(place))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** The values of a cursor with `length` parts; undefined for the first page. */
export function readCursor(cursor: string | undefined, length: number): Place | undefined {
  if (cursor === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")), (c) =>
      c.charCodeAt(0),
    );
    const place: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (Array.isArray(place) && place.length === length && place.every(isPart)) return place;
  } catch {
    // Falls through: a cursor that cannot be read is one that we did not write.
  }
  throw invalid({ path: "cursor", reason: "is not a cursor of this list" });
}

const isPart = (part: unknown) => part === null || typeof part === "string" || Number.isFinite(part);

/** One row more than the page was asked for: it tells whether there is a next page. */
export function cut<T>(
  rows: T[],
  placeOf: (last: T) => Place,
  size = PAGE,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return { items, next: rows.length > size && last ? writeCursor(placeOf(last)) : null };
}
