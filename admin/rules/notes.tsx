// What is blank or wrong with one condition or group, in words, right under it.
import { CircleAlert } from "../components/icons";
import { asSentence } from "../models/problem";
import { text } from "../texts/index";
import { EMPTY_GROUP, type Fault } from "./check";

export function Notes({ faults }: { faults: readonly Fault[] }) {
  const words = [...new Set(faults.map(wordsOf))];
  if (words.length === 0) return null;
  const wrong = faults.some(({ blank }) => !blank);
  return (
    <ul class={wrong ? "text-bad" : "text-12 text-warn"}>
      {words.map((one) => (
        <li key={one} class="flex gap-1.5">
          {wrong && <CircleAlert size={16} aria-hidden="true" class="mt-0.5 shrink-0" />}
          {one}
        </li>
      ))}
    </ul>
  );
}

function wordsOf({ path, message, hint, blank }: Fault): string {
  if (message === EMPTY_GROUP) return text.rules.emptyGroup;
  if (blank) return text.rules.unfinished;
  const field = path.slice(path.lastIndexOf(".") + 1);
  if (field === "attribute" || field === "segment" || field === "has") return text.rules.gone[field];
  const subject = text.rules.fields[field] ?? text.rules.fields.condition;
  return hint ? `${subject} ${message}. ${asSentence(hint)}` : `${subject} ${message}.`;
}
