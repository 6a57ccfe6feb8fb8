/** Whom the data explorer looks at: everybody in a small shop; in a large one a random sample, the same each time. */

/** A condition in SQL: keeps about `wanted` of `all` people, by a hash of their number. */
export function chance(person: string, wanted: number, all: number): string {
  if (all <= wanted) return "1";
  return `((${person} & 2147483647) * 2654435761 >> 7) % 1000000 < ${Math.ceil((wanted / all) * 1_000_000)}`;
}

/**
 * Numbers of a shop's people, counted from its first: one, by lot, of each equal part. Who came at about the same time
 * has a number nearby, so that every time is there as much as it weighs.
 */
export function drawn(wanted: number, highest: number): number[] {
  if (highest <= wanted) return Array.from({ length: highest }, (_, i) => i + 1);
  const part = highest / wanted;
  return Array.from({ length: wanted }, (_, i) => 1 + Math.floor((i + lot(i)) * part));
}

/** From 0 to 1, different for neighbours. */
function lot(i: number): number {
  let h = (i + 1) * 0x9e3779b1;
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}
