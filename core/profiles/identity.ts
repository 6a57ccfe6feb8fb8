/** Emails, phones and customer ids of a profile. What a page says is claimed, never verified. */
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

/** Adds an identity once, or tells it anew. Answers whether this proved it. */
export function addIdentity(
  profile: Profile,
  kind: Identity["kind"],
  value: string,
  written: string,
  at: number,
  verified = false,
): boolean {
  if (value === "") return false;
  const known = profile.identities.find((identity) => identity.kind === kind && identity.value === value);
  if (known) tellAgain(known, written, at);
  else if (profile.identities.length < MAX_IDENTITIES)
    profile.identities.push({ kind, value, written, verified, at });
  else return false;
  const proved = verified && !known?.verified;
  if (known && verified) known.verified = true;
  setPrimary(profile, kind);
  return proved;
}

/** As it was written last is how it is sent to. */
export function tellAgain(known: Identity, written: string, at: number): void {
  const last = Math.max(lastOf(known), at);
  if (at === last) known.written = written;
  known.at = Math.min(known.at, at);
  if (last > known.at) known.lastAt = last;
}

export const lastOf = ({ at, lastAt = at }: Identity): number => lastAt;

/** Whether it is theirs still, and proven. */
export const isProven = (
  { identities }: Pick<Profile, "identities">,
  { kind, value }: Pick<Identity, "kind" | "value">,
): boolean => identities.some((one) => one.kind === kind && one.value === value && one.verified);

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
