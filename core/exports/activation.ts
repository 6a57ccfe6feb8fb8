/** The activation id: by which of a person's identities another tool is to know them. */
import { IDENTITY_ATTRIBUTE } from "../profiles/identity";
import type { Identity, Profile } from "../profiles/profile";

export const ACTIVATIONS = ["email", "phone", "customer", "vitrine"] as const;
export type Activation = (typeof ACTIVATIONS)[number];

type Known = Pick<Profile, "id" | "identities" | "attributes">;

/** Undefined for somebody without it. */
export function activationOf(person: Known, activation: Activation): string | undefined {
  if (activation === "vitrine") return person.id;
  const primary = primaryOf(person, activation);
  return primary && sendable(primary);
}

/** The newest that is verified; else the one that the profile shows, which is the last that was given. */
export function primaryOf({ identities, attributes }: Known, kind: Identity["kind"]): Identity | undefined {
  const shown = attributes[IDENTITY_ATTRIBUTE[kind]];
  const rank = (one: Identity) => (one.verified ? 2 : 0) + (one.written === shown ? 1 : 0);
  let best: Identity | undefined;
  for (const one of identities)
    if (one.kind === kind && (!best || (rank(one) - rank(best) || one.at - best.at) >= 0)) best = one;
  return best;
}

export const identitiesOf = ({ identities }: Known, kind: Identity["kind"]): string[] =>
  identities.filter((identity) => identity.kind === kind).map(sendable);

/** As written; phone numbers as their digits, which is what other tools take. */
const sendable = ({ kind, value, written }: Identity): string => (kind === "phone" ? value : written);
