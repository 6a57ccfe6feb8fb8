// A light with its words: the one of set-up breathes while it waits and turns green at the first signal.
import { text } from "../texts/index";
import { cx } from "./class-names";

export type LightState = "waiting" | "live" | "off" | "failing";

const lightClass: Record<LightState, string> = {
  waiting: "bg-warn-light text-warn-light animate-pulse",
  live: "bg-good-light text-good-light animate-live",
  off: "border border-edge text-edge",
  failing: "bg-bad-light text-bad-light",
};

export interface StatusDotProps {
  state: LightState;
  /** Says more than the state's own word: "Live: 12 visitors now". */
  label?: string;
  large?: boolean;
}

export function StatusDot({ state, label = text.light[state], large }: StatusDotProps) {
  return (
    <span class={cx("inline-flex items-center gap-2", large && "gap-3 text-16 font-medium")}>
      <span
        aria-hidden="true"
        class={cx(
          "shrink-0 rounded-full transition-colors duration-500",
          large ? "size-3" : "size-2",
          lightClass[state],
        )}
      />
      <span aria-live={large ? "polite" : undefined}>{label}</span>
    </span>
  );
}
