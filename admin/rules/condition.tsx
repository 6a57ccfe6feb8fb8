// One condition as a sentence whose parts are controls.
import { holdsOf } from "../../core/attributes/computed";
import { attributeTypes } from "../../core/attributes/types";
import { activityEntry } from "../../core/rules/activities";
import { liveEntry, liveHolds } from "../../core/rules/live";
import { type OperatorName, operatorOf, operatorsFor } from "../../core/rules/operators";
import { isRank } from "../../core/rules/ranks";
import { isReference } from "../../core/rules/reference";
import type { Leaf } from "../../core/rules/rule";
import { Picker } from "../components/picker";
import { text } from "../texts/index";
import { faultsAt } from "./check";
import { choiceOf, conditionFor, factTypeOf } from "./choices";
import { useEditing } from "./context";
import { Notes } from "./notes";
import { BehaviourWords } from "./parts/behaviour";
import { InterestWords } from "./parts/interest";
import { MembershipWords } from "./parts/membership";
import { RankWords } from "./parts/rank";
import { ReferenceWords, ValueOrFact } from "./parts/reference";
import { RowsWords } from "./parts/rows";
import { type Fact, ValueWords } from "./parts/value";
import { Word } from "./parts/word";
import { dress, type Path, pathText, type peel, replace } from "./tree";
import type { Vocabulary } from "./vocabulary";

export function Condition({ path, part }: { path: Path; part: ReturnType<typeof peel> }) {
  const { rule, change, faults } = useEditing();
  const { negated, steps } = part;
  const leaf = part.inner as Leaf;
  const place = pathText([...path, ...steps]);
  const mine = faultsAt(place, faults);
  const set = (next: Leaf, not = negated) => change(replace(rule, path, dress(next, not)));
  const invalid = (field: string) => faultsAt(`${place}.${field}`, mine).length > 0;

  return (
    <div class="grid min-w-0 grow gap-1">
      <div class="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1">
        <Before leaf={leaf} negated={negated} onNegated={(not) => set(leaf, not)} />
        {isRank(leaf) && <RankWords rule={leaf} onRule={set} invalid={invalid} />}
        <Subject leaf={leaf} onLeaf={set} />
        {"did" in leaf && <BehaviourWords rule={leaf} negated={negated} onRule={set} invalid={invalid} />}
        {"has" in leaf && <RowsWords rule={leaf} negated={negated} onRule={set} invalid={invalid} />}
        {"is" in leaf && <Comparison leaf={leaf} onLeaf={set} invalid={invalid} />}
        {"segment" in leaf && <MembershipWords rule={leaf} onRule={set} invalid={invalid} />}
        {"interestedIn" in leaf && <InterestWords rule={leaf} onRule={set} invalid={invalid} />}
      </div>
      <Notes faults={mine} />
    </div>
  );
}

interface BeforeProps {
  leaf: Leaf;
  negated: boolean;
  onNegated: (negated: boolean) => void;
}

/** The word that says yes or no: "has", "is not in", "not". */
function Before({ leaf, negated, onNegated }: BeforeProps) {
  const words = text.rules;
  if ("is" in leaf) {
    if (!negated) return null;
    return (
      <button
        type="button"
        class="inline-word font-medium"
        aria-label={words.affirm}
        onClick={() => onNegated(false)}
      >
        {words.not}
      </button>
    );
  }
  const [yes, no, label] =
    "did" in leaf
      ? [words.has, words.hasNot, words.did]
      : "has" in leaf
        ? [words.rows.has, words.rows.hasNot, words.rows.label]
        : wordsOfBeing(leaf);
  return (
    <Word
      label={label}
      value={negated ? "no" : "yes"}
      onValue={(answer) => onNegated(answer === "no")}
      options={[
        { value: "yes", label: yes },
        { value: "no", label: no },
      ]}
    />
  );
}

const wordsOfBeing = (leaf: Leaf): [yes: string, no: string, label: string] =>
  "segment" in leaf
    ? [text.rules.isIn, text.rules.isNotIn, text.rules.membership]
    : [text.rules.is, text.rules.isNot, text.rules.likely];

