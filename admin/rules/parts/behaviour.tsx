// "[has] [bought] [these products] … [at least] [2] times [in the last] [60] [days]".
import type { DidRule } from "../../../core/rules/rule";
import { text } from "../../texts/index";
import { AfterWords } from "./after";
import { DeedWords, withPart } from "./deed";
import { TimeframeWords } from "./timeframe";
import { TotalWords } from "./total";
import { WhichWord } from "./which";
import { Word } from "./word";

export interface BehaviourProps {
  rule: DidRule;
  negated: boolean;
  onRule: (rule: DidRule) => void;
  invalid: (field: string) => boolean;
}

/** What follows the activity. */
export function BehaviourWords({ rule, negated, onRule, invalid }: BehaviourProps) {
  const set = <K extends keyof DidRule>(key: K, value: DidRule[K] | undefined) =>
    onRule(withPart(rule, key, value));
  return (
    <>
      <DeedWords deed={rule} onPart={set} invalid={invalid} />
      <TotalWords rule={rule} negated={negated} invalid={invalid} onRule={onRule} />
      {rule.which && <WhichWord value={rule.which} onValue={(which) => set("which", which)} />}
      <TimeframeWords
        past
        label={text.rules.during}
        value={rule.during}
        invalid={invalid("during")}
        onValue={(during) => set("during", during)}
      />
      {rule.after && (
        <AfterWords
          after={rule.after}
          invalid={(field) => invalid(`after.${field}`)}
          onAfter={(after) => set("after", after)}
        />
      )}
      <More rule={rule} onRule={onRule} />
    </>
  );
}

/** What is asked seldom stays out of the sentence until it is wanted. */
function More({ rule, onRule }: Pick<BehaviourProps, "rule" | "onRule">) {
  const words = text.rules.refine;
  const counts = rule.times !== undefined;
  const options = [
    ...(rule.which || counts ? [] : (["first", "last"] as const)),
    ...(rule.after ? [] : (["after"] as const)),
  ];
  if (options.length === 0) return null;
  return (
    <Word
      quiet
      label={words.label}
      value=""
      shown="…"
      onValue={(part: "" | (typeof options)[number]) => {
        if (part === "after") onRule({ ...rule, after: { did: "viewed_product" } });
        else if (part) onRule({ ...rule, which: part });
      }}
      options={[
        { value: "", label: words.label },
        ...options.map((part) => ({ value: part, label: words[part] })),
      ]}
    />
  );
}
