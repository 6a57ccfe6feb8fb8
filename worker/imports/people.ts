/** People, members of a static segment, and orders: told to the owner of each profile, who may be new. */

import { newId } from "../../core/ids";
import { beforeOf, nobody } from "../../core/imports/before";
import { orderCommand, readOrder } from "../../core/imports/orders";
import { commandsOf, type PersonRead, readPerson, type Whose } from "../../core/imports/people";
import { readTableRow } from "../../core/imports/table-rows";
import type { Command } from "../../core/profiles/commands";
import type { OrderTold } from "../../core/profiles/order";
import type { TakenBack } from "../../core/profiles/take-back";
import { erasedAmong } from "../privacy/erased";
import { assignPeople, keyOf, ownersOf, type PersonTold } from "../profiles/recognise";
import { joinRecords } from "../profiles/records";
import { IdentityTaken, type Told, tellProfiles } from "../profiles/tell";
import { documentsOf } from "./documents";
import type { Applied, Chunk, KindEntry, Refusal, Run, Waiting } from "./kind";
import { undoPeople } from "./undo-people";

interface WaitingPerson extends Waiting {
  /** The profile's id when they are new: the same at every try. */
  p: string;
  i: [Whose["kind"], string, string][];
  since?: number;
  set?: PersonRead["set"];
  counts?: PersonRead["counts"];
  consents?: PersonRead["consents"];
  order?: { at: number; order: OrderTold };
  /** Of one of the shop's own tables; without a time it is so when the import begins. */
  row?: { id: string; values: Record<string, unknown>; at?: number };
}

/** Of each profile that a chunk says something of: whether the chunk makes it, and what was before. */
export type PersonUndo = [profile: string, made: 0 | 1, was: TakenBack];

const OWNED = `EXISTS (SELECT 1 FROM json_each(j.value -> '$.i') k CROSS JOIN identities i
  ON i.shop = ?1 AND i.kind = k.value ->> 0 AND i.value = k.value ->> 1 AND i.verified = 1)`;

export const people: KindEntry = {
  read(frame, record) {
    const { identities, set, counts, consents, since, remarks } = readPerson(frame, record);
    const row = { ...waitingFor(identities), set, counts, consents, since };
    return { row, remarks };
  },
  fresh: { key: "j.value ->> '$.i[0][0]' || ' ' || (j.value ->> '$.i[0][1]')", isNew: `NOT ${OWNED}` },
  apply,
  undo: undoPeople,
};

export const orders: KindEntry = {
  read(frame, record) {
    const { identities, at, order, remarks } = readOrder(frame, record);
    return { row: { ...waitingFor(identities), order: { at, order } }, remarks };
  },
  fresh: {
    key: "j.value ->> '$.order.order.id'",
    isNew: "NOT EXISTS (SELECT 1 FROM orders o WHERE o.shop = ?1 AND o.id = j.value ->> '$.order.order.id')",
  },
  apply,
  undo: undoPeople,
};

export const rows: KindEntry = {
  read(frame, record) {
    const { identities, row: id, values, at, remarks } = readTableRow(frame, record);
    return { row: { ...waitingFor(identities), row: { id, values, at } }, remarks };
  },
  fresh: {
    key: "j.value ->> '$.row.id'",
    isNew: `NOT EXISTS (SELECT 1 FROM imports m JOIN table_rows r ON r.shop = ?1 AND r.table_key = m.table_key
      AND r.row = j.value ->> '$.row.id' WHERE m.shop = ?1 AND m.id = ?2)`,
  },
  apply,
  undo: undoPeople,
};

const waitingFor = (identities: readonly Whose[]) => ({
  p: newId(),
  i: identities.map(({ kind, value, written }) => [kind, value, written]),
});

const TRIES = 5;

/** Whose people were erased and did not come back by themselves since. */
async function erasedOf(
  { env, job: { shop } }: Run,
  people: readonly { row: WaitingPerson; identities: Whose[] }[],
): Promise<(row: WaitingPerson) => boolean> {
  const erased = await erasedAmong(
    env,
    shop,
    people.flatMap(({ identities }) => identities),
  );
  if (erased.size === 0) return () => false;
  const owners = await ownersOf(env.DB, shop, people);
  const gone = people.filter(
    ({ identities }) =>
      identities.some((identity) => erased.has(keyOf(identity))) &&
      !identities.some((identity) => owners.has(keyOf(identity))),
  );
  const rows = new Set(gone.map(({ row }) => row));
  return (row) => rows.has(row);
}

/** Where nobody is made, those whom nobody knows. */
async function unknownOf(
  { env, job: { shop, known } }: Run,
  people: readonly { row: WaitingPerson; identities: Whose[] }[],
): Promise<(row: WaitingPerson) => boolean> {
  if (!known) return () => false;
  const owners = await ownersOf(env.DB, shop, people);
  const theirs = people.filter(({ identities }) => identities.some((one) => owners.has(keyOf(one))));
  const rows = new Set(theirs.map(({ row }) => row));
  return (row) => !rows.has(row);
}

