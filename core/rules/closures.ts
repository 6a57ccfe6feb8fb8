/** The small closures that rules are compiled to. Groups of two and three are written out: they are most groups. */
import type { Value } from "./rule";

/** Answers for the person loaded last. */
export type Expression = () => boolean;
export type Fact = Value | undefined;

export function all(parts: readonly Expression[]): Expression {
  const [a, b, c] = parts;
  if (!a) return () => true;
  if (!b) return a;
  if (!c) return () => a() && b();
  if (parts.length === 3) return () => a() && b() && c();
  return () => {
    for (let i = 0; i < parts.length; i++) if (!parts[i]!()) return false;
    return true;
  };
}

export function any(parts: readonly Expression[]): Expression {
  const [a, b, c] = parts;
  if (!a) return () => false;
  if (!b) return a;
  if (!c) return () => a() || b();
  if (parts.length === 3) return () => a() || b() || c();
  return () => {
    for (let i = 0; i < parts.length; i++) if (parts[i]!()) return true;
    return false;
  };
}

export const not =
  (part: Expression): Expression =>
  () =>
    !part();
