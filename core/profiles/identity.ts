/** Emails, phones and customer ids of a profile. What a page says is claimed, never verified. */
import { fingerprint } from "../hash";
import type { Identity, Profile } from "./profile";

const MAX_IDENTITIES = 20;
const ATTRIBUTE = { email: "email", phone: "phone", customer: "customer_id" } as const;

/** As compared and as written; undefined when it cannot be an address. */
export function readEmail(raw: string): { value: string; written: string } | undefined {
  const written = raw.trim();
  if (written.length > 254 || !/^[^\s@"<>(),:;[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/.test(written)) return undefined;
  return { value: written.toLowerCase(), written };
}

/** Any of them as compared and as written; undefined when it cannot be one. */
export function readIdentity(
  kind: Identity["kind"],
  raw: string,
): Pick<Identity, "kind" | "value" | "written"> | undefined {
  if (kind === "email") {
    const email = readEmail(raw);
    return email && { kind, ...email };
  }
  const written = raw.trim();
  const value = kind === "phone" ? readPhone(written) : written;
  return value === "" || written.length > 100 ? undefined : { kind, value, written };
}

/** Digits, and the plus before them. */
export const readPhone = (raw: string): string => raw.replace(/[^\d+]/g, "");

/** Adds an identity once, or tells it anew, unless it was forgotten later. Answers whether this proved it. */
export function addIdentity(
  profile: Profile,
  kind: Identity["kind"],
  value: string,
  written: string,
  at: number,
  verified = false,
): boolean {
  if (value === "") return false;
  let known = profile.identities.find((identity) => identity.kind === kind && identity.value === value);
  const gone = forgottenOf(profile, { kind, value });
  if (gone && at <= gone.at) {
    gone.first = Math.min(gone.first ?? at, at);
    if (known) tellAgain(known, known.written, at);
    return false;
  }
  const proofBefore = known ? proofOf(known) : -Infinity;
  if (!known) {
    if (profile.identities.length >= MAX_IDENTITIES) return false;
    known = { kind, value, written, verified: false, at };
    profile.identities.push(known);
  }
  tellAgain(known, written, at);
  if (gone?.first !== undefined) tellAgain(known, known.written, gone.first);
  setProof(known, Math.max(proofBefore, verified ? at : -Infinity));
  setPrimary(profile, kind);
  return verified && proofBefore === -Infinity;
}

/** As it was written last is how it is sent to. */
export function tellAgain(known: Identity, written: string, at: number): void {
  const [proof, last] = [proofOf(known), Math.max(lastOf(known), at)];
  if (at === last) known.written = written;
  known.at = Math.min(known.at, at);
  if (last > known.at) known.lastAt = last;
  setProof(known, proof);
}

/** When it was proven last; minus infinity for one that is only claimed. */
export const proofOf = ({ verified, at, provenAt = at }: Identity): number =>
  verified ? provenAt : -Infinity;

export function setProof(known: Identity, at: number): void {
  known.verified = at > -Infinity;
  if (known.verified && at !== known.at) known.provenAt = at;
  else delete known.provenAt;
}

export const lastOf = ({ at, lastAt = at }: Identity): number => lastAt;

/** Whether it is theirs still, and proven. */
export const isProven = (
  { identities }: Pick<Profile, "identities">,
  { kind, value }: Pick<Identity, "kind" | "value">,
): boolean => identities.some((one) => one.kind === kind && one.value === value && one.verified);

/**
 * It is not theirs. What was said of it before that counts no more, whenever it arrives; a later word brings it back.
 * Answers whether it, or its proof, is gone.
 */
export function forgetIdentity(
  profile: Profile,
  { kind, value }: Pick<Identity, "kind" | "value">,
  at: number,
): boolean {
  const known = profile.identities.find((one) => one.kind === kind && one.value === value);
  const before = forgottenOf(profile, { kind, value });
  const gone = before ?? { at };
  gone.at = Math.max(gone.at, at);
  if (known && known.at <= gone.at) gone.first = Math.min(gone.first ?? known.at, known.at);
  profile.forgotten = { ...profile.forgotten, [forgottenName({ kind, value })]: gone };
  if (!known) return true;
  if (lastOf(known) <= gone.at) {
    removeIdentity(profile, kind, value);
    return true;
  }
  if ((profile.times[`$chosen ${kind}`] ?? 0) <= gone.at) delete known.chosen;
  const lost = known.verified && proofOf(known) <= gone.at;
  if (lost) setProof(known, -Infinity);
  setPrimary(profile, kind);
  return lost;
}

const forgottenOf = (
  { forgotten }: Profile,
  identity: Pick<Identity, "kind" | "value">,
): NonNullable<Profile["forgotten"]>[string] | undefined => forgotten?.[forgottenName(identity)];

/** A hash: it is not theirs to be kept. */
const forgottenName = ({ kind, value }: Pick<Identity, "kind" | "value">): string =>
  `${kind} ${fingerprint(value)}`;

/**
 * What either half of a merged profile was told to forget, the merged one forgets: all but what is proven, which a
 * word about the other half does not take away.
 */
export function mergeForgotten(into: Profile, from: Pick<Profile, "forgotten">): void {
  for (const [name, theirs] of Object.entries(from.forgotten ?? {})) {
    const ours = into.forgotten?.[name];
    const first = Math.min(ours?.first ?? Infinity, theirs.first ?? Infinity);
    const at = Math.max(ours?.at ?? 0, theirs.at);
    into.forgotten = { ...into.forgotten, [name]: { at, ...(first < Infinity && { first }) } };
  }
  if (!into.forgotten) return;
  into.identities = into.identities.filter((known) => {
    const gone = forgottenOf(into, known);
    if (!gone || known.verified) return true;
    if (known.at <= gone.at) gone.first = Math.min(gone.first ?? known.at, known.at);
    if (lastOf(known) <= gone.at) return false;
    if (gone.first !== undefined) tellAgain(known, known.written, gone.first);
    return true;
  });
}

export function removeIdentity(profile: Profile, kind: Identity["kind"], value: string): void {
  profile.identities = profile.identities.filter((one) => one.kind !== kind || one.value !== value);
  setPrimary(profile, kind);
}

/** The attribute of each kind shows the primary one. */
export function setPrimary(profile: Profile, kind: Identity["kind"]): void {
  const { identities, attributes } = profile;
  const primary = primaryOf(profile, kind);
  if (primary) attributes[ATTRIBUTE[kind]] = primary.written;
  else delete attributes[ATTRIBUTE[kind]];
  if (identities.length > 0) attributes.identified = true;
  else delete attributes.identified;
}

/** The one that was chosen, else the newest, proven ones before claimed ones. */
export function primaryOf(
  { identities }: Pick<Profile, "identities">,
  kind: Identity["kind"],
): Identity | undefined {
  const rank = (identity: Identity) =>
    [Number(identity.chosen ?? false), Number(identity.verified), lastOf(identity)] as const;
  const [primary] = identities
    .filter((identity) => identity.kind === kind)
    .sort((a, b) => {
      const [ranks, others] = [rank(a), rank(b)];
      const differs = ranks.findIndex((part, i) => part !== others[i]);
      return differs < 0 ? (a.value < b.value ? -1 : 1) : others[differs]! - ranks[differs]!;
    });
  return primary;
}