async function apply(run: Run, chunk: Chunk): Promise<Applied> {
  const { env, job } = run;
  const { shop } = job;
  const all = JSON.parse(chunk.rows) as WaitingPerson[];
  const named = (row: WaitingPerson) => row.i.map(([kind, value, written]) => ({ kind, value, written }));
  const isErased = await erasedOf(
    run,
    all.map((row) => ({ row, identities: named(row) })),
  );
  const isUnknown = await unknownOf(
    run,
    all.map((row) => ({ row, identities: named(row) })),
  );
  const rows = all.filter((row) => !isErased(row) && !isUnknown(row));
  const ordered = await orderersOf(env.DB, shop, rows);
  const people = rows.map((row) => toldOf(row, named(row), run));
  for (let tries = 1; ; tries++) {
    const owners = await ownersOf(env.DB, shop, people);
    const { told: toTell, made } = assignAll(rows, people, owners, ordered);
    const kept = JSON.parse(
      chunk.undo ?? (await run.keep(await undoOf(run, toTell, made, ordered))),
    ) as PersonUndo[];
    try {
      const problems = await tellProfiles(env, shop, toTell, "import", run.now);
      await joinRecords(env, shop, people, owners);
      const makes = kept.filter(([, isMade]) => isMade === 1).length;
      return {
        made: makes,
        changed: kept.length - makes,
        refused: [
          ...all.filter(isErased).map((row) => refuse(row, ERASED)),
          ...all.filter((row) => isUnknown(row) && !isErased(row)).map((row) => refuse(row, UNKNOWN)),
          ...rows.flatMap((row, i) => remarksOf(row, problems[i] ?? [])),
        ],
      };
    } catch (error) {
      if (!(error instanceof IdentityTaken) || tries === TRIES) throw error;
    }
  }
}

function toldOf(row: WaitingPerson, identities: Whose[], { job, now }: Run): PersonTold {
  const at = job.startedAt;
  const commands: Command[] = row.order
    ? [orderCommand(row.order)]
    : row.row
      ? [rowCommand(row.row, job.table ?? "", at)]
      : commandsOf(row, { at, import: job.id, file: job.file, row: row.n }, job.segment ?? undefined);
  const since = Math.min(row.since ?? row.order?.at ?? at, now);
  return { identities, commands, at, id: row.p, since, isRecord: row.order === undefined };
}

const rowCommand = (
  { id, values, at }: NonNullable<WaitingPerson["row"]>,
  table: string,
  begun: number,
): Command => ({ do: "row", at: at ?? begun, table, row: id, values });

/** What was before, of each profile once. */
async function undoOf(
  { env, job }: Run,
  told: readonly Told[],
  made: readonly boolean[],
  ordered: ReadonlyMap<string, string>,
): Promise<string> {
  const { shop, id } = job;
  const makes = new Set(told.filter((_, i) => made[i]).map(({ profile }) => profile));
  const known = [...new Set(told.map(({ profile }) => profile))].filter((profile) => !makes.has(profile));
  const documents = await documentsOf(env, shop, known);
  const undo = [...Map.groupBy(told, ({ profile }) => profile)].map(([profile, all]): PersonUndo => {
    const commands = all.flatMap((one) => one.commands);
    const was = beforeOf(documents.get(profile) ?? nobody(profile, 0), commands, id);
    const orders = commands.flatMap((one) =>
      one.do === "order" && !ordered.has(one.order.id) ? [one.order.id] : [],
    );
    return [profile, makes.has(profile) ? 1 : 0, { ...was, ...(orders.length > 0 && { orders }) }];
  });
  return JSON.stringify(undo);
}

/** Who counts an order that is there already: it is told to them, and stays when the import is undone. */
async function orderersOf(
  db: D1Database,
  shop: string,
  rows: readonly WaitingPerson[],
): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ order }) => order?.order.id ?? []);
  if (ids.length === 0) return new Map();
  const { results } = await db
    .prepare("SELECT id, profile FROM orders WHERE shop = ?1 AND id IN (SELECT value FROM json_each(?2))")
    .bind(shop, JSON.stringify(ids))
    .all<{ id: string; profile: string }>();
  return new Map(results.map(({ id, profile }) => [id, profile]));
}

function assignAll(
  rows: readonly WaitingPerson[],
  people: readonly PersonTold[],
  owners: Map<string, string>,
  ordered: ReadonlyMap<string, string>,
) {
  const ordererOf = (i: number) => ordered.get(rows[i]!.order?.order.id ?? "");
  const others = people.filter((_, i) => ordererOf(i) === undefined);
  const assigned = assignPeople(others, owners);
  let next = 0;
  const told: Told[] = [];
  const made: boolean[] = [];
  for (const [i, { commands }] of people.entries()) {
    const profile = ordererOf(i);
    told.push(profile === undefined ? assigned.told[next]! : { profile, commands });
    made.push(profile === undefined && assigned.made[next++]!);
  }
  return { told, made };
}

const ERASED = "Was erased at their own wish, and does not come back by a file";
const UNKNOWN = "Is nobody whom your shop knows";

const refuse = ({ n, i }: WaitingPerson, reason: string): Refusal => ({
  row: n,
  whole: true,
  reasons: [reason],
  cells: i.map(([, , written]) => written),
});

const remarksOf = (
  { n, i }: WaitingPerson,
  problems: readonly { path: string; reason: string }[],
): Refusal[] =>
  problems.length === 0
    ? []
    : [
        {
          row: n,
          // A person has only so many rows: one more is not kept.
          whole: problems.some(({ path }) => /^commands\[\d+\]\.row$/.test(path)),
          reasons: problems.map(
            ({ path, reason }) => `${path.replace(/^commands\[\d+\]\.(\w+\.)?/, "")} ${reason}`,
          ),
          cells: i.map(([, , written]) => written),
        },
      ];
