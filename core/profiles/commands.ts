/**
 * What the shop's server, an import, the panel or an automation tells of a person, where a page tells signals. The
 * owner of the profile applies it, be it a shard or D1. Each command may come twice, late, or out of order: it says
 * the same every time, and of what was told the latest word counts.
 */
import type { Attribute } from "../attributes/attribute";
import { factIn } from "../attributes/convert";
import { readAttribute } from "../attributes/types";
import type { Activity } from "../rules/rule";
import { pathOf } from "../signals/path";
import { type Cells, readRow, withRow } from "../tables/rows";
import { BEHAVIOUR } from "./fold-history";
import { addIdentity, forgetIdentity, setPrimary } from "./identity";
import { SUMS } from "./merge";
import { applyOrder, type OrderTold, releaseOrder, settleOrders } from "./order";
import type { ConsentProof, Identity, Profile } from "./profile";
import { settleShoppingHour } from "./shopping-hour";
import { type Effects, increase, numberOf, type SignalContext, type Step, stepOn } from "./step";
import { type TakenBack, takeBack } from "./take-back";
import { isLatest, tell } from "./told";

export type Command = { /** When it was so, not when it was sent (ms). */ at: number } & (
  | { do: "set"; attributes: Record<string, unknown> }
  | { do: "start"; counts: Record<string, number> }
  | { do: "add" | "remove"; lists: Record<string, string[]> }
  | ({ do: "identify" } & Pick<Identity, "kind" | "value" | "written" | "verified">)
  | ({ do: "choose" | "forget" } & Pick<Identity, "kind" | "value">)
  | ({ do: "consent"; given: boolean } & Omit<ConsentProof, "given" | "at">)
  | { do: "event"; id: string; name: string }
  | { do: "order"; order: OrderTold }
  | { do: "release"; order: string }
  | { do: "member"; segment: string; in: boolean }
  /** A row of one of the shop's own tables, as a whole; without its values it is removed. */
  | { do: "row"; table: string; row: string; values?: Record<string, unknown> }
  /** A row that is somebody else's by now. */
  | { do: "giveUp"; table: string; row: string }
  | { do: "drop"; table: string }
  | { do: "takeBack"; was: TakenBack }
  | { do: "trim"; before: number }
);

export type CommandContext = Pick<
  SignalContext,
  "received" | "attributes" | "clock" | "currency" | "attribution"
>;

/** Applies them in their order. What cannot be applied is reported under `commands[i]`; the rest is. */
export function applyCommands(
  profile: Profile,
  commands: readonly Command[],
  context: CommandContext,
  effects: Effects,
): void {
  const step = stepOn(
    profile,
    { ...context, sent: context.received, queue: "", message: () => undefined },
    effects,
  );
  commands.forEach((command, i) => {
    step.begin(command.at, `${command.do} ${command.at.toString(36)}`, `commands[${i}]`);
    (handlers[command.do] as (step: Step, command: Command) => void)(step, command);
  });
}

