/**
 * The snapshot: all that the edge must know of a shop, as one versioned piece of JSON. It holds no secret; what
 * belongs to the panel alone (names, notes, drafts) stays out of it.
 */
import type { Attribute } from "../../core/attributes/attribute";
import { computedRules } from "../../core/attributes/computed";
import { attributesOf } from "../../core/attributes/standard";
import { type Chooser, compileMessages } from "../../core/messages/choose";
import type { PublishedMessage } from "../../core/messages/message";
import type { SignalContext } from "../../core/profiles/step";
import { type ItemSets, itemFiltersIn } from "../../core/rules/items";
import type { Rule } from "../../core/rules/rule";
import { compileSegments, type Segments } from "../../core/rules/segments";
import type { SqlContext } from "../../core/rules/sql";
import type { Table } from "../../core/tables/table";
import { type Clock, clockIn } from "../../core/time/zone";

/** Above this many bytes publishing is refused. */
export const MAX_SNAPSHOT_BYTES = 2 * 1024 * 1024;

export interface Snapshot {
  revision: number;
  /** The revision that last changed what decides memberships: segments, attributes, the time zone. */
  rulesRevision: number;
  shop: ShopHeader;
  attributes: Attribute[];
  /** Of the shop's own. */
  tables: Table[];
  segments: SnapshotSegment[];
  /** Where ranks draw their lines. */
  cutoffs: [rank: string, cutoff: number][];
  /** Segments whose members are kept as they are: static ones, told to the profile, and archived ones. */
  statics: string[];
  /** Those of the static ones that pages may know of. */
  visibleStatics: string[];
  messages: PublishedMessage[];
  /** What the rules' filters over the catalogue found, as of the catalogue with `catalogueRevision`. */
  itemSets: ItemSets;
  catalogueRevision: number;
}

export interface SnapshotSegment {
  id: string;
  rule: Rule;
  /** Whether pages may know that a visitor is in it. */
  visible: boolean;
}

/** What a Worker checks before it wakes a shard. */
export interface ShopHeader {
  id: string;
  revision: number;
  currency: string;
  timeZone: string;
  consent: "required" | "not_required";
  /** What happens to what is known of somebody who withdraws. */
  withdrawal: "keep" | "erase";
  shards: number;
  clickDays: number;
  viewDays: number;
  paused: boolean;
  /** Which of its secrets signs who is signed in, and since when: never the secret. */
  identify: { version: number; since: number };
  origins: string[];
  keys: string[];
}

/** A snapshot made ready to be asked: compiled once per version, then kept in memory. */
export interface CompiledSnapshot {
  snapshot: Snapshot;
  attributes: SignalContext["attributes"];
  clock: Clock;
  segments: Segments;
  /** Ids of segments that pages may know of. */
  visible: readonly string[];
  isStatic(segment: string): boolean;
  chooser: Chooser;
  message(id: string): PublishedMessage | undefined;
}

/** What SQL must know of it to ask its rules. */
export const sqlContextOf = ({ snapshot, attributes }: CompiledSnapshot, now: number): SqlContext => ({
  shop: snapshot.shop.id,
  attributes,
  clock: clockIn(snapshot.shop.timeZone, now),
  cutoffs: new Map(snapshot.cutoffs),
  itemSets: snapshot.itemSets,
});

export function compileSnapshot(snapshot: Snapshot, now: number): CompiledSnapshot {
  const attributes = attributesOf(snapshot.attributes, snapshot.tables);
  const clock = clockIn(snapshot.shop.timeZone, now);
  const segments = compileSegments(snapshot.segments, attributes, clock, {
    cutoffs: new Map(snapshot.cutoffs),
    itemSets: snapshot.itemSets,
  });
  const statics = new Set(snapshot.statics);
  const messages = new Map(snapshot.messages.map((message) => [message.id, message]));
  return {
    snapshot,
    attributes,
    clock,
    segments,
    visible: [
      ...snapshot.segments.filter(({ visible }) => visible).map(({ id }) => id),
      ...snapshot.visibleStatics,
    ],
    isStatic: (segment) => statics.has(segment),
    chooser: compileMessages(segments.program, snapshot.shop.paused ? [] : snapshot.messages),
    message: (id) => messages.get(id),
  };
}

/** What decides memberships, as a text: as long as it stays the same, nobody has to be evaluated again. */
export function rulesOf({ segments, attributes, tables, cutoffs, shop, itemSets }: Snapshot): string {
  const rules = [...segments.map(({ rule }) => rule), ...computedRules(attributes)];
  const filters = rules.flatMap((rule) => [...itemFiltersIn(rule).keys()]);
  return JSON.stringify([
    segments.map(({ id, rule }) => [id, rule]),
    filters.map((id) => itemSets[id]),
    attributes,
    tables,
    cutoffs,
    shop.timeZone,
  ]);
}
