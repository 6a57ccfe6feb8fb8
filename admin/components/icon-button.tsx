// A button that is only an icon; its label is its name and its tooltip.
import type { Ref } from "preact";
import { type ButtonKind, kindClass } from "./button";
import { cx } from "./class-names";
import type { LucideIcon } from "./icons";
import { Tooltip } from "./tooltip";

export interface IconButtonProps {
  icon: LucideIcon;
  label: string;
  onClick?: (event: MouseEvent) => void;
  kind?: ButtonKind;
  size?: "medium" | "small";
  disabled?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
  "aria-expanded"?: boolean;
  "aria-haspopup"?: "menu" | "dialog";
  "aria-controls"?: string;
}

export function IconButton({
  icon: Icon,
  label,
  kind = "quiet",
  size = "medium",
  buttonRef,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip text={label} names>
      <button
        {...props}
        ref={buttonRef}
        type="button"
        class={cx("btn btn-square", kindClass[kind], size === "small" && "btn-sm")}
        aria-label={label}
      >
        <Icon size={size === "small" ? 16 : 18} aria-hidden="true" />
      </button>
    </Tooltip>
  );
}
