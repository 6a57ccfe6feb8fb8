/**
 * Time travel: for a rule that may not even be saved, how many people it would have held for at the end of each of
 * the last days. Everybody is looked at in a small shop, a random sample in a large one.
 */
import type { Attributes } from "../../core/attributes/attribute";
import { rulesIn } from "../../core/attributes/computed";
import { estimate, heldAt, type PastPerson } from "../../core/profiles/past";
import { readProfile } from "../../core/profiles/profile";
import { knownSince, rewinding } from "../../core/profiles/rewind";
import { computedBehind, segmentsIn } from "../../core/rules/dependencies";
import { inputsOfAll } from "../../core/rules/inputs";
import { leavesOf, tablesIn } from "../../core/rules/leaves";
import { isRank } from "../../core/rules/ranks";
import type { Rule } from "../../core/rules/rule";
import { type Clock, clockIn, printDay } from "../../core/time/zone";
import type { ShopContext } from "../shops/context";
import { readContext } from "./read-context";
import { attributesIn } from "./rule-schema";

export const MAX_REWIND = 90;
const SAMPLE = 2_000;
const DOCUMENTS_AT_ONCE = 200;
/** People with very long histories: fewer of them, before a Worker's memory and time are used up. */
const MAX_LENGTH = 32_000_000;

export async function rewindRule(
  db: D1Database,
  shop: string,
  rule: Rule,
  context: ShopContext,
  days: number,
  now = Date.now(),
) {
  const { attributes, segments } = context;
  const { zone } = context.clock;
  const clock = clockIn(zone, now);
  const instants = endsOfDays(clock, days);
  const behind = computedBehind(rule, attributes).flatMap((key) => rulesIn(attributes.get(key)!.computed!));
  const { cutoffs, itemSets } = await readContext(db, context, [rule, ...behind]);
  const { attributes: stored } = inputsOfAll([rule], () => undefined, attributes);
  const others = [...new Set([rule, ...behind].flatMap((one) => [...segmentsIn(one)]))];
  const total =
    (await db.prepare("SELECT count(*) AS n FROM profiles WHERE shop = ?1").bind(shop).first<number>("n")) ??
    0;
  const held = instants.map(() => 0);
  let sampled = 0;
  let reaches = now;
  for await (const people of sample(db, shop, others, instants.at(-1)!)) {
    heldAt(rule, people, instants, { attributes, clock, cutoffs, itemSets }, stored).forEach((n, i) => {
      held[i]! += n;
    });
    sampled += people.length;
    for (const { profile } of people) reaches = Math.min(reaches, knownSince(profile));
  }
  // Somebody may have come while we counted.
  const population = Math.max(total, sampled);
  const exact = sampled >= total;
  const labelOf = (key: string) => attributes.get(key)?.label ?? key;
  const pasts = new Map([...attributesIn(rule)].map((key) => [key, pastOf(key, attributes)]));
  const named = (how: ReturnType<typeof rewinding>) =>
    [...pasts].flatMap(([key, past]) => (past === how ? [labelOf(key)] : []));
  const begun = await recordsBegin(db, shop, others);
  return {
    timeZone: zone,
    exact,
    total: population,
    sampled,
    days: instants
      .map((at, i) => ({
        day: printDay(clock.dayOf(at)),
        ...estimate(held[i]!, sampled, exact ? sampled : population),
      }))
      .reverse(),
    asOfToday: [
      ...named(undefined),
      ...[rule, ...behind].flatMap(linesIn).map((key) => `${labelOf(key)} (rank)`),
      ...[...new Set([rule, ...behind].flatMap((one) => [...tablesIn(one)]))].map(
        (key) => attributes.tables?.get(key)?.label ?? key,
      ),
    ],
    roughly: named("roughly"),
    segments: others
      .map((id) => ({ id, name: segments.get(id)?.name ?? id, since: begun.get(id) ?? now }))
      .filter(({ since }) => since > instants.at(-1)!),
    reaches: sampled > 0 ? reaches : null,
  };
}

