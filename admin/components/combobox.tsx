// One of many, found by typing: the attribute picker and its kin. Grouped, with a second line of explanation.
// Follows the WAI-ARIA combobox pattern with a listbox popup (ARIA 1.2): focus stays in the input.
import { useId, useMemo, useRef, useState } from "preact/hooks";
import { text } from "../texts/index";
import { useField, useFieldLabel } from "./field";
import { useFloating } from "./floating";
import { ChevronDown } from "./icons";
import { moveActive, OptionList } from "./option-list";
import { searchOptions } from "./search-options";

export interface ComboOption<Value extends string = string> {
  value: Value;
  label: string;
  group?: string;
  /** One line under the label, also searched. */
  detail?: string;
  /** Other words that people search it by. */
  keywords?: string;
  /** A figure at the end of its line. */
  aside?: string;
  /** One more line, also searched: what stands behind it, such as some values. */
  examples?: string;
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
    const move = moveActive(event.key, active, found.length);
    if (move !== undefined) {
      event.preventDefault();
      if (open) setActive(move);
      else show();
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
        {open && (
          <OptionList
            id={listId}
            options={found}
            chosen={(option) => option === value}
            active={active}
            onActive={setActive}
            onChoose={choose}
            aria-labelledby={labelledBy}
            aria-label={props["aria-label"]}
          />
        )}
      </div>
      <span class="sr-only" role="status">
        {open && query ? text.search.results(found.length) : ""}
      </span>
    </div>
  );
}
