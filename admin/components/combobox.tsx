// One of many, found by typing: the attribute picker and its kin. Grouped, with a second line of explanation.
// Follows the WAI-ARIA combobox pattern with a listbox popup (ARIA 1.2): focus stays in the input.
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { text } from "../texts/index";
import { cx } from "./class-names";
import { useField, useFieldLabel } from "./field";
import { useFloating } from "./floating";
import { Check, ChevronDown } from "./icons";
import { searchOptions } from "./search-options";

export interface ComboOption<Value extends string = string> {
  value: Value;
  label: string;
  group?: string;
  /** One line under the label, also searched. */
  detail?: string;
  /** Other words that people search it by. */
  keywords?: string;
}

export interface ComboboxProps<Value extends string> {
  value: Value | null;
  onValue: (value: Value) => void;
  options: readonly ComboOption<Value>[];
  placeholder?: string;
  disabled?: boolean;
  "aria-label"?: string;
}

export function Combobox<Value extends string>({
  value,
  onValue,
  options,
  placeholder = text.search.choose,
  ...props
}: ComboboxProps<Value>) {
  const field = useField();
  const labelledBy = useFieldLabel();
  const listId = useId();
  const anchor = useRef<HTMLDivElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const chosen = options.find((option) => option.value === value);
  const found = useMemo(() => searchOptions(options, query), [options, query]);
  useFloating(anchor, popup, { open, matchWidth: true });

  useEffect(() => {
    if (open) document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [open, active]);

  function show() {
    if (open || props.disabled) return;
    setQuery("");
    setActive(
      Math.max(
        0,
        options.findIndex((option) => option.value === value),
      ),
    );
    setOpen(true);
  }

  function choose(option: ComboOption<Value> | undefined) {
    if (option) onValue(option.value);
    setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    const move = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 8, PageUp: active - 8 }[
      event.key
    ];
    if (move !== undefined) {
      event.preventDefault();
      if (!open) show();
      else if (found.length > 0)
        setActive(event.key.startsWith("Page") ? clamp(move, found.length) : wrap(move, found.length));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      choose(found[active]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation(); // closes the list, not the dialog around it
      setOpen(false);
    }
  }

  return (
    <div ref={anchor} class="input cursor-pointer" onClick={show}>
      <input
        {...field}
        {...props}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && found.length > 0 ? `${listId}-${active}` : undefined}
        placeholder={open ? (chosen?.label ?? placeholder) : placeholder}
        value={open ? query : (chosen?.label ?? "")}
        onInput={(event) => {
          setOpen(true);
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <ChevronDown size={16} aria-hidden="true" class="shrink-0 text-muted" />
      <div
        ref={popup}
        popover="manual"
        class="floating max-w-md flex-col p-1 text-14 open:flex"
        onMouseDown={(event) => event.preventDefault()} // keeps the focus in the input
        onClick={(event) => event.stopPropagation()}
      >
        {found.length === 0 && <p class="px-3 py-2 text-muted">{text.search.nothing(query)}</p>}
        <div
          id={listId}
          role="listbox"
          class="min-h-0 overflow-y-auto"
          aria-labelledby={labelledBy}
          aria-label={props["aria-label"]}
        >
          {(open ? byGroup(found) : []).map(({ group, items }) => (
            <div key={group ?? ""} role="group" aria-label={group} class="not-first:mt-1">
              {group && (
                <div aria-hidden="true" class="px-3 pt-2 pb-1 text-12 font-medium text-muted">
                  {group}
                </div>
              )}
              {items.map(({ option, index }) => (
                <div
                  key={option.value}
                  id={`${listId}-${index}`}
                  role="option"
                  aria-selected={option.value === value}
                  class={cx(
                    "flex cursor-pointer items-start gap-2 rounded-field px-3 py-2 pointer-coarse:min-h-11",
                    index === active && "bg-accent-soft",
                  )}
                  onMouseMove={() => index !== active && setActive(index)}
                  onClick={() => choose(option)}
                >
                  <div class="min-w-0 grow">
                    {option.label}
                    {option.detail && <div class="text-12 text-muted">{option.detail}</div>}
                  </div>
                  {option.value === value && (
                    <Check size={16} aria-hidden="true" class="mt-0.5 shrink-0 text-accent" />
                  )}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
      <span class="sr-only" role="status">
        {open && query ? text.search.results(found.length) : ""}
      </span>
    </div>
  );
}

/** Groups in the order in which they first come; each option keeps its place in the whole list. */
function byGroup<Value extends string>(options: readonly ComboOption<Value>[]) {
  const groups = new Map<string | undefined, { option: ComboOption<Value>; index: number }[]>();
  options.forEach((option, index) => {
    groups.set(option.group, [...(groups.get(option.group) ?? []), { option, index }]);
  });
  return [...groups].map(([group, items]) => ({ group, items }));
}

const wrap = (index: number, length: number) => (index + length) % length;
const clamp = (index: number, length: number) => Math.min(length - 1, Math.max(0, index));
