/** A flush that comes late must not bring back who was erased meanwhile: it fails as a whole. */
import type { Profile } from "../../core/profiles/profile";

export function refuseErased(
  db: D1Database,
  { shop, rows }: { shop: string; rows: readonly { profile: Pick<Profile, "id"> }[] },
): D1PreparedStatement[] {
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map(({ profile }) => profile.id))];
  return [
    db
      .prepare(
        "UPDATE erased_profiles SET profile = NULL WHERE shop = ?1 AND profile IN (SELECT value FROM json_each(?2))",
      )
      .bind(shop, JSON.stringify(ids)),
  ];
}

export const isOfErased = (error: unknown): boolean =>
  String(error).includes("NOT NULL constraint failed: erased_profiles");

/** Those of these profiles that were erased. */
export async function erasedOf(db: D1Database, shop: string, ids: readonly string[]): Promise<string[]> {
  const { results } = await db
    .prepare(
      "SELECT profile FROM erased_profiles WHERE shop = ?1 AND profile IN (SELECT value FROM json_each(?2))",
    )
    .bind(shop, JSON.stringify(ids))
    .all<{ profile: string }>();
  return results.map(({ profile }) => profile);
}
