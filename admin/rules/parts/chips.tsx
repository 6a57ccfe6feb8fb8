// Several chosen values in a row, each of which can be taken away. A long list shows its beginning.
import { useState } from "preact/hooks";
import { X } from "../../components/icons";
import { text } from "../../texts/index";

const SHOWN = 12;

export interface ChipsProps {
  label: string;
  values: readonly string[];
  nameOf?: (value: string) => string;
  onValues: (values: string[]) => void;
}

export function Chips({ label, values, nameOf = (value) => value, onValues }: ChipsProps) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? values : values.slice(0, SHOWN);
  const rest = values.length - SHOWN;
  if (values.length === 0) return null;
  return (
    <>
      <ul class="contents" aria-label={text.rules.chosen(label, values.length)}>
        {shown.map((value) => (
          <li key={value} class="inline-chip">
            <span class="truncate">{nameOf(value)}</span>
            <button
              type="button"
              class="touch-target grid size-6 shrink-0 cursor-pointer place-items-center rounded-small text-muted hover:text-ink"
              aria-label={text.rules.take(nameOf(value))}
              onClick={() => onValues(values.filter((other) => other !== value))}
            >
              <X size={14} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" class="inline-word text-accent" onClick={() => setWhole(!whole)}>
          {whole ? text.rules.fewer : text.rules.more(rest)}
        </button>
      )}
    </>
  );
}
