/** How far asking the changed segments is: people up to a number, for one segment after the other. */
export interface Pass {
  /** Which of them is asked, counted from 0. */
  pass: number;
  after: number;
}

export function readPass(text: string | null | undefined): Pass {
  const [pass = 0, after = 0] = (text ?? "").split(":").map(Number);
  return { pass, after };
}
export const printPass = ({ pass, after }: Pass): string => `${pass}:${after}`;

/** About how much of all is done, from 0 to 1: by people's numbers, which are given one after the other. */
export async function shareDone(
  db: D1Database,
  shop: string,
  { pass, after }: Pass,
  passes: number,
): Promise<number> {
  const { first, last } = (await db
    .prepare(
      `SELECT number << 32 AS first, (SELECT max(num) FROM profiles WHERE num < (number + 1) << 32) AS last
       FROM shops WHERE id = ?1`,
    )
    .bind(shop)
    .first<{ first: number; last: number }>())!;
  return (pass + (after > first ? Math.min(1, (after - first) / (last - first)) : 0)) / passes;
}
