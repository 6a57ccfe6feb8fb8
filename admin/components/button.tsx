// The one thing to do is primary; there is at most one of it in view.
import type { ComponentChildren } from "preact";
import { text } from "../texts/index";
import { cx } from "./class-names";
import { LoaderCircle, type LucideIcon } from "./icons";

export type ButtonKind = "primary" | "plain" | "quiet" | "danger";

export interface ButtonProps {
  children: ComponentChildren;
  onClick?: ((event: MouseEvent) => void) | undefined;
  kind?: ButtonKind;
  size?: "medium" | "small";
  icon?: LucideIcon;
  type?: "button" | "submit";
  /** Acting: keeps its width and its focus, and ignores clicks. */
  busy?: boolean;
  disabled?: boolean;
  wide?: boolean;
  /** Says more than the words on it, where many such buttons stand in a list. */
  label?: string;
  /** Whether what it shows and hides is shown. */
  expanded?: boolean;
  class?: string;
}

export const kindClass: Record<ButtonKind, string> = {
  primary: "btn-primary",
  plain: "btn-plain",
  quiet: "btn-ghost",
  danger: "btn-error",
};

export function Button({
  kind = "plain",
  size = "medium",
  icon: Icon,
  busy,
  disabled,
  ...props
}: ButtonProps) {
  return (
    <button
      type={props.type ?? "button"}
      class={cx("btn", kindClass[kind], size === "small" && "btn-sm", props.wide && "w-full", props.class)}
      aria-label={props.label}
      aria-busy={busy}
      aria-disabled={disabled}
      aria-expanded={props.expanded}
      onClick={(event) => {
        // Inactive buttons stay focusable, so that a screen reader finds them; they must not submit either.
        if (busy || disabled) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      {busy ? (
        <LoaderCircle size={16} class="animate-spin" aria-hidden="true" />
      ) : (
        Icon && <Icon size={16} aria-hidden="true" />
      )}
      {props.children}
      {busy && <span class="sr-only">{text.common.working}</span>}
    </button>
  );
}
