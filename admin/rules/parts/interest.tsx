// "[is] [likely to buy] [these products] … with a likelihood of [60] % or more, at least [1] of them".
import type { InterestRule } from "../../../core/rules/interest";
import { text } from "../../texts/index";
import { ItemsWords } from "./items";
import { ValueWords } from "./value";

export interface InterestProps {
  rule: InterestRule;
  onRule: (rule: InterestRule) => void;
  invalid: (field: string) => boolean;
}

export function InterestWords({ rule, onRule, invalid }: InterestProps) {
  const words = text.rules.interest;
  return (
    <>
      <ItemsWords
        items={rule.interestedIn}
        kinds={["ids", "filter"]}
        invalid={(part) => invalid(part === "" ? "interestedIn" : `interestedIn.${part}`)}
        onItems={(items) => onRule({ ...rule, interestedIn: items ?? {} })}
      />
      <span>{words.likelihood}</span>
      <ValueWords
        input="number"
        label={words.likelihood}
        fact={{ type: "number", unit: "percent" }}
        value={rule.likelihood}
        invalid={invalid("likelihood")}
        onValue={(likelihood) => onRule({ ...rule, likelihood: likelihood as number })}
      />
      <span>{words.atLeast}</span>
      <ValueWords
        input="number"
        label={words.atLeast}
        fact={{ type: "number" }}
        value={rule.atLeast ?? 1}
        invalid={invalid("atLeast")}
        onValue={(atLeast) => onRule({ ...rule, atLeast: atLeast as number })}
      />
    </>
  );
}
