// Chips with a picker at their end: options of an attribute, products, categories.
import type { ComboOption } from "../../components/combobox";
import { Plus } from "../../components/icons";
import { Picker } from "../../components/picker";
import { Chips } from "./chips";

export interface ChooseProps {
  label: string;
  add: string;
  values: readonly string[];
  onValues: (values: string[]) => void;
  options: readonly ComboOption[];
  nameOf?: (value: string) => string;
  onQuery?: (query: string) => void;
  searching?: boolean;
  placeholder?: string;
  /** At most one. */
  single?: boolean;
  invalid?: boolean;
}

export function Choose({ label, add, values, onValues, nameOf, single, ...picker }: ChooseProps) {
  const toggle = (value: string) => {
    if (values.includes(value)) onValues(values.filter((other) => other !== value));
    else onValues(single ? [value] : [...values, value]);
  };
  return (
    <>
      <Chips label={label} values={values} onValues={onValues} {...(nameOf && { nameOf })} />
      {!(single && values.length > 0) && (
        <Picker
          {...picker}
          label={add}
          class="inline-word text-accent"
          chosen={values}
          several={!single}
          onChoose={toggle}
        >
          <Plus size={14} aria-hidden="true" class="shrink-0" />
          {add}
        </Picker>
      )}
    </>
  );
}
