// The list of a Combobox or a Picker: grouped, each with a second line of explanation; one is active, one is chosen.
import { useEffect } from "preact/hooks";
import { cx } from "./class-names";
import type { ComboOption } from "./combobox";
import { Check } from "./icons";

export interface OptionListProps<Value extends string> {
  id: string;
  options: readonly ComboOption<Value>[];
  chosen: (value: Value) => boolean;
  active: number;
  onActive: (index: number) => void;
  onChoose: (option: ComboOption<Value>) => void;
  "aria-label"?: string | undefined;
  "aria-labelledby"?: string | undefined;
}

export function OptionList<Value extends string>({
  id,
  options,
  chosen,
  active,
  onActive,
  onChoose,
  ...names
}: OptionListProps<Value>) {
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  return (
    <div {...names} id={id} role="listbox" class="min-h-0 overflow-y-auto">
      {byGroup(options).map(({ group, items }) => (
        <div key={group ?? ""} role="group" aria-label={group} class="not-first:mt-1">
          {group && (
            <div aria-hidden="true" class="px-3 pt-2 pb-1 text-12 font-medium text-muted">
              {group}
            </div>
          )}
          {items.map(({ option, index }) => (
            <div
              key={option.value}
              id={`${id}-${index}`}
              role="option"
              aria-selected={chosen(option.value)}
              class={cx(
                "flex cursor-pointer items-start gap-2 rounded-field px-3 py-2 pointer-coarse:min-h-11",
                index === active && "bg-accent-soft",
              )}
              onMouseMove={() => index !== active && onActive(index)}
              onClick={() => onChoose(option)}
            >
              <div class="min-w-0 grow">
                <div class="flex items-baseline justify-between gap-3">
                  <span class="min-w-0">{option.label}</span>
                  {option.aside && (
                    <span class="shrink-0 text-12 text-muted tabular-nums">{option.aside}</span>
                  )}
                </div>
                {option.detail && <div class="text-12 text-muted">{option.detail}</div>}
                {option.examples && <div class="truncate text-12 text-muted italic">{option.examples}</div>}
              </div>
              {chosen(option.value) && (
                <Check size={16} aria-hidden="true" class="mt-0.5 shrink-0 text-accent" />
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Which option a key moves to; undefined when the key is not for the list. */
export function moveActive(key: string, active: number, count: number): number | undefined {
  const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 8, PageUp: active - 8 }[key];
  if (to === undefined) return undefined;
  if (count === 0) return 0;
  return key.startsWith("Page") ? Math.min(count - 1, Math.max(0, to)) : (to + count) % count;
}

/** Groups in the order in which they first come; each option keeps its place in the whole list. */
function byGroup<Value extends string>(options: readonly ComboOption<Value>[]) {
  const groups = new Map<string | undefined, { option: ComboOption<Value>; index: number }[]>();
  options.forEach((option, index) => {
    groups.set(option.group, [...(groups.get(option.group) ?? []), { option, index }]);
  });
  return [...groups].map(([group, items]) => ({ group, items }));
}
