// Facts of a person by their keys, from the groups in which the API gives them.
import type { Value } from "../../../core/rules/rule";
import type { Person } from "./model";

export type Fact = Person["groups"][number]["attributes"][number];

export function factOf(person: Person, key: string): Value | null {
  for (const { attributes } of person.groups)
    for (const attribute of attributes) if (attribute.key === key) return attribute.value;
  return null;
}

export function numberOf(person: Person, key: string): number | undefined {
  const value = factOf(person, key);
  return typeof value === "number" ? value : undefined;
}

export function textOf(person: Person, key: string): string | null {
  const value = factOf(person, key);
  return typeof value === "string" ? value : null;
}

/** Tags have a place of their own. */
export const isEditable = ({ key, settable }: Fact): boolean => settable && key !== "tags";

/** The primary one. */
export const emailOf = ({ identities }: Person): Person["identities"][number] | undefined =>
  identities.find(({ kind, primary }) => kind === "email" && primary);