/** A derived or computed attribute is known as well as what it follows from; behaviour is known exactly. */
function pastOf(key: string, attributes: Attributes): ReturnType<typeof rewinding> {
  const { derived, computed } = attributes.get(key) ?? {};
  const pasts = computed
    ? rulesIn(computed).flatMap((rule) => [...attributesIn(rule)].map((one) => pastOf(one, attributes)))
    : (derived?.from ?? [key]).map(rewinding);
  return pasts.includes(undefined) ? undefined : pasts.includes("roughly") ? "roughly" : "exactly";
}

/** Attributes by which the rule ranks people: the line is today's. */
const linesIn = (rule: Rule): string[] =>
  [...leavesOf(rule)].flatMap((leaf) => (isRank(leaf) ? [leaf.rank] : []));

/** Now, and the last instant of each day before; newest first. */
const endsOfDays = (clock: Clock, days: number): number[] => [
  clock.now,
  ...Array.from({ length: days - 1 }, (_, i) => clock.startOf(clock.today - i) - 1),
];

/**
 * Ids are random, so those who come first in their order are a random sample, found by the primary key; and the same
 * one each time, so that two drafts are compared by the same people.
 */
async function* sample(db: D1Database, shop: string, segments: string[], since: number) {
  let after = "";
  let length = 0;
  for (let read = 0; read < SAMPLE && length < MAX_LENGTH; read += DOCUMENTS_AT_ONCE) {
    const { results } = await db
      .prepare(
        `SELECT p.id AS profile, d.document FROM profiles p JOIN profile_documents d ON d.num = p.num
         WHERE p.shop = ?1 AND p.id > ?2 ORDER BY p.id LIMIT ?3`,
      )
      .bind(shop, after, DOCUMENTS_AT_ONCE)
      .all<{ profile: string; document: string }>();
    if (results.length === 0) return;
    after = results.at(-1)!.profile;
    const ids = results.map(({ profile }) => profile);
    const changes = await changesSince(db, shop, ids, segments, since);
    yield results.map(({ profile: id, document }): PastPerson => {
      length += document.length;
      return { profile: readProfile(document), changes: changes.get(id) ?? [] };
    });
    if (results.length < DOCUMENTS_AT_ONCE) return;
  }
}

async function changesSince(
  db: D1Database,
  shop: string,
  profiles: string[],
  segments: string[],
  since: number,
): Promise<Map<string, PastPerson["changes"]>> {
  if (segments.length === 0) return new Map();
  const { results } = await db
    .prepare(
      `SELECT profile, segment, entered, at FROM membership_changes
       WHERE shop = ?1 AND profile IN (SELECT value FROM json_each(?2)) AND at > CAST(?3 AS INTEGER)
         AND +segment IN (SELECT value FROM json_each(?4)) ORDER BY at, version`,
    )
    .bind(shop, JSON.stringify(profiles), since, JSON.stringify(segments))
    .all<{ profile: string; segment: string; entered: number; at: number }>();
  return Map.groupBy(
    results.map((row) => ({ ...row, entered: row.entered === 1 })),
    ({ profile }) => profile,
  );
}

/** Since when it is recorded who is in these segments. */
async function recordsBegin(db: D1Database, shop: string, segments: string[]): Promise<Map<string, number>> {
  if (segments.length === 0) return new Map();
  const { results } = await db
    .prepare(
      `SELECT s.id, min(s.created_at, coalesce((SELECT min(c.at) FROM membership_changes c WHERE c.shop = s.shop AND c.segment = s.id), s.created_at)) AS since
       FROM segments s WHERE s.shop = ?1 AND s.id IN (SELECT value FROM json_each(?2))`,
    )
    .bind(shop, JSON.stringify(segments))
    .all<{ id: string; since: number }>();
  return new Map(results.map(({ id, since }) => [id, since]));
}