const handlers: { [D in Command["do"]]: (step: Step, command: Extract<Command, { do: D }>) => void } = {
  /** Null clears. What is counted or worked out cannot be set. */
  set(step, { attributes }) {
    for (const [key, raw] of Object.entries(attributes)) {
      const attribute = settable(step, key, "attributes");
      if (!attribute) continue;
      const read = raw === null ? { value: undefined } : readAttribute(attribute, raw, step.context.clock);
      if ("reason" in read) step.refuse(`attributes.${key}`, read.reason);
      else tell(step.profile, key, read.value, step.at);
    }
  },
  /** What was counted elsewhere before we did: a later word on it takes the earlier's place. */
  start(step, { counts }) {
    const { profile, at } = step;
    for (const [key, value] of Object.entries(counts)) {
      if (!(SUMS as readonly string[]).includes(key)) {
        step.refuse(`counts.${key}`, `is not counted; what is: ${SUMS.join(", ")}`);
        continue;
      }
      profile.starts ??= {};
      const known = profile.starts[key];
      if (known && known.at > at) continue;
      increase(profile, key, value - numberOf(known?.value));
      profile.starts[key] = { value, at };
    }
    settleOrders(profile);
  },
  add: (step, { lists }) => changeLists(step, lists, true),
  remove: (step, { lists }) => changeLists(step, lists, false),
  identify({ profile, at, effects }, { kind, value, written, verified }) {
    if (addIdentity(profile, kind, value, written, at, verified)) effects.proved.push({ kind, value, at });
  },
  choose({ profile, at }, { kind, value }) {
    if (!isLatest(profile, `$chosen ${kind}`, at)) return;
    for (const identity of profile.identities) {
      if (identity.kind !== kind) continue;
      if (identity.value === value) identity.chosen = true;
      else delete identity.chosen;
    }
    setPrimary(profile, kind);
  },
  forget({ profile, effects, at }, { kind, value }) {
    if (forgetIdentity(profile, { kind, value }, at)) effects.forgot.push({ kind, value });
  },
  /** Each word is kept as proof; the latest of a channel is in force. */
  consent({ profile, at }, { channel, given, text, version, page, askedAt }) {
    const isKnown = profile.consents.some(
      (proof) => proof.channel === channel && proof.at === at && (proof.given !== false) === given,
    );
    if (!isKnown) {
      profile.consents.push({
        ...{ channel, ...(!given && { given }), text, version, page, at },
        ...(askedAt !== undefined && { askedAt }),
      });
      profile.consents.sort((a, b) => a.at - b.at);
    }
    tell(profile, `${channel}_consent`, given, at);
    if (!given) return;
    tell(profile, `${channel}_consent_at`, at, at);
    tell(profile, `${channel}_consent_source`, pathOf(page) || undefined, at);
  },
  event({ profile, did, refuse, at }, { id, name }) {
    // Whether it was counted before could no longer be told.
    if (at < (profile.folded?.events ?? -Infinity))
      refuse("at", "is so long ago that only daily totals are kept of this person");
    else did("event", { id, name, at } satisfies Partial<Activity>);
  },
  order(step, { order }) {
    applyOrder(step, order);
  },
  release: (step, { order }) => releaseOrder(step, order),
  /** What was done before an instant is forgotten; what it was counted for stays, and so do orders. */
  trim({ profile, undid, context }, { before }) {
    for (const kind of BEHAVIOUR)
      for (const entry of profile.history[kind]?.filter(({ at }) => at < before) ?? []) undid(kind, entry);
    settleShoppingHour(profile, context.clock);
  },
  /** Of a static segment. */
  member({ profile, at, effects }, { segment, in: entered }) {
    if (!isLatest(profile, `$member ${segment}`, at)) return;
    const { memberships } = profile;
    if (entered === (memberships[segment] !== undefined)) return;
    if (entered) memberships[segment] = at;
    else delete memberships[segment];
    effects.members.push({ segment, entered, at });
  },
  row(step, { table: key, row, values }) {
    if (!values) return setRow(step, key, row, undefined);
    const table = step.context.attributes.tables?.get(key);
    if (!table) return step.refuse("table", "is not a table of this shop");
    const read = readRow(table, values, step.context.clock);
    if (!("problems" in read)) return setRow(step, key, row, read.cells);
    for (const { path, reason } of read.problems) step.refuse(path, reason);
  },
  giveUp(step, { table, row }) {
    const known = step.profile.rows?.[table]?.[row];
    if (known && known.at < step.at) setRow(step, table, row, undefined);
  },
  /** The shop has this table no more. */
  drop({ profile, effects }, { table }) {
    const { [table]: gone, ...rest } = profile.rows ?? {};
    if (!gone) return;
    profile.rows = rest;
    effects.rows ??= [];
    for (const row of Object.keys(gone)) effects.rows.push({ table, row });
  },
  takeBack(step, { was }) {
    takeBack(step, was);
  },
};

function setRow(
  { profile, at, effects, refuse }: Step,
  table: string,
  row: string,
  cells: Cells | undefined,
) {
  const before = profile.rows ?? {};
  const after = withRow(before, table, row, { at, ...(cells && { cells }) });
  if ("reason" in after) return refuse("row", after.reason);
  if (after.rows === before) return;
  profile.rows = after.rows;
  effects.rows ??= [];
  effects.rows.push({ table, row });
}

function settable({ context, refuse }: Step, key: string, where: string) {
  const attribute = context.attributes.get(key);
  if (!attribute) refuse(`${where}.${key}`, "is not an attribute of this shop");
  else if (!isSettable(attribute)) refuse(`${where}.${key}`, "is worked out by Vitrine and cannot be set");
  else return attribute;
  return undefined;
}

/** What is counted or worked out is not. */
export const isSettable = ({ key, column, browser, derived, computed }: Attribute): boolean =>
  !derived && !computed && (!column || browser === true || OURS_BUT_SETTABLE.has(key));

/** Standard attributes that no page may set, but the shop may. */
const OURS_BUT_SETTABLE = new Set([
  "tags",
  "language",
  "country",
  "region",
  "region_code",
  "city",
  "postal_code",
  "place",
  "continent",
  "time_zone",
]);

/** A list that was set as a whole later than this has the last word on each of its values. */
function changeLists(step: Step, lists: Record<string, string[]>, add: boolean): void {
  const { profile, at, refuse } = step;
  for (const [key, values] of Object.entries(lists)) {
    const attribute = settable(step, key, "lists");
    if (!attribute) continue;
    const read = readAttribute(attribute, values, step.context.clock);
    if ("reason" in read || !Array.isArray(read.value)) {
      refuse(`lists.${key}`, "reason" in read ? read.reason : "is not a list");
      continue;
    }
    // Options that are gone stay in a list as it was written; a single choice from before is a list of one.
    const kept = profile.attributes[key];
    const known = Array.isArray(kept) ? kept : factIn(profile.attributes, attribute, step.context.clock);
    const list = new Set(Array.isArray(known) ? known : []);
    for (const value of read.value as string[]) {
      if (profile.times[key]! > at || !isLatest(profile, `${key}=${value}`, at)) continue;
      if (add) list.add(value);
      else list.delete(value);
    }
    if (list.size > 0) profile.attributes[key] = [...list];
    else delete profile.attributes[key];
  }
}
