/** How long it takes to find somebody among a million people, by any of their identities. */
import { searchPeople } from "../worker/profiles/search";
import { filled, SHOP } from "./count/database";
import { atMost, type Bench, median, type Ratio, type Row, row } from "./harness/result";

const PEOPLE = Number(process.env.PEOPLE ?? 1_000_000);
const ROUNDS = 15;
const BOUND = 100;

/** Each person has three identities; searched are whole ones, beginnings of few, and a beginning that all have. */
const IDENTITIES = [
  ["email", "'person' || num || '@mail.example'"],
  ["phone", "'+4366' || (10000000 + num)"],
  ["customer", "'c-' || num"],
] as const;

export const bench: Bench = async () => {
  const { db, stop } = await filled(PEOPLE);
  const rows: Row[] = [];
  const ratios: Ratio[] = [];
  try {
    for (const [kind, value] of IDENTITIES)
      await db
        .prepare(
          `INSERT OR IGNORE INTO identities (shop, kind, value, profile, verified, at)
           SELECT shop, '${kind}', ${value}, id, 1, 0 FROM profiles WHERE shop = ?1`,
        )
        .bind(SHOP)
        .run();
    rows.push(
      row("identities", (await db.prepare("SELECT count(*) AS n FROM identities").first("n"))!, "rows"),
    );
    const { num, id } = (await db
      .prepare("SELECT num, id FROM profiles WHERE shop = ?1 LIMIT 1 OFFSET 777")
      .bind(SHOP)
      .first<{ num: number; id: string }>())!;
    const asked = {
      "a whole email": `person${num}@mail.example`,
      "the beginning of an email": `person${num}`.slice(0, -1),
      "a phone number": `+4366${10000000 + num}`,
      "a customer id": `c-${num}`,
      "our own id": id,
      "what nobody has": "nobody@nowhere.example",
      "what all emails begin with": "person",
    };
    for (const [what, q] of Object.entries(asked)) {
      const times: number[] = [];
      let people = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const before = performance.now();
        people = (await searchPeople(db, SHOP, { q, limit: 50 }, "owner")).total!.people;
        times.push(performance.now() - before);
      }
      rows.push(row(what, people, "people"), row("  median", median(times), "ms"));
      rows.push(row("  slowest", Math.max(...times), "ms"));
      ratios.push(atMost(`${what}, of ${BOUND} ms`, median(times) / BOUND, 1));
    }
    return { rows, ratios };
  } finally {
    await stop();
  }
};
