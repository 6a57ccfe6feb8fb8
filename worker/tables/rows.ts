/** Rows from the shop's server, a file or the panel reach their people; and rows as members see them. */
import type { Command } from "../../core/profiles/commands";
import type { MembershipChange } from "../../core/profiles/memberships";
import type { Identity } from "../../core/profiles/profile";
import type { Problem } from "../../core/signals/fields";
import { type Cells, readRow } from "../../core/tables/rows";
import type { Table } from "../../core/tables/table";
import type { Clock } from "../../core/time/zone";
import { identitiesOf } from "../customers/schemas";
import type { Env } from "../env";
import type { Taken } from "../http/each-item";
import { cut, PAGE, readCursor } from "../http/paging";
import type { Role } from "../members/roles";
import { peopleById } from "../profiles/people";
import { tellPeople } from "../profiles/recognise";
import { tellProfiles } from "../profiles/tell";
import { rowInD1 } from "../visit/moves-d1";
import type { RowInput } from "./schemas";
import { shownCells, shownId } from "./shown";

type Cause = MembershipChange["cause"];

/** A row that was read. */
export interface RowTold {
  row: string;
  values: Record<string, unknown>;
  at: number;
  whose: { identities: Pick<Identity, "kind" | "value" | "written">[] } | { profile: string };
}

/** Reads a row that the shop's server gave, or says what does not fit. */
export function rowFrom(
  { customer, profile, values, updatedAt }: RowInput,
  table: Table,
  clock: Clock,
  now: number,
): RowTold | { problems: Problem[] } {
  const read = readRow(table, values, clock);
  if ("problems" in read) return read;
  return {
    ...{ row: read.id, values, at: updatedAt ?? now },
    whose: profile === undefined ? { identities: identitiesOf(customer!) } : { profile },
  };
}

/** Answers each as it was taken, or why it was not. Of several words of one row only the last is told. */
export async function tellRows(
  env: Env,
  shop: string,
  table: string,
  told: readonly RowTold[],
  cause: Cause,
  now = Date.now(),
): Promise<Taken[]> {
  const answers = new Map<RowTold, Taken>();
  const last = lastWords(told);
  const known = told.filter((one) => last.get(one.row) === one && "profile" in one.whose);
  const others = told.filter((one) => last.get(one.row) === one && "identities" in one.whose);
  const commandOf = ({ row, values, at }: RowTold): Command => ({ do: "row", at, table, row, values });
  const asTaken = (profile: string, problems: readonly Problem[]): Taken =>
    problems.length > 0
      ? { profile, problems: problems.map(ownPlace), refused: true }
      : { profile, problems: [] };
  let waiting = known.map((one) => ({ one, profile: (one.whose as { profile: string }).profile }));
  // Some became part of somebody else since.
  for (const isLast of [false, true]) {
    const problems = await tellProfiles(
      env,
      shop,
      waiting.map(({ one, profile }) => ({ profile, commands: [commandOf(one)] })),
      cause,
      now,
    );
    const gone: typeof waiting = [];
    for (const [i, { one, profile }] of waiting.entries())
      if (problems[i]) answers.set(one, asTaken(profile, problems[i]));
      else gone.push({ one, profile });
    waiting = [];
    for (const { one, profile } of gone) {
      const became = isLast ? undefined : await rowInD1(env.DB, shop, profile);
      if (became) waiting.push({ one, profile: became.id });
      else
        answers.set(one, {
          ...{ profile, refused: true },
          problems: [{ path: "profile", reason: "is not a person of this shop" }],
        });
    }
  }
  const people = others.map((one) => ({
    identities: (one.whose as { identities: Identity[] }).identities,
    commands: [commandOf(one)],
    at: Math.min(one.at, now),
  }));
  const recognised = people.length > 0 ? await tellPeople(env, shop, people, cause, now) : [];
  for (const [i, one] of others.entries())
    answers.set(one, asTaken(recognised[i]!.profile, recognised[i]!.problems));
  return told.map((one) => answers.get(one) ?? answers.get(last.get(one.row)!)!);
}

/** Of each row the word that counts: of the same instant the last one. */
function lastWords(told: readonly RowTold[]): Map<string, RowTold> {
  const last = new Map<string, RowTold>();
  for (const one of told) if ((last.get(one.row)?.at ?? one.at) <= one.at) last.set(one.row, one);
  return last;
}

/** Ids of those that D1 knows; the people who have them are told. */
export async function removeRows(
  env: Env,
  shop: string,
  table: string,
  ids: readonly string[],
  at: number,
  cause: Cause,
): Promise<Set<string>> {
  const { results } = await env.DB.prepare(
    `SELECT r.row, p.id FROM json_each(?3) j CROSS JOIN table_rows r ON r.shop = ?1 AND r.table_key = ?2 AND r.row = j.value
     JOIN profiles p ON p.num = r.person`,
  )
    .bind(shop, table, JSON.stringify(ids))
    .all<{ row: string; id: string }>();
  await tellProfiles(
    env,
    shop,
    results.map(({ row, id }) => ({ profile: id, commands: [{ do: "row", at, table, row }] })),
    cause,
  );
  return new Set(results.map(({ row }) => row));
}

/** In the order of their ids; those of one person, or whose id begins with a text. */
export async function listRows(
  env: Env,
  shop: string,
  table: Table,
  { id = "", cursor }: { id?: string | undefined; cursor?: string | undefined },
  role: Role,
) {
  const [after = "", person = -1] = (readCursor(cursor, 2) ?? []) as [string?, number?];
  const { results } = await env.DB.prepare(
    `SELECT r.row, r.at, r.cells, r.person, p.id FROM table_rows r JOIN profiles p ON p.num = r.person
     WHERE r.shop = ?1 AND r.table_key = ?2 AND r.row >= ?3 AND r.row < ?3 || char(1114111)
     AND (r.row, r.person) > (?4, ?5) ORDER BY r.row, r.person LIMIT ?6`,
  )
    .bind(shop, table.key, id, after, person, PAGE + 1)
    .all<{ row: string; at: number; cells: string; person: number; id: string }>();
  const page = cut(results, ({ row, person }) => [row, person]);
  const ids = [...new Set(page.items.map(({ id }) => id))];
  const people = new Map((await peopleById(env.DB, shop, ids, role)).map((one) => [one.id, one]));
  return {
    next: page.next,
    items: page.items.map(({ row, at, cells, id }) => {
      const { name = null, email = null } = people.get(id) ?? {};
      return {
        id: shownId(table, row, role),
        values: shownCells(table, JSON.parse(cells) as Cells, role),
        updatedAt: at,
        person: { id, name, email },
      };
    }),
  };
}

/** `commands[0].values.weight` → `values.weight`; too many rows are the whole row's fault. */
const ownPlace = ({ path, reason }: Problem): Problem => {
  const own = path.replace(/^commands\[\d+\]\.?/, "");
  return { path: own === "row" ? "" : own, reason };
};
