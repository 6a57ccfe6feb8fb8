/** Tags in use, for those who type one: of the newest people who have any, those that most of them have first. */

const PEOPLE = 2_000;
const TAGS = 300;

export async function tagsInUse(db: D1Database, shop: string): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT t.value AS tag FROM
         (SELECT num FROM profile_details WHERE shop = ?1 AND tags IS NOT NULL ORDER BY num DESC LIMIT ${PEOPLE}) p
       CROSS JOIN profile_documents d ON d.num = p.num CROSS JOIN json_each(d.document, '$.attributes.tags') t
       GROUP BY t.value ORDER BY count(*) DESC, t.value LIMIT ${TAGS}`,
    )
    .bind(shop)
    .all<{ tag: string }>();
  return results.map(({ tag }) => tag);
}
