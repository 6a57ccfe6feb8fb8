// A button that opens a search over a list: "Add condition", a chosen attribute in a sentence, products found by the
// server. The field to search in is a WAI-ARIA combobox whose listbox stands under it.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { text } from "../texts/index";
import type { ComboOption } from "./combobox";
import { useFloating } from "./floating";
import { Search } from "./icons";
import { moveActive, OptionList } from "./option-list";
import { searchOptions } from "./search-options";

export interface PickerProps<Value extends string> {
  /** Names the button when its content does not, and the list. */
  label: string;
  /** What the button shows. */
  children: ComponentChildren;
  class: string;
  options: readonly ComboOption<Value>[];
  chosen?: readonly Value[];
  onChoose: (value: Value) => void;
  /** Given when somebody else searches, such as the server: the options are what it found. */
  onQuery?: (query: string) => void;
  searching?: boolean;
  placeholder?: string;
  /** Said instead when there is nothing to choose from at all. */
  nothing?: string;
  /** Stays open, to choose several. */
  several?: boolean;
  invalid?: boolean;
  /** Whether the label is needed for the button too. */
  named?: boolean;
}

export function Picker<Value extends string>({
  label,
  options,
  chosen = [],
  onChoose,
  onQuery,
  searching,
  placeholder = text.search.label,
  nothing,
  several,
  invalid,
  named,
  ...props
}: PickerProps<Value>) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const found = useMemo(
    () => (onQuery ? options : open ? searchOptions(options, query) : []),
    [options, query, open, onQuery],
  );
  useFloating(button, popup, { open });

  useLayoutEffect(() => {
    if (open) input.current?.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!popup.current?.contains(target) && !button.current?.contains(target)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  function show() {
    search("");
    setOpen(true);
  }

  function search(next: string) {
    setQuery(next);
    setActive(0);
    onQuery?.(next);
  }

  function choose(option: ComboOption<Value> | undefined) {
    if (!option) return;
    if (!several) close();
    else input.current?.select();
    onChoose(option.value);
  }

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const to = moveActive(event.key, active, found.length);
    if (to !== undefined) setActive(to);
    else if (event.key === "Enter") choose(found[active]);
    else if (event.key === "Escape") close();
    else if (event.key === "Tab")
      return close(); // the browser goes on from the button
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        class={props.class}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={named ? label : undefined}
        aria-invalid={invalid || undefined}
        onClick={() => (open ? setOpen(false) : show())}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || event.altKey || open) return;
          event.preventDefault();
          show();
        }}
      >
        {props.children}
      </button>
      <div
        ref={popup}
        popover="manual"
        role="dialog"
        aria-label={label}
        class="floating w-88 max-w-[calc(100vw-1rem)] flex-col p-1 text-14 open:flex"
      >
        {open && (
          <>
            <div class="mb-1 flex items-center gap-2 border-b border-line px-3 py-1.5">
              <Search size={16} aria-hidden="true" class="shrink-0 text-muted" />
              <input
                ref={input}
                type="text"
                role="combobox"
                class="h-7 min-w-0 grow bg-transparent outline-none placeholder:text-muted pointer-coarse:h-9 pointer-coarse:text-16"
                autocomplete="off"
                spellcheck={false}
                aria-label={label}
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls={id}
                aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
                placeholder={placeholder}
                value={query}
                onInput={(event) => search(event.currentTarget.value)}
                onKeyDown={onKeyDown}
              />
            </div>
            {found.length === 0 && (
              <p class="px-3 py-2 text-muted">
                {searching
                  ? text.common.loading
                  : query === ""
                    ? (nothing ?? text.search.nothing(query))
                    : text.search.nothing(query)}
              </p>
            )}
            <div
              class="flex min-h-0 flex-col"
              onMouseDown={(event) => event.preventDefault()} // keeps the focus in the input
            >
              <OptionList
                id={id}
                options={found}
                chosen={(value) => chosen.includes(value)}
                active={active}
                onActive={setActive}
                onChoose={choose}
                aria-label={label}
              />
            </div>
            <span class="sr-only" role="status">
              {query && !searching ? text.search.results(found.length) : ""}
            </span>
          </>
        )}
      </div>
    </>
  );
}
