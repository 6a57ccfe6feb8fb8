// The rule editor, of segments and of messages' conditions: a rule as sentences whose parts are controls.
//
//   <RuleEditor rule={rule} onRule={setRule} context={{ live: true }} problems={problem?.errors} path="design.condition" />
//
// What is not filled in yet is part of the rule that it hands out; `readiness` says what of it may be sent.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ParseContext } from "../../core/rules/parse";
import type { Rule } from "../../core/rules/rule";
import { ErrorNote } from "../components/error-note";
import { TriangleAlert } from "../components/icons";
import { SegmentedControl } from "../components/segmented-control";
import { Skeleton } from "../components/skeleton";
import type { ProblemAt } from "../models/problem";
import { text } from "../texts/index";
import { type Fault, faultsIn, readyPart } from "./check";
import { choicesOf, type Offer } from "./choices";
import { EditingContext } from "./context";
import { Group } from "./group";
import { JsonView } from "./json-view";
import { knownFacts } from "./known-facts";
import { type Group as GroupRule, type Path, partsOf, pathText, peel, rooted } from "./tree";
import { knowProducts, sentenceOf, type Vocabulary, vocabulary } from "./vocabulary";

export interface RuleEditorProps {
  rule: Rule;
  onRule: (rule: Rule) => void;
  /** `live`: conditions on the page itself, which messages may have and segments may not. */
  context: Offer;
  /** What the API refused; those about the rule are shown at their condition. */
  problems?: readonly ProblemAt[] | undefined;
  /** Where the rule is in what was sent: the beginning of the problems' paths. */
  path?: string;
  /** What an empty rule means, where that is not everyone of the shop. */
  everyone?: EmptyRule;
}

export interface EmptyRule {
  title: string;
  about: string;
  /** Nothing to be warned of: something else narrows it down. */
  calm?: boolean;
}

export interface Readiness {
  faults: Fault[];
  /** The rule without what is not ready; everyone when nothing is. */
  ready: Rule;
  /** May be saved as it is. */
  complete: boolean;
}

/** Undefined until the shop's vocabulary is there. Reading it in a component or a computed signal subscribes. */
export function readiness(rule: Rule, offer: Offer): Readiness | undefined {
  const words = vocabulary().data.value;
  if (!words) return undefined;
  const faults = faultsIn(rule, parseContext(words, offer));
  return { faults, ready: readyPart(rule, faults), complete: faults.length === 0 };
}

export function RuleEditor({
  rule,
  onRule,
  context,
  problems = [],
  path = "rule",
  everyone,
}: RuleEditorProps) {
  const known = vocabulary();
  const words = known.data.value;
  const place = useRef<HTMLDivElement>(null);
  const focus = useRef<Path>();
  const [view, setView] = useState<"sentence" | "json">("sentence");
  const [said, say] = useState("");
  const shown = rooted(rule);
  const { live, without } = context;

  useEffect(() => void known.refresh(), []);
  useEffect(() => void knowProducts([shown]), [rule]);
  useLayoutEffect(() => {
    if (focus.current) focusPart(place.current, focus.current);
    focus.current = undefined;
  }, [rule]);

  const facts = knownFacts();
  const choices = useMemo(
    () => (words ? choicesOf(words, { live, without }, facts) : []),
    [words, live, without, facts],
  );
  const refused = useMemo(() => localProblems(problems, path, shown !== rule), [problems, path, rule]);
  if (!words) {
    const error = known.error.value;
    return error ? (
      <ErrorNote problem={error} onRetry={() => void known.refresh()} />
    ) : (
      <Skeleton widths={[30, 70, 55]} />
    );
  }

  const reading = parseContext(words, context);
  const own = faultsIn(shown, reading);
  const faults = [...own, ...refused.filter((one) => !own.some(({ path }) => path === one.path))];
  const ready = readyPart(shown, own);
  const isEmpty = partsOf(peel(shown).inner as GroupRule).length === 0;
  const change = (next: Rule, to?: Path) => {
    focus.current = to;
    onRule(next);
  };

  return (
    <div ref={place} class="grid gap-4">
      {view === "json" ? (
        <JsonView rule={shown} onRule={onRule} context={reading} problems={refused} />
      ) : (
        <EditingContext.Provider value={{ rule: shown, vocabulary: words, choices, faults, change, say }}>
          {isEmpty && (
            <Everyone {...(everyone ?? { title: text.rules.everyoneTitle, about: text.rules.everyone })} />
          )}
          <Group path={[]} />
          {!isEmpty && <p class="text-12 text-muted max-sm:hidden">{text.rules.keys}</p>}
        </EditingContext.Provider>
      )}
      <div class="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 border-t border-line pt-4">
        {isEmpty ? <span /> : <InWords ready={ready} vocabulary={words} />}
        <SegmentedControl
          label={text.rules.views.label}
          value={view}
          onValue={setView}
          options={(["sentence", "json"] as const).map((value) => ({
            value,
            label: text.rules.views[value],
          }))}
        />
      </div>
      <span class="sr-only" role="status">
        {said}
      </span>
    </div>
  );
}

/** An empty rule is the widest there is: said loudly, as it is easily made and easily missed. */
function Everyone({ title, about, calm }: EmptyRule) {
  return (
    <div class={`flex gap-3 rounded-box p-4 ${calm ? "bg-sunken" : "bg-warn-soft"}`}>
      {!calm && <TriangleAlert size={18} aria-hidden="true" class="mt-px shrink-0 text-warn" />}
      <div>
        <p class="font-medium">{title}</p>
        <p class="max-w-prose text-pretty">{about}</p>
      </div>
    </div>
  );
}

function InWords({ ready, vocabulary }: { ready: Rule; vocabulary: Vocabulary }) {
  const nothing = partsOf(rootGroup(ready)).length === 0;
  return (
    <div class="min-w-0 flex-1 basis-60">
      <h3 class="text-12 font-medium text-muted">{text.rules.inWords}</h3>
      <p class={nothing ? "text-muted" : "max-w-prose text-pretty"} data-testid="rule-sentence">
        {nothing ? text.rules.nothingReady : sentenceOf(ready, vocabulary)}
      </p>
    </div>
  );
}

const rootGroup = (rule: Rule): GroupRule => peel(rooted(rule)).inner as GroupRule;

const parseContext = ({ attributes, segments }: Vocabulary, { live, without }: Offer): ParseContext => ({
  attributes,
  live,
  hasSegment: (id) => id !== without && segments.get(id)?.archived === false,
});

/** Paths from `rule`, as the editor counts them: a rule that is one condition is shown in a group. */
function localProblems(problems: readonly ProblemAt[], root: string, inGroup: boolean): Fault[] {
  return problems
    .filter(({ path }) => path.startsWith(root))
    .map(({ path, message, hint }) => ({
      path: (inGroup ? "rule.all[0]" : "rule") + path.slice(root.length),
      message,
      hint,
      blank: false,
    }));
}

/** What is to be filled in there; else its first control. */
function focusPart(editor: HTMLElement | null, path: Path): void {
  const part = editor?.querySelector<HTMLElement>(`[data-rule-path="${pathText(path)}"]`);
  const empty = part?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const first = (part ?? editor)?.querySelector<HTMLElement>("button, select, input");
  (empty ?? (part ? first : editor?.querySelector<HTMLElement>('[aria-haspopup="dialog"]')))?.focus();
}
