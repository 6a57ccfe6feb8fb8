/** The activation id: by which of a person's identities another tool is to know them. */
import { primaryOf } from "../profiles/identity";
import type { Identity, Profile } from "../profiles/profile";

export const ACTIVATIONS = ["email", "phone", "customer", "vitrine"] as const;
export type Activation = (typeof ACTIVATIONS)[number];

type Known = Pick<Profile, "id" | "identities">;

/** Undefined for somebody without it. */
export function activationOf(person: Known, activation: Activation): string | undefined {
  if (activation === "vitrine") return person.id;
  const primary = primaryOf(person, activation);
  return primary && sendable(primary);
}

export const identitiesOf = ({ identities }: Pick<Known, "identities">, kind: Identity["kind"]): string[] =>
  identities.filter((identity) => identity.kind === kind).map(sendable);

/** As written; phone numbers as their digits, which is what other tools take. */
const sendable = ({ kind, value, written }: Identity): string => (kind === "phone" ? value : written);
