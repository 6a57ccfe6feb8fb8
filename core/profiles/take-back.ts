/**
 * What an import said is taken back: each fact goes to what it was before, unless something later was told of it.
 * Taken back twice it changes nothing.
 */
import type { Value } from "../rules/rule";
import type { Row } from "../tables/rows";
import { removeIdentity, setPrimary } from "./identity";
import { settleOrders, takeBackOrder } from "./order";
import type { Identity, Profile } from "./profile";
import { increase, numberOf, type Step } from "./step";
import { put } from "./told";

/** An attribute as it was, and when what is taken back was told. */
export interface Was {
  told: number;
  value?: Value;
  at?: number;
}

export interface TakenBack {
  attributes?: Record<string, Was>;
  starts?: Record<string, { told: number; value?: number; at?: number }>;
  /** A static segment that they were put into. */
  member?: { segment: string; told: number; since?: number; at?: number };
  /** Those that were not there; and how others had been written. */
  identities?: Pick<Identity, "kind" | "value">[];
  written?: (Pick<Identity, "kind" | "value" | "written" | "lastAt"> & { told: number })[];
  /** Consents by the `version` of their proof. */
  consents?: string;
  orders?: string[];
  /** Rows of the shop's own tables as they were; absent when there was none. */
  rows?: { table: string; row: string; told: number; was?: Row }[];
}

export function takeBack(step: Step, was: TakenBack): void {
  const { profile } = step;
  for (const [key, { told, value, at }] of Object.entries(was.attributes ?? {}))
    if (profile.times[key] === told) {
      put(profile, key, value);
      putTime(profile, key, at);
    }
  for (const [key, start] of Object.entries(was.starts ?? {})) takeBackStart(profile, key, start);
  if (was.member) takeBackMember(step, was.member);
  if (was.consents !== undefined)
    profile.consents = profile.consents.filter(({ version }) => version !== was.consents);
  for (const { kind, value } of was.identities ?? []) removeIdentity(profile, kind, value);
  for (const { kind, value, told, written, lastAt } of was.written ?? []) {
    const known = profile.identities.find((one) => one.kind === kind && one.value === value);
    if (known?.lastAt !== told) continue;
    known.written = written;
    if (lastAt === undefined) delete known.lastAt;
    else known.lastAt = lastAt;
    setPrimary(profile, kind);
  }
  for (const row of was.rows ?? []) takeBackRow(step, row);
  for (const id of was.orders ?? []) takeBackOrder(profile, id, step.undid);
  if (numberOf(profile.attributes.orders) === 0) put(profile, "average_order", undefined);
  settleOrders(profile);
}

function takeBackRow(
  { profile, effects }: Step,
  { table, row, told, was }: NonNullable<TakenBack["rows"]>[number],
): void {
  const known = profile.rows?.[table];
  if (known?.[row]?.at !== told) return;
  const { [row]: _, ...others } = known;
  profile.rows = { ...profile.rows, [table]: was ? { ...others, [row]: was } : others };
  effects.rows ??= [];
  effects.rows.push({ table, row });
}

function putTime({ times }: Profile, key: string, at: number | undefined): void {
  if (at === undefined) delete times[key];
  else times[key] = at;
}

function takeBackStart(
  profile: Profile,
  key: string,
  { told, value, at }: NonNullable<TakenBack["starts"]>[string],
): void {
  const known = profile.starts?.[key];
  if (known?.at !== told) return;
  const left = increase(profile, key, numberOf(value) - known.value);
  if (value !== undefined && at !== undefined) profile.starts![key] = { value, at };
  else {
    delete profile.starts![key];
    // Nothing was ever counted: not known, rather than none.
    if (left === 0) put(profile, key, undefined);
  }
}

function takeBackMember({ profile, effects, at: now }: Step, member: NonNullable<TakenBack["member"]>): void {
  const { segment, told, since, at } = member;
  if (profile.times[`$member ${segment}`] !== told) return;
  putTime(profile, `$member ${segment}`, at);
  if (since !== undefined || profile.memberships[segment] === undefined) return;
  delete profile.memberships[segment];
  effects.members.push({ segment, entered: false, at: now });
}
