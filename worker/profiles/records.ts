/**
 * A customer's record has an id and an email: by the shop's word, whoever has the one and whoever has the other are one
 * person. Nothing else says so. Phones are shared in a family, and an order or an event names the email that its buyer
 * typed. Nor does a record whose email is another customer's already: shops that do not ask whether an address is
 * somebody's own let anybody write it into their account.
 */
import type { Identity } from "../../core/profiles/profile";
import type { Env } from "../env";
import { join, type Pair } from "./join";

export interface Named {
  identities: readonly Pick<Identity, "kind" | "value">[];
  /** It is the shop's record of one customer. */
  isRecord?: boolean;
}

/** `owners`: whose each identity is, by `kind value`. */
export async function joinRecords(
  env: Env,
  shop: string,
  people: readonly Named[],
  owners: ReadonlyMap<string, string>,
): Promise<void> {
  const pairs = pairsIn(people, owners);
  if (pairs.length === 0) return;
  const customers = await customersAmong(
    env.DB,
    shop,
    pairs.map(([, withEmail]) => withEmail),
  );
  await join(
    env,
    shop,
    pairs.filter(([, withEmail]) => !customers.has(withEmail)),
  );
}

/** Who has the id, and somebody else who has the email. */
function pairsIn(people: readonly Named[], owners: ReadonlyMap<string, string>): Pair[] {
  return people
    .filter(({ isRecord }) => isRecord)
    .flatMap(({ identities }) => {
      const ownersWith = (kind: Identity["kind"]) =>
        identities
          .filter((identity) => identity.kind === kind)
          .map(({ value }) => owners.get(`${kind} ${value}`)!);
      return ownersWith("customer").flatMap((one) => ownersWith("email").map((other): Pair => [one, other]));
    })
    .filter(([one, other]) => one !== other);
}

async function customersAmong(db: D1Database, shop: string, ids: readonly string[]): Promise<Set<string>> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT i.profile FROM json_each(?2) j
       CROSS JOIN identities i ON i.shop = ?1 AND i.profile = j.value AND i.kind = 'customer' AND i.verified = 1`,
    )
    .bind(shop, JSON.stringify([...new Set(ids)]))
    .all<{ profile: string }>();
  return new Set(results.map(({ profile }) => profile));
}
