/** Saved queries: what SQL finds of everybody is what their documents say, worked out here in plain JavaScript. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isCalendar } from "../../core/attributes/types";
import type { Profile } from "../../core/profiles/profile";
import { parseQuery } from "../../core/queries/parse";
import { isOfRows, type Measured, type Query, type Source } from "../../core/queries/query";
import { columnsOf, groupKey, groupsFor, keptBy, measuredKey, measuresFor } from "../../core/queries/result";
import { type FoundRow, rowsOfPerson } from "../../core/queries/rows";
import { askedSql, type Found, rowsSql } from "../../core/queries/sql";
import { dateOfDay, dayOf } from "../../core/rules/calendar";
import { program } from "../../core/rules/compile";
import { compileEntries } from "../../core/rules/did";
import { fold } from "../../core/rules/fold";
import type { ItemSets } from "../../core/rules/items";
import { operatorOf } from "../../core/rules/operators";
import type { Rule, Value } from "../../core/rules/rule";
import { render, sql } from "../../core/rules/sql";
import { evaluate } from "../../core/rules/why";
import { columnOf } from "../../core/tables/table";
import { clockIn } from "../../core/time/zone";
import { resolveItems } from "../../worker/products/resolve";
import { type TestDatabase, testDatabase } from "../support/d1";
import {
  attributes,
  CATALOGUE,
  CUTOFFS,
  DISCOUNTS,
  didRule,
  FILTERS,
  NOW,
  profile,
  SEED,
  segmentLikeRule,
} from "./arbitrary";
import { PETS } from "./arbitrary-has";
import { storeCatalogue } from "./catalogue";
import { SHOP, store, ZONE } from "./people";

const RUNS = 100;
const PEOPLE = 80;
const LONG = { timeout: 120_000 };
const { tables } = attributes;
const clock = clockIn(ZONE, NOW);
const CHANNELS: Record<string, { channel: string | null; coupon: string | null }> = {};

const deed = didRule
  .map(({ which: _, times: __, sum: ___, ...rest }) => rest as Source)
  .filter(({ during }) => !during || !("thisVisit" in during));
const someRows = fc.constantFrom<Source>(
  { has: "pets" },
  { has: "pets", where: [{ column: "weight", is: "moreThan", value: 0.1 }] },
  { has: "pets", where: [{ column: "species", is: "known" }], during: { inTheLast: [12, "months"] } },
);
const query: fc.Arbitrary<Query> = fc
  .record({
    from: fc.oneof({ weight: 3, arbitrary: deed }, { weight: 1, arbitrary: someRows }),
    people: fc.option(segmentLikeRule, { nil: undefined }),
    n: fc.nat(),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
    least: fc.option(fc.constantFrom(1, 2, 2.5), { nil: undefined }),
    rows: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  })
  .map(({ from, people, n, picks, least, rows }) => {
    const groups = groupsFor(from, tables);
    const offered = measuresFor(from, tables);
    const columns = [
      ...new Map(
        picks.map((i) => offered[i % offered.length]!).map((one) => [measuredKey(one), one]),
      ).values(),
    ];
    const query: Query = { from, by: groups[n % groups.length]!, columns };
    if (people) query.people = people;
    const most = measuredKey(columns.at(-1)!);
    const isNumber = columnsOf(query, tables, "EUR").find(({ key }) => key === most)!.type === "number";
    if (least !== undefined && isNumber) query.where = [{ column: most, is: "atLeast", value: least }];
    if (rows) query.keep = { most, rows };
    return query;
  });

describe(`random queries and people (SEED=${SEED})`, () => {
  let database: TestDatabase;
  let itemSets: ItemSets;
  const people: Profile[] = fc
    .sample(
      fc.tuple(...Array.from({ length: PEOPLE }, (_, i) => profile(`p${String(i).padStart(3, "0")}`))),
      {
        ...{ seed: SEED, numRuns: 1 },
      },
    )
    .flat();

  beforeAll(async () => {
    database = await testDatabase();
    await store(database.db, attributes, people);
    await storeCatalogue(database.db, CATALOGUE, DISCOUNTS);
    const rules = FILTERS.map((items): Rule => ({ did: "bought", items }));
    itemSets = await resolveItems(database.db, SHOP, rules, NOW);
    const names = new Set(
      people.flatMap(({ history }) => history.ordered?.flatMap(({ name }) => name ?? []) ?? []),
    );
    for (const [i, id] of [...names].entries()) {
      CHANNELS[id] = { channel: ["web", "pos", null][i % 3]!, coupon: i % 2 ? "TENTS" : null };
      await database.db
        .prepare(
          `INSERT INTO orders (shop, id, profile, claim, at, updated_at, status, total, currency, refunded, channel, coupon, lines, source)
           VALUES (?1, ?2, 'x', 1, 0, 0, 'placed', 0, 'EUR', 0, ?3, ?4, '[]', 'server')`,
        )
        .bind(SHOP, id, CHANNELS[id].channel, CHANNELS[id].coupon)
        .run();
    }
  }, 60_000);
  afterAll(() => database.stop());

  it(`finds the rows of ${PEOPLE} people as their documents tell them`, LONG, async () => {
    let some = 0;
    await fc.assert(
      fc.asyncProperty(query, async (query) => {
        expect(
          parseQuery(JSON.parse(JSON.stringify(query)), { attributes, hasSegment: () => true }, undefined),
        ).toMatchObject({
          query: { from: query.from, by: query.by, columns: query.columns },
        });
        const found = await rowsInSql(query);
        const told = rowsInDocuments(query);
        some += Object.keys(told).length;
        expect(found).toEqual(told);
      }),
      { seed: SEED, numRuns: RUNS },
    );
    // Else nothing was compared.
    expect(some).toBeGreaterThan(RUNS);
  });

  const asRows = (query: Query, found: readonly Found[]) =>
    rowsOfPerson(found, columnsOf(query, tables, "EUR"), query.by === "product").rows;

  async function rowsInSql(query: Query): Promise<Record<string, FoundRow[]>> {
    const context = { shop: SHOP, attributes, clock, cutoffs: CUTOFFS, itemSets, minor: 100 };
    const asked = await all<{ num: number; id: string }>(
      sql`SELECT p.num, p.id FROM profiles p WHERE ${askedSql(query, context)}`,
    );
    const found = await all<Found>(
      rowsSql(
        query,
        asked.map(({ num }) => num),
        context,
      ),
    );
    const ids = new Map(asked.map(({ num, id }) => [num, id]));
    const each: Record<string, Found[]> = {};
    for (const one of found) {
      const id = ids.get(one.person)!;
      each[id] = [...(each[id] ?? []), one];
    }
    return Object.fromEntries(Object.entries(each).map(([id, rows]) => [id, asRows(query, rows)]));
  }

  async function all<T>(query: ReturnType<typeof sql>): Promise<T[]> {
    const { text, parameter } = render(query);
    return (await database.db.prepare(text).bind(parameter).all<T>()).results;
  }

  function rowsInDocuments(query: Query): Record<string, FoundRow[]> {
    const setting = { attributes, clock, cutoffs: CUTOFFS, itemSets };
    const entriesOf = isOfRows(query.from) ? undefined : documentEntries(query.from);
    const told: Record<string, FoundRow[]> = {};
    for (const person of people) {
      const memberOf = (segment: string) => segment in person.memberships;
      if (query.people && !evaluate(query.people, person, { ...setting, memberOf })) continue;
      const things = entriesOf
        ? entriesOf(person)
        : Object.entries(person.rows?.pets ?? {}).flatMap(([id, row]) =>
            row.cells &&
            evaluate(
              query.from as Rule,
              { ...person, rows: { pets: { [id]: row } } },
              { ...setting, memberOf },
            )
              ? [row.cells as Thing]
              : [],
          );
      const rows = grouped(query, things);
      if (rows.length > 0) told[person.id] = rows;
    }
    return told;
  }

  function documentEntries(from: Exclude<Source, { has: string }>): (person: Profile) => Thing[] {
    const asking = program({ attributes, clock, cutoffs: CUTOFFS, itemSets });
    const entries = compileEntries(from, asking.behaviour);
    return (person) => {
      asking.load(person, NOW);
      return entries() as unknown as Thing[];
    };
  }
});

type Thing = Record<string, Value | undefined> & { at?: number; times?: number };

function grouped(query: Query, things: readonly Thing[]): FoundRow[] {
  const date = isOfRows(query.from) ? columnOf(PETS, PETS.date)! : undefined;
  const at = (thing: Thing) => (date ? thing[date.key] : thing.at) as number | undefined;
  const calendar = date !== undefined && isCalendar(date);
  const groups = new Map<string, Thing[]>();
  const shown = new Map<string, string>();
  for (const thing of things) {
    const value = groupOf(query, thing, at(thing), calendar);
    if (value === undefined || value.trim() === "") continue;
    const folds = typeof query.by !== "string" || query.by === "brand" || query.by === "name";
    const key = folds ? fold(value) : value;
    groups.set(key, [...(groups.get(key) ?? []), thing]);
    if (value > (shown.get(key) ?? "")) shown.set(key, value);
  }
  const columns = columnsOf(query, tables, "EUR");
  const rows = [...groups].map(([key, things]) => {
    const cells: Record<string, Value> = { [groupKey(query.by)]: shown.get(key)! };
    const beside = CATALOGUE.find(({ id }) => id === key)?.name;
    if (query.by === "product" && beside) cells.product_name = beside;
    for (const measured of query.columns) {
      const value = measure(measured, things, at);
      if (value !== undefined) cells[measuredKey(measured)] = value;
    }
    return { key, cells };
  });
  const holds = rows.filter(({ cells }) =>
    (query.where ?? []).every(
      ({ column, is, value }) => cells[column] !== undefined && operatorOf(is).test(cells[column], value),
    ),
  );
  const most = keptBy(query);
  const rank = ({ cells }: (typeof rows)[number]) => (cells[most] as number | undefined) ?? -Infinity;
  holds.sort((a, b) => rank(b) - rank(a) || (a.key < b.key ? -1 : 1));
  expect(columns.map(({ key }) => key)).toEqual(expect.arrayContaining(Object.keys(holds[0]?.cells ?? {})));
  return holds
    .slice(0, query.keep?.rows ?? 100)
    .map(({ cells }) => ({ row: String(cells[groupKey(query.by)]), cells }));
}

function groupOf({ by }: Query, thing: Thing, at: number | undefined, calendar: boolean): string | undefined {
  if (typeof by !== "string") return thing[by.column] as string | undefined;
  const day = at === undefined ? undefined : dateOfDay(dayOf(at, clock, calendar));
  const digits = day === undefined ? undefined : String(day).padStart(8, "0");
  switch (by) {
    case "product":
    case "category":
    case "name":
      return thing[by] as string | undefined;
    case "brand":
      return CATALOGUE.find(({ id }) => id === thing.product)?.brand;
    case "channel":
    case "coupon":
      return CHANNELS[thing.name as string]?.[by] ?? undefined;
    case "month":
      return digits && `${digits.slice(0, 4)}-${digits.slice(4, 6)}`;
    case "year":
      return digits?.slice(0, 4);
  }
}

function measure(
  { measure, of }: Measured,
  things: readonly Thing[],
  at: (thing: Thing) => number | undefined,
): Value | undefined {
  const known = (read: (thing: Thing) => unknown) =>
    things.map(read).filter((value) => value !== undefined) as number[];
  const total = (values: number[]) => values.reduce((sum, n) => sum + n, 0);
  const thousandths = (n: number) => Math.sign(n) * Math.trunc(Math.abs(n) * 1000 + 0.5);
  const some = (values: number[], pick: (...n: number[]) => number) =>
    values.length ? pick(...values) : undefined;
  switch (measure) {
    case "count":
      return total(things.map(({ times = 1 }) => times));
    case "quantity":
      return total(known((thing) => thing.quantity).map(thousandths)) / 1000;
    case "amount":
      return total(known((thing) => thing.amount)) / 100;
    case "products":
      return new Set(known((thing) => thing.product)).size;
    case "occasions":
      return new Set(known(at)).size;
    case "sum":
      return total(known((thing) => thing[of!]).map(thousandths)) / 1000;
    case "least":
      return some(
        known((thing) => thing[of!]),
        Math.min,
      );
    case "most":
      return some(
        known((thing) => thing[of!]),
        Math.max,
      );
    case "first":
      return some(known(at), Math.min);
    case "last":
      return some(known(at), Math.max);
  }
}
