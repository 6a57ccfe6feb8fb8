/** Emails, phones and customer ids of a profile. What a page says is claimed, never verified. */
import type { Identity, Profile } from "./profile";

const MAX_IDENTITIES = 20;
/** The attribute that shows the primary one of a kind. */
export const IDENTITY_ATTRIBUTE = { email: "email", phone: "phone", customer: "customer_id" } as const;

/** As compared and as written; undefined when it cannot be an address. */
export function readEmail(raw: string): { value: string; written: string } | undefined {
  const written = raw.trim();
  if (written.length > 254 || !/^[^\s@"<>(),:;[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/.test(written)) return undefined;
  return { value: written.toLowerCase(), written };
}

/** Adds an identity once; the newest of its kind becomes the primary one. */
export function addIdentity(
  profile: Profile,
  kind: Identity["kind"],
  value: string,
  written: string,
  at: number,
): void {
  if (value === "") return;
  const known = profile.identities.find((identity) => identity.kind === kind && identity.value === value);
  if (known) known.written = written;
  else if (profile.identities.length < MAX_IDENTITIES)
    profile.identities.push({ kind, value, written, verified: false, at });
  else return;
  profile.attributes[IDENTITY_ATTRIBUTE[kind]] = written;
  profile.attributes.identified = true;
}
