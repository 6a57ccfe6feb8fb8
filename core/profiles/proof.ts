/**
 * The shop's server proves that a browser is a customer's: it signs who is signed in, and when, with the shop's secret.
 * What a page says without it is only claimed, and opens no history.
 */
import { readEmail } from "./identity";

export interface Proven {
  /** Seconds since 1970, when the page was made. */
  issuedAt: number;
  customerId?: string;
  email?: string;
}

/** How long a signature opens a profile (ms): a page that somebody saved yesterday does not. */
export const PROOF_LIFETIME = 24 * 60 * 60 * 1000;
/** Servers' clocks differ. */
const AHEAD = 5 * 60 * 1000;

/** What is signed, as hexadecimal HMAC-SHA256: `issuedAt:customer id:email`, the email in lower case, empty what is not known. */
export const proofText = ({ issuedAt, customerId = "", email = "" }: Proven): string =>
  `${issuedAt}:${customerId}:${email.trim().toLowerCase()}`;

export const isFresh = ({ issuedAt }: Proven, now: number): boolean =>
  issuedAt * 1000 <= now + AHEAD && issuedAt * 1000 > now - PROOF_LIFETIME;

/** The identities that a signature covers, as `kind value`. */
export function provenIdentities({ customerId, email }: Proven): string[] {
  const address = email === undefined ? undefined : readEmail(email);
  return [...(customerId ? [`customer ${customerId}`] : []), ...(address ? [`email ${address.value}`] : [])];
}
