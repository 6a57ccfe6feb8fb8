// "[the last time]": which occurrence of an activity is looked at.
import type { After } from "../../../core/rules/rule";
import { text } from "../../texts/index";
import { Word } from "./word";

interface WhichProps {
  value: After["which"];
  onValue: (which: After["which"]) => void;
}

/** Which occurrence the timeframe looks at. */
export function WhichWord({ value, onValue }: WhichProps) {
  const words = text.rules.which;
  return (
    <Word
      label={words.label}
      value={value ?? "any"}
      onValue={(next) => onValue(next === "any" ? undefined : next)}
      options={(["any", "first", "last"] as const).map((which) => ({ value: which, label: words[which] }))}
    />
  );
}
