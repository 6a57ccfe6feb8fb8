/** Whether a visitor's choice, the browser's and the shop's setting allow a request to be taken. */
import type { VisitRequest } from "../../core/signals/wire";
import type { ShopHeader } from "./snapshot";

/** Why it is refused, or undefined. A withdrawal is always taken: it is how the edge learns of it. */
export function consentProblem(
  { consent, signals }: VisitRequest,
  shop: Pick<ShopHeader, "consent">,
  gpc: boolean,
): string | undefined {
  if (!consent.analytics) return isWithdrawal(signals) ? undefined : "The visitor has not agreed.";
  if (gpc && !isWithdrawal(signals)) return "The browser sends Global Privacy Control.";
  if (shop.consent === "required" && consent.implied) return "The shop asks for consent first.";
  return undefined;
}

const isWithdrawal = (signals: readonly unknown[]): boolean =>
  signals.every((signal) => (signal as { type?: unknown } | null)?.type === "consent");
