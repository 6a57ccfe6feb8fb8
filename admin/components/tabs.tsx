// Tabs. The page keeps the chosen one in the address: `url("tab", asChoice(…), …, { history: "push" })`.
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { format } from "../texts/index";
import { cx } from "./class-names";
import { CircleAlert } from "./icons";

export interface TabsProps<Id extends string> {
  label: string;
  value: Id;
  onValue: (value: Id) => void;
  /** `problem` says in words that something in the tab needs attention. */
  tabs: readonly { id: Id; label: string; count?: number; problem?: string }[];
  /** The content of the chosen tab. */
  children: ComponentChildren;
}

export function Tabs<Id extends string>({ label, value, onValue, tabs, children }: TabsProps<Id>) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);

  // On a phone the chosen one may lie beyond the edge.
  useLayoutEffect(() => {
    const [row, chosen] = [list.current, list.current?.querySelector<HTMLElement>("[aria-selected=true]")];
    if (!row || !chosen) return;
    const [left, right] = [
      chosen.offsetLeft - row.offsetLeft,
      chosen.offsetLeft - row.offsetLeft + chosen.offsetWidth,
    ];
    if (left < row.scrollLeft) row.scrollLeft = left;
    else if (right > row.scrollLeft + row.clientWidth) row.scrollLeft = right - row.clientWidth;
  }, [value]);

  function onKeyDown(event: KeyboardEvent) {
    const at = tabs.findIndex((tab) => tab.id === value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length]!;
    onValue(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  }

  return (
    <div class="min-w-0">
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        class="flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]"
        onKeyDown={onKeyDown}
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${base}-${tab.id}`}
            data-tab={tab.id}
            aria-selected={tab.id === value}
            aria-controls={`${base}-panel`}
            tabIndex={tab.id === value ? 0 : -1}
            class={cx(
              tabLook,
              tab.id === value ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink",
            )}
            onClick={() => onValue(tab.id)}
          >
            {tab.label}
            {tab.count !== undefined && (
              <span class="text-12 text-muted tabular-nums">{format.number(tab.count)}</span>
            )}
            {tab.problem && (
              <>
                <CircleAlert size={14} aria-hidden="true" class="text-bad" />
                <span class="sr-only">({tab.problem})</span>
              </>
            )}
          </button>
        ))}
      </div>
      <div
        id={`${base}-panel`}
        role="tabpanel"
        aria-labelledby={`${base}-${value}`}
        tabIndex={-1}
        class="pt-6"
      >
        {children}
      </div>
    </div>
  );
}

const tabLook =
  "flex h-10 shrink-0 cursor-pointer items-center gap-1.5 border-b-2 px-3 font-medium transition-colors -outline-offset-2 pointer-coarse:h-11";
