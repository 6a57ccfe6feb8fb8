// Search above a list. Reports after a pause in typing, at once on Enter or clear.
import { useEffect, useRef, useState } from "preact/hooks";
import { text } from "../texts/index";
import { IconButton } from "./icon-button";
import { Search, X } from "./icons";

const PAUSE = 200;

export interface SearchBoxProps {
  value: string;
  onValue: (value: string) => void;
  label?: string;
  placeholder?: string;
}

export function SearchBox({
  value,
  onValue,
  label = text.search.label,
  placeholder = label,
}: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function report(next: string, wait: number) {
    clearTimeout(timer.current);
    setTyped(next);
    if (wait === 0) onValue(next);
    else timer.current = setTimeout(() => onValue(next), wait);
  }

  return (
    <div class="input pe-1 sm:max-w-xs" role="search">
      <Search size={16} aria-hidden="true" class="shrink-0 text-muted" />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={placeholder}
        value={typed}
        onInput={(event) => report(event.currentTarget.value, PAUSE)}
        onKeyDown={(event) => {
          if (event.key === "Enter") report(typed, 0);
          if (event.key === "Escape" && typed) {
            event.preventDefault();
            report("", 0);
          }
        }}
      />
      {typed && (
        <IconButton
          icon={X}
          label={text.common.clear}
          size="small"
          onClick={() => {
            report("", 0);
            input.current?.focus();
          }}
        />
      )}
    </div>
  );
}
