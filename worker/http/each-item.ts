/** Requests of many things that are answered each alone: what cannot be taken is refused with its reason, the rest is kept. */
import { z } from "@hono/zod-openapi";
import { type ProblemAt, placesOf } from "./errors";

export const MAX_ITEMS = 100;

/** Anything is let through to be read one by one; the description shows what it should be. */
export const itemsOf = <S extends z.ZodType>(schema: S) =>
  z
    .array(z.union([schema, z.unknown()]))
    .min(1)
    .max(MAX_ITEMS);

const place = z.object({ path: z.string(), reason: z.string() });
export const itemsAnswer = z
  .object({
    accepted: z.int(),
    refused: z.int(),
    results: z.array(
      z.object({
        index: z.int().openapi({ description: "Place in the request, from 0" }),
        id: z.string().nullable(),
        status: z.enum(["accepted", "refused"]),
        profile: z.string().nullable().openapi({ description: "The person it belongs to now" }),
        errors: z.array(place).openapi({
          description: "Why it was refused; of one that was accepted, the parts that were left out",
        }),
      }),
    ),
  })
  .openapi("ItemsAnswer");
export type ItemsAnswer = z.infer<typeof itemsAnswer>;

export interface Taken {
  profile: string;
  problems: readonly ProblemAt[];
  /** None of it was kept. */
  refused?: boolean;
}

/** Reads each, hands those that can be read to `take` together, and answers all in their order. */
export async function takeEach<S extends z.ZodType>(
  schema: S,
  rows: readonly unknown[],
  take: (items: z.output<S>[]) => Promise<readonly Taken[]>,
  idOf: (row: unknown) => string | null = ownId,
): Promise<ItemsAnswer> {
  const read = rows.map((row) => schema.safeParse(row, { reportInput: true }));
  const items = read.flatMap((one) => (one.success ? [one.data] : []));
  const taken = [...(items.length > 0 ? await take(items) : [])];
  const results = read.map((one, index): ItemsAnswer["results"][number] => {
    const of = { index, id: idOf(rows[index]) };
    if (!one.success) {
      const errors = one.error.issues.flatMap(placesOf);
      return { ...of, status: "refused", profile: null, errors };
    }
    const { profile, problems, refused } = taken.shift()!;
    return {
      ...of,
      status: refused ? "refused" : "accepted",
      profile: refused ? null : profile,
      errors: problems.map(({ path, reason }) => ({ path, reason })),
    };
  });
  const accepted = results.filter(({ status }) => status === "accepted").length;
  return { accepted, refused: rows.length - accepted, results };
}

function ownId(row: unknown): string | null {
  const id = typeof row === "object" && row !== null ? (row as { id?: unknown }).id : undefined;
  return typeof id === "string" ? id.slice(0, 200) : null;
}
