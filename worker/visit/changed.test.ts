/** After new rules, asking SQL who is moved by the changed segments leaves D1 as evaluating everybody would. */
import { env } from "cloudflare:test";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { type Profile, readProfile } from "../../core/profiles/profile";
import { type ItemSets, setIdOf } from "../../core/rules/items";
import type { Rule } from "../../core/rules/rule";
import {
  attributes,
  CUTOFFS,
  FILTERS,
  NOW,
  own,
  profile,
  SEED,
  SEGMENTS,
  segmentLikeRule,
  timeRule,
} from "../../tests/rules/arbitrary";
import { ORDER, PETS } from "../../tests/rules/arbitrary-has";
import { SHOP, store, ZONE } from "../../tests/rules/people";
import { type CompiledSnapshot, compileSnapshot, type Snapshot } from "./snapshot";
import { evaluateBy, startEvaluation } from "./walk-unhomed";

const RUNS = Math.ceil(Number(process.env.RULES ?? 250) / 10);
const PEOPLE = 50;

let revision = 0;
beforeAll(async () => {
  const ids = Array.from({ length: PEOPLE }, (_, i) => `p${String(i).padStart(3, "0")}`);
  const people = fc.sample(fc.tuple(...ids.map(profile)), { seed: SEED, numRuns: 1 }).flat();
  await store(env.DB, attributes, people);
});

const ALL = ["s0", "s1", "s2", "s3"] as const;
const rule = fc.oneof(segmentLikeRule, timeRule);
const referring = fc.constantFrom<Rule>(
  { segment: "s1" },
  { not: { segment: "s1" } },
  { all: [{ segment: "s1", notIn: ["s2"] }] },
  { any: [{ segment: "s2" }, { segment: SEGMENTS[0]! }] },
);
const rules = fc.record({
  // Before those that it refers to: the order of asking is not the order of the list.
  s0: referring,
  s1: fc.oneof(rule, fc.constantFrom<Rule>({ segment: "s2" }, { not: { segment: "s2" } })),
  s2: rule,
  s3: timeRule,
});
/** What is changed, and what else is drawn anew. */
const change = fc.record({
  rules,
  which: fc.subarray([...ALL], { minLength: 1 }),
  archived: fc.constantFrom(undefined, undefined, undefined, "s3"),
  ranked: fc.boolean(),
  found: fc.constantFrom("p1", "q7"),
});

test(
  `memberships are the same, and nobody's next change is told too late (SEED=${SEED})`,
  async () => {
    await fc.assert(
      fc.asyncProperty(rules, fc.array(change, { minLength: 1, maxLength: 4 }), async (first, changes) => {
        let now: Record<string, Rule> = first;
        // Everybody is read first, so that no time of a next change is left from other rules.
        await env.DB.prepare("UPDATE evaluations SET plan = NULL").run();
        await sorted(now, { ranked: true, found: "p1" });
        for (const { rules, which, archived, ...drawn } of changes) {
          now = { ...now, ...Object.fromEntries(which.map((id) => [id, rules[id]])) };
          if (archived) delete now[archived];
          await sorted(now, drawn);
        }
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
  },
  60_000 + RUNS * 4_000,
);

async function sorted(
  rules: Record<string, Rule>,
  { ranked, found }: { ranked: boolean; found: string },
): Promise<void> {
  const db = env.DB;
  const compiled = compileSnapshot(snapshotOf(rules, ranked, found), NOW);
  await startEvaluation(db, SHOP, revision, NOW);
  expect(await evaluateBy(db, compiled, Number.POSITIVE_INFINITY, () => NOW)).toBe(true);
  const { results } = await db
    .prepare(
      `SELECT d.document, p.next_change_at AS next, (SELECT json_group_array(segment) FROM memberships m WHERE m.person = p.num) AS members
       FROM profiles p JOIN profile_documents d ON d.num = p.num`,
    )
    .all<{ document: string; next: number | null; members: string }>();
  for (const { document, next, members } of results) {
    const person = readProfile(document);
    const among = (ids: string[]) => ids.filter((id) => id in rules).sort();
    const is = heldAt(NOW, person, compiled);
    expect(among(JSON.parse(members) as string[])).toEqual(is);
    expect(among(Object.keys(person.memberships))).toEqual(is);
    // Whatever time may change before, it does not.
    let at = compiled.segments.program.nextChange();
    for (let step = 0; step < 4 && at < (next ?? Infinity); step++) {
      expect(heldAt(at, person, compiled)).toEqual(is);
      at = compiled.segments.program.nextChange();
    }
  }
}

function heldAt(now: number, person: Profile, { segments }: CompiledSnapshot): string[] {
  const holds = segments.evaluate(person, now, (segment) => segment in person.memberships);
  return segments.ids.filter((_, i) => holds[i]).sort();
}

function snapshotOf(rules: Record<string, Rule>, ranked: boolean, found: string): Snapshot {
  revision++;
  const itemSets: ItemSets = Object.fromEntries(
    FILTERS.map((filter, i) => [setIdOf(filter), { products: i % 3 ? [found] : ["p2", found] }]),
  );
  return {
    ...{ revision, rulesRevision: revision },
    shop: {
      ...{
        id: SHOP,
        revision,
        currency: "EUR",
        timeZone: ZONE,
        consent: "not_required",
        withdrawal: "keep",
        shards: 1,
      },
      ...{
        clickDays: 7,
        viewDays: 1,
        paused: false,
        origins: [],
        keys: [],
        identify: { version: 0, since: 0 },
      },
    },
    attributes: own,
    tables: [PETS, ORDER],
    segments: Object.entries(rules).map(([id, rule]) => ({ id, rule, visible: false })),
    cutoffs: ranked ? [...CUTOFFS] : [],
    statics: [...SEGMENTS, ...ALL.filter((id) => !(id in rules))],
    visibleStatics: [],
    messages: [],
    itemSets,
    catalogueRevision: 0,
  };
}
