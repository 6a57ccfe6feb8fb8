/** What members of a shop may do. Each role may do what the ones before it may. */
import type { Attribute } from "../../core/attributes/attribute";

/** Analysts read, without personal data; marketers read and write; owners also change settings. */
export const ROLES = ["analyst", "marketer", "owner"] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (role: unknown): role is Role => ROLES.includes(role as Role);
export const mayDo = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);
export const seesPersonalData = (role: Role): boolean => role !== "analyst";

/** Attributes that say who somebody is: an analyst may not ask for people by them either. */
const NAMING = new Set(["email", "phone", "customer_id", "first_name", "last_name"]);
export const namesSomebody = ({ key }: Pick<Attribute, "key">): boolean => NAMING.has(key);
