/** The small closures that rules are compiled to. Groups are written out by threes, without a loop. */
import { isAll, isAny, isNot, type Rule, type Value } from "./rule";

/** Answers for the person loaded last. */
export type Expression = () => boolean;
export type Fact = Value | undefined;

export function all(parts: readonly Expression[]): Expression {
  const [a, b, c] = parts;
  if (!a) return () => true;
  if (!b) return a;
  if (!c) return () => a() && b();
  if (parts.length === 3) return () => a() && b() && c();
  const rest = all(parts.slice(3));
  return () => a() && b() && c() && rest();
}

export function any(parts: readonly Expression[]): Expression {
  const [a, b, c] = parts;
  if (!a) return () => false;
  if (!b) return a;
  if (!c) return () => a() || b();
  if (parts.length === 3) return () => a() || b() || c();
  const rest = any(parts.slice(3));
  return () => a() || b() || c() || rest();
}

export const not =
  (part: Expression): Expression =>
  () =>
    !part();

/** Answers have no effects: what costs least is asked first and may spare the rest. */
export const cheapFirst = (rules: readonly Rule[]): Rule[] =>
  [...rules].sort((a, b) => costOf(a) - costOf(b));

function costOf(rule: Rule): number {
  if (isNot(rule)) return costOf(rule.not);
  if (isAll(rule) || isAny(rule)) return 1 + Math.max(0, ...(isAll(rule) ? rule.all : rule.any).map(costOf));
  return "did" in rule || "has" in rule || "interestedIn" in rule ? 2 : "segment" in rule ? 1 : 0;
}
