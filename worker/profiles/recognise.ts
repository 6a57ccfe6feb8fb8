/** Whom an email, a phone or a customer id belongs to: told by the shop's server or a file, which may make somebody new. */
import { newId } from "../../core/ids";
import type { Command } from "../../core/profiles/commands";
import type { MembershipChange } from "../../core/profiles/memberships";
import type { Identity } from "../../core/profiles/profile";
import type { Problem } from "../../core/signals/fields";
import type { Env } from "../env";
import { joinRecords } from "./records";
import { IdentityTaken, type Told, tellProfiles } from "./tell";

export interface PersonTold {
  /** At least one. The shop's own word: they are proven. */
  identities: Pick<Identity, "kind" | "value" | "written">[];
  commands: Command[];
  at: number;
  /** The id that they get when they are new, and since when they are known; otherwise any, and `at`. */
  id?: string;
  since?: number;
  /** It is the shop's record of one customer: two who have its identities become one (`records.ts`). */
  isRecord?: boolean;
}

export interface Recognised {
  profile: string;
  made: boolean;
  problems: Problem[];
}

/** Where identities belong to different people, the shop's own id of a customer says most. */
const ORDER: readonly Identity["kind"][] = ["customer", "email", "phone"];
const TRIES = 5;

/** Tells something of people who are known by their identities, and makes those who are new. */
export async function tellPeople(
  env: Env,
  shop: string,
  people: readonly PersonTold[],
  cause: MembershipChange["cause"],
  now = Date.now(),
): Promise<Recognised[]> {
  for (let tries = 1; ; tries++) {
    const owners = await ownersOf(env.DB, shop, people);
    const { told, made } = assignPeople(people, owners);
    try {
      const problems = await tellProfiles(env, shop, told, cause, now);
      await joinRecords(env, shop, people, owners);
      return told.map(({ profile, commands }, i) => ({
        profile,
        made: made[i]!,
        problems: ownPlaces(problems[i] ?? [], commands.length - people[i]!.commands.length),
      }));
    } catch (error) {
      if (!(error instanceof IdentityTaken) || tries === TRIES) throw error;
    }
  }
}

/** Whose profile each is told to, and who is made for it. `owners` learns of those who are made. */
export function assignPeople(
  people: readonly PersonTold[],
  owners: Map<string, string>,
): { told: Told[]; made: boolean[] } {
  const made: boolean[] = [];
  const told = people.map(({ identities, commands, at, id, since = at }): Told => {
    const known = bestOf(identities, owners);
    const profile = known ?? id ?? newId();
    made.push(known === undefined);
    for (const identity of identities) if (!owners.has(keyOf(identity))) owners.set(keyOf(identity), profile);
    const identify = identities
      .filter((identity) => owners.get(keyOf(identity)) === profile)
      .map((identity): Command => ({ do: "identify", at, verified: true, ...identity }));
    return { profile, commands: [...identify, ...commands], createdAt: since };
  });
  return { told, made };
}

/** The one who owns each of these identities, by `kind value`. */
export async function ownersOf(
  db: D1Database,
  shop: string,
  people: readonly Pick<PersonTold, "identities">[],
): Promise<Map<string, string>> {
  const asked = people.flatMap(({ identities }) => identities.map(({ kind, value }) => [kind, value]));
  const { results } = await db
    .prepare(
      `SELECT i.kind, i.value, i.profile FROM json_each(?2) j
       CROSS JOIN identities i ON i.shop = ?1 AND i.kind = j.value ->> 0 AND i.value = j.value ->> 1 AND i.verified = 1`,
    )
    .bind(shop, JSON.stringify(asked))
    .all<{ kind: Identity["kind"]; value: string; profile: string }>();
  return new Map(results.map((row) => [keyOf(row), row.profile]));
}

export const keyOf = ({ kind, value }: Pick<Identity, "kind" | "value">): string => `${kind} ${value}`;

function bestOf(
  identities: PersonTold["identities"],
  owners: ReadonlyMap<string, string>,
): string | undefined {
  for (const kind of ORDER)
    for (const identity of identities) {
      const owner = identity.kind === kind ? owners.get(keyOf(identity)) : undefined;
      if (owner !== undefined) return owner;
    }
  return undefined;
}

/** Places of the caller's own commands, which come after those that identify. */
const ownPlaces = (problems: readonly Problem[], before: number): Problem[] =>
  problems.map((problem) => ({
    ...problem,
    path: problem.path.replace(/^commands\[(\d+)\]/, (_, i: string) => `commands[${Number(i) - before}]`),
  }));
