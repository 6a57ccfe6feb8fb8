import { format } from "../texts/index";

export interface MoneyProps {
  /** Minor currency units: cents for EUR. */
  amount: number;
  currency: string;
  /** Without cents, for sums in overviews. */
  whole?: boolean;
}

export function Money({ amount, currency, whole = false }: MoneyProps) {
  return <span class="whitespace-nowrap tabular-nums">{format.money(amount, currency, { whole })}</span>;
}
