// A list of texts: typed one by one, or pasted from a column of a spreadsheet.
import { useState } from "preact/hooks";
import { text } from "../../texts/index";
import { Chips } from "./chips";
import { TextWord } from "./text-word";

export interface TextsProps {
  label: string;
  values: readonly string[];
  onValues: (values: string[]) => void;
  invalid?: boolean;
}

export function Texts({ label, values, onValues, invalid }: TextsProps) {
  const [typed, setTyped] = useState("");

  function add(words: string) {
    const more = words
      .split(/[\n,;\t]+/)
      .map((word) => word.trim())
      .filter(Boolean);
    setTyped("");
    if (more.length > 0) onValues([...new Set([...values, ...more])]);
  }

  return (
    <>
      <Chips label={label} values={values} onValues={onValues} />
      <TextWord
        label={`${label}: ${text.rules.addValue}. ${text.rules.addValueHint}`}
        placeholder={text.rules.addValue}
        value={typed}
        onValue={setTyped}
        invalid={invalid ?? false}
        onBlur={() => add(typed)}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === ",") {
            event.preventDefault();
            add(typed);
          } else if (event.key === "Backspace" && typed === "" && values.length > 0) {
            onValues(values.slice(0, -1));
          }
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData?.getData("text") ?? "";
          if (!/[\n,;\t]/.test(pasted)) return;
          event.preventDefault();
          add(typed + pasted);
        }}
      />
    </>
  );
}
