// A button that opens a list of things to do. WAI-ARIA menu button: arrows move, letters jump, Escape returns.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { text } from "../texts/index";
import { cx } from "./class-names";
import { useFloating } from "./floating";
import { Ellipsis, type LucideIcon } from "./icons";

export interface MenuItem {
  label: string;
  onSelect: () => void;
  icon?: LucideIcon;
  /** Destroys something: set apart by colour. */
  danger?: boolean;
  /** One of a set of which one is on. */
  checked?: boolean;
}

export interface MenuProps {
  label?: string;
  /** Groups are parted by a line. */
  groups: readonly (readonly MenuItem[])[];
  /** What the button shows besides an icon. */
  children?: ComponentChildren;
  /** Three dots by default, when there are no children. */
  icon?: LucideIcon;
  align?: "start" | "end";
  size?: "medium" | "small";
  /** Stands above the items, for example who is signed in. */
  heading?: ComponentChildren;
}

export function Menu({
  label = text.common.menu,
  groups,
  children,
  icon: Icon = Ellipsis,
  align = "end",
  size = "medium",
  heading,
}: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useFloating(button, popup, { open, align });

  const items = () => [...(popup.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
  const focusItem = (index: number) =>
    items()
      .at(index % Math.max(items().length, 1))
      ?.focus();

  function close(returnFocus: boolean) {
    setOpen(false);
    if (returnFocus) button.current?.focus();
  }

  // In the layout phase, so that a key pressed right after opening already finds the menu.
  useLayoutEffect(() => {
    if (!open) return;
    focusItem(0);
    const outside = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!popup.current?.contains(target) && !button.current?.contains(target)) close(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  function onMenuKeyDown(event: KeyboardEvent) {
    const at = items().indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) focusItem(to);
    else if (event.key === "Escape") close(true);
    else if (event.key === "Tab") return close(false);
    else if (/^\S$/.test(event.key)) jumpTo(event.key, at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function jumpTo(letter: string, at: number) {
    const all = items();
    const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((item) =>
      item.textContent?.trim().toLowerCase().startsWith(letter.toLowerCase()),
    );
    next?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        class={cx("btn btn-ghost", !children && "btn-square", size === "small" && "btn-sm")}
        aria-label={children ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || open) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children ?? <Icon size={size === "small" ? 16 : 18} aria-hidden="true" />}
      </button>
      <div ref={popup} popover="manual" class="floating min-w-48 overflow-y-auto p-1">
        {heading && <div class="border-b border-line px-3 pt-2 pb-3 mb-1">{heading}</div>}
        <div id={id} role="menu" aria-label={label} tabIndex={-1} onKeyDown={onMenuKeyDown}>
          {groups.map((group, index) => (
            <div
              key={group[0]?.label ?? index}
              role="group"
              class="not-first:mt-1 not-first:border-t not-first:border-line not-first:pt-1"
            >
              {group.map((item) => (
                <MenuEntry key={item.label} item={item} close={() => close(true)} />
              ))}
            </div>
          ))}
        </div>
      </div>
    </>
  );
}

function MenuEntry({ item, close }: { item: MenuItem; close: () => void }) {
  const { icon: Icon, checked } = item;
  return (
    <button
      type="button"
      {...(checked === undefined ? { role: "menuitem" } : { role: "menuitemradio", "aria-checked": checked })}
      tabIndex={-1}
      class={cx(
        "flex w-full cursor-pointer items-center gap-2.5 rounded-field px-3 py-1.5 text-left outline-none pointer-coarse:min-h-11",
        item.danger ? "text-bad focus:bg-bad-soft hover:bg-bad-soft" : "focus:bg-sunken hover:bg-sunken",
        checked && "font-medium text-accent",
      )}
      onMouseEnter={(event) => event.currentTarget.focus()}
      onClick={() => {
        close();
        item.onSelect();
      }}
    >
      {Icon && (
        <Icon size={16} aria-hidden="true" class={cx("shrink-0", !item.danger && !checked && "text-muted")} />
      )}
      {item.label}
    </button>
  );
}