/** What it is about; choosing another keeps what still makes sense. */
function Subject({ leaf, onLeaf }: { leaf: Leaf; onLeaf: (leaf: Leaf) => void }) {
  const { vocabulary, choices } = useEditing();
  const chosen = choiceOf(leaf);
  return (
    <Picker
      label={text.rules.subject}
      class="inline-word inline-subject"
      options={choices}
      chosen={[chosen]}
      placeholder={text.rules.addPlaceholder}
      onChoose={(choice) => choice !== chosen && onLeaf(conditionFor(choice, vocabulary, leaf))}
    >
      <span class="truncate">{subjectName(leaf, vocabulary)}</span>
    </Picker>
  );
}

interface ComparisonProps {
  leaf: Extract<Leaf, { is: unknown }>;
  onLeaf: (leaf: Leaf) => void;
  invalid: (field: string) => boolean;
}

function Comparison({ leaf, onLeaf, invalid }: ComparisonProps) {
  const { vocabulary } = useEditing();
  const fact = factOf(leaf, vocabulary);
  if (!fact) return null;
  const operator = operatorOf(leaf.is);
  const { value, ...rest } = leaf;
  const attribute = "attribute" in leaf ? vocabulary.attributes.get(leaf.attribute) : undefined;
  const byFact = attribute && (operator.input === "attribute" || isReference(value));
  const setOperator = (is: OperatorName) => {
    const next = operatorOf(is);
    const keeps = isReference(value)
      ? next.compares
      : next.input === operator.input || (takesNumber(next, fact) && takesNumber(operator, fact));
    onLeaf({ ...rest, is, ...(keeps && value !== undefined && { value }) } as Leaf);
  };
  const subject = subjectName(leaf, vocabulary);
  return (
    <>
      <Word
        label={text.rules.operator}
        value={leaf.is}
        invalid={invalid("is")}
        onValue={setOperator}
        options={operatorsFor(fact.type).map((name) => ({ value: name, label: operatorOf(name).label }))}
      />
      {attribute && operator.compares && operator.input !== "attribute" && (
        <ValueOrFact
          fact={isReference(value)}
          onFact={(fact) => onLeaf({ ...rest, ...(fact && { value: { attribute: "" } }) } as Leaf)}
        />
      )}
      {byFact ? (
        <ReferenceWords
          label={text.rules.valueOf(subject)}
          attribute={attribute}
          value={isReference(value) ? value : { attribute: "" }}
          invalid={invalid("value")}
          onValue={(next) => onLeaf({ ...rest, value: next } as Leaf)}
        />
      ) : (
        <ValueWords
          input={operator.input}
          label={text.rules.valueOf(subject)}
          fact={fact}
          value={value}
          invalid={invalid("value")}
          onValue={(next) => onLeaf({ ...rest, ...(next !== undefined && { value: next }) } as Leaf)}
        />
      )}
    </>
  );
}

const takesNumber = ({ input }: { input: string }, { type }: Fact) =>
  type === "number" && (input === "number" || input === "text");

function factOf(leaf: Extract<Leaf, { is: unknown }>, { attributes }: Vocabulary): Fact | undefined {
  const type = factTypeOf(leaf, attributes);
  if (!type) return undefined;
  if ("live" in leaf) return { type, unit: liveEntry(leaf.live).unit, holds: liveHolds[leaf.live] };
  const attribute = attributes.get(leaf.attribute);
  const options = attribute && attributeTypes[attribute.type].options ? attribute.options : undefined;
  return { type, unit: attribute?.unit, options, holds: attribute && holdsOf(attribute) };
}

export function subjectName(leaf: Leaf, { attributes, segments }: Vocabulary): string {
  if ("did" in leaf) return activityEntry(leaf.did).label;
  if ("has" in leaf) return text.rules.rows.in(attributes.tables?.get(leaf.has)?.label ?? leaf.has);
  if ("segment" in leaf) return segments.get(leaf.segment)?.name ?? leaf.segment;
  if ("interestedIn" in leaf) return text.rules.likely;
  if ("live" in leaf) return liveEntry(leaf.live).label;
  if (isRank(leaf)) return attributes.get(leaf.rank)?.label ?? leaf.rank;
  return attributes.get(leaf.attribute)?.label ?? leaf.attribute;
}
