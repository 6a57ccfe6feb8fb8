// What every part of one rule editor shares: the words it may use, how it changes the rule, what is wrong where.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Rule } from "../../core/rules/rule";
import type { ComboOption } from "../components/combobox";
import type { Fault } from "./check";
import type { Choice } from "./choices";
import type { Path } from "./tree";
import type { Vocabulary } from "./vocabulary";

export interface Editing {
  rule: Rule;
  vocabulary: Vocabulary;
  choices: readonly ComboOption<Choice>[];
  /** What is blank or wrong, found here or by the API; paths from `rule`. */
  faults: readonly Fault[];
  /** Puts a new tree in place; the focus goes to the part at `focus`, when given. */
  change(rule: Rule, focus?: Path): void;
  /** Said to screen readers. */
  say(words: string): void;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error("outside of a rule editor");
  return editing;
}
