// A link inside the panel (`to`, a path below /admin) or out of it (`href`).
import type { ComponentChildren } from "preact";
import { Link as RouterLink } from "wouter-preact";
import { text } from "../texts/index";
import { type ButtonKind, kindClass } from "./button";
import { cx } from "./class-names";
import { ExternalLink, type LucideIcon } from "./icons";

export type LinkProps = ({ to: string; href?: never } | { href: string; to?: never }) & {
  children: ComponentChildren;
  /** Looks like a button where going there is the one thing to do. */
  button?: ButtonKind;
  icon?: LucideIcon;
  /** Without underline, for names in tables and lists. */
  quiet?: boolean;
  class?: string;
};

export function Link({ button, icon: Icon, quiet, children, ...props }: LinkProps) {
  const look = button
    ? cx("btn", kindClass[button])
    : cx(
        "touch-target rounded-small underline-offset-3 hover:underline",
        quiet ? "text-ink font-medium" : linkLook,
      );
  const name = cx(look, props.class);
  const content = (
    <>
      {Icon && <Icon size={16} aria-hidden="true" />}
      {children}
    </>
  );
  if (props.to !== undefined) {
    return (
      <RouterLink to={props.to} className={name}>
        {content}
      </RouterLink>
    );
  }
  return (
    <a href={props.href} target="_blank" rel="noopener noreferrer" class={name}>
      {content}
      <ExternalLink size={12} aria-hidden="true" class="ml-1 inline" />
      <span class="sr-only"> ({text.common.opensNewTab})</span>
    </a>
  );
}

const linkLook = "text-accent underline decoration-accent/40 hover:decoration-accent";
