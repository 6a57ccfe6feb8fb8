// What the signed-in member may do, for leaving out what would be refused; the API decides in any case.
import { type Role, session } from "./session";

const order: readonly Role[] = ["analyst", "marketer", "owner"];

/** Each role may do what the ones before it may. */
export const may = (least: Role): boolean =>
  order.indexOf(session.value?.shop.role ?? "analyst") >= order.indexOf(least);
