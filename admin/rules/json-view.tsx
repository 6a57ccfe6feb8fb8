// The rule as the API takes it, to read, copy and change. What is no rule yet stays here and says where it is wrong.
import { useEffect, useState } from "preact/hooks";
import { type ParseContext, parseRule } from "../../core/rules/parse";
import type { Rule } from "../../core/rules/rule";
import { Field } from "../components/field";
import { TextInput } from "../components/text-input";
import { asSentence, type ProblemAt } from "../models/problem";
import { text } from "../texts/index";

export interface JsonViewProps {
  rule: Rule;
  onRule: (rule: Rule) => void;
  context: ParseContext;
  /** What the API refused. */
  problems: readonly ProblemAt[];
}

const print = (rule: Rule) => JSON.stringify(rule, null, 2);
const MIN_ROWS = 8;
const MAX_ROWS = 32;

export function JsonView({ rule, onRule, context, problems }: JsonViewProps) {
  const [typed, setTyped] = useState(() => print(rule));
  const [sent, setSent] = useState(rule);
  const read = readJson(typed, context);

  // Taken over when it was changed elsewhere; what is being typed is never rewritten.
  useEffect(() => {
    if (print(rule) !== print(sent)) setTyped(print(rule));
    setSent(rule);
  }, [rule]);

  const untouched = typed === print(rule); // then it is only not finished
  const places = "problems" in read ? read.problems : problems;
  return (
    <div class="grid gap-3">
      <Field
        label={text.rules.json}
        hint={text.rules.jsonHint}
        error={
          "broken" in read
            ? text.rules.jsonBroken(read.broken)
            : "problems" in read && !untouched
              ? text.rules.jsonRefused
              : undefined
        }
      >
        <TextInput
          mono
          spellcheck={false}
          rows={Math.min(MAX_ROWS, Math.max(MIN_ROWS, typed.split("\n").length))}
          value={typed}
          onValue={(next) => {
            setTyped(next);
            const parsed = readJson(next, context);
            if (!("rule" in parsed)) return;
            setSent(parsed.rule);
            onRule(parsed.rule);
          }}
        />
      </Field>
      {places.length > 0 && (
        <ul class="grid gap-1 text-bad" aria-label={text.problem.more(places.length)}>
          {places.map(({ path, message, hint }) => (
            <li key={path + message}>
              <code class="font-mono text-12">{path}</code> {message}
              {hint && `. ${asSentence(hint)}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type Read = { rule: Rule } | { problems: ProblemAt[] } | { broken: string };

function readJson(typed: string, context: ParseContext): Read {
  let raw: unknown;
  try {
    raw = JSON.parse(typed);
  } catch (error) {
    return { broken: (error as Error).message };
  }
  const parsed = parseRule(raw, context);
  if ("rule" in parsed) return parsed;
  return { problems: parsed.problems.map(({ reason, ...where }) => ({ ...where, message: reason })) };
}
