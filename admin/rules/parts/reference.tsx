// A value that is another fact: "[2] × [Average days between orders]"; and the choice between a value and a fact.

import type { Attribute } from "../../../core/attributes/attribute";
import { attributeTypes } from "../../../core/attributes/types";
import type { Reference } from "../../../core/rules/reference";
import { parseReference } from "../../../core/rules/reference";
import { NumberInput } from "../../components/number-input";
import { Picker } from "../../components/picker";
import { text } from "../../texts/index";
import { useEditing } from "../context";
import { Word } from "./word";

export interface ReferenceProps {
  label: string;
  /** What it is compared with. */
  attribute: Attribute;
  value: Reference;
  onValue: (value: Reference) => void;
  invalid: boolean;
}

export function ReferenceWords({ label, attribute, value, onValue }: ReferenceProps) {
  const { attributes } = useEditing().vocabulary;
  const isNumber = attributeTypes[attribute.type].fact === "number";
  const options = [...attributes.values()]
    .filter(({ key }) => key !== attribute.key)
    .filter(({ key }) => "value" in parseReference({ attribute: key }, attribute, attributes))
    .map(({ key, label, group }) => ({ value: key, label, group: text.rules.groups.attributes[group] }));
  return (
    <>
      {isNumber && (
        <>
          <NumberInput
            inline
            aria-label={text.rules.factor}
            value={value.times ?? 1}
            min={0}
            step={0.5}
            onValue={(times) =>
              onValue({ attribute: value.attribute, ...(times !== null && times !== 1 && { times }) })
            }
          />
          <span>×</span>
        </>
      )}
      <Picker
        label={label}
        class="inline-word"
        options={options}
        chosen={[value.attribute]}
        placeholder={text.rules.searchAttributes}
        onChoose={(key) => onValue({ ...value, attribute: key })}
      >
        <span class="truncate">{attributes.get(value.attribute)?.label ?? text.rules.choose}</span>
      </Picker>
    </>
  );
}

/** Whether a value is typed or is another fact. */
export function ValueOrFact({ fact, onFact }: { fact: boolean; onFact: (fact: boolean) => void }) {
  return (
    <Word
      quiet
      label={text.rules.comparedWith}
      value={fact ? "fact" : "value"}
      onValue={(next) => onFact(next === "fact")}
      options={[
        { value: "value", label: text.rules.aValue },
        { value: "fact", label: text.rules.aFact },
      ]}
    />
  );
}
