// A few words about what is pointed at or focused. Escape hides it; it stays while pointed at (WCAG 1.4.13).
import { cloneElement, type VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useFloating } from "./floating";

const DELAY = 400;

export interface TooltipProps {
  text: string;
  /** One focusable element. */
  children: VNode<{ "aria-describedby"?: string | undefined }>;
  /** The text is already the element's name: do not say it twice. */
  names?: boolean;
}

export function Tooltip({ text, children, names = false }: TooltipProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useFloating(anchor, tip, { open, align: "center", side: "above" });

  const showIn = (wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(true), wait);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };

  useEffect(() => hide, []);
  useEffect(() => {
    if (!open) return;
    const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && hide();
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [open]);

  return (
    <span
      ref={anchor}
      class="inline-flex"
      onPointerEnter={(event) => event.pointerType === "mouse" && showIn(DELAY)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocusIn={(event) => (event.target as HTMLElement).matches(":focus-visible") && showIn(0)}
      onFocusOut={hide}
    >
      {names ? children : cloneElement(children, { "aria-describedby": id })}
      <span
        ref={tip}
        id={id}
        role="tooltip"
        popover="manual"
        class="max-w-64 rounded-field bg-ink px-2 py-1 text-12 font-normal text-surface shadow-float"
      >
        {text}
      </span>
    </span>
  );
}
