// Variants against the control group, in plain numbers. What the numbers prove is not claimed here.
import type { Report } from "../api";

type Arm = Report["comparison"]["arms"][number];

/** Below these, a difference says nothing to anybody. */
const FEW_PEOPLE = 100;
const FEW_BUYERS = 20;

export type Comparison =
  | { kind: "nobody" }
  | { kind: "no-control" }
  /** Too little to say anything. */
  | { kind: "few"; shown: number; held: number }
  | { kind: "compared"; control: Arm; arms: (Arm & { difference: number })[] };

export function compare({ comparison: { arms } }: Report): Comparison {
  const control = arms.find((arm) => arm.control);
  const others = arms.filter((arm) => !arm.control);
  const shown = others.reduce((sum, { people }) => sum + people, 0);
  if (shown === 0 && !control) return { kind: "nobody" };
  if (!control) return { kind: "no-control" };
  const buyers = arms.reduce((sum, arm) => sum + arm.buyers, 0);
  if (control.people < FEW_PEOPLE || shown < FEW_PEOPLE || buyers < FEW_BUYERS)
    return { kind: "few", shown, held: control.people };
  return {
    kind: "compared",
    control,
    arms: others.map((arm) => ({ ...arm, difference: arm.revenuePerPerson - control.revenuePerPerson })),
  };
}
