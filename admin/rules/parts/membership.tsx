// After a segment: whether that alone, or in none of the others chosen.
import type { SegmentRule } from "../../../core/rules/rule";
import { text } from "../../texts/index";
import { useEditing } from "../context";
import { Choose } from "./choose";

export interface MembershipProps {
  rule: SegmentRule;
  onRule: (rule: SegmentRule) => void;
  invalid: (field: string) => boolean;
}

export function MembershipWords({ rule, onRule, invalid }: MembershipProps) {
  const { choices, vocabulary } = useEditing();
  const { segment, notIn = [] } = rule;
  // Those that the picker of conditions offers: not the segment that is edited.
  const options = choices
    .filter(({ value }) => value.startsWith("segment:") && value !== `segment:${segment}`)
    .map(({ value, label }) => ({ value: value.slice("segment:".length), label }));
  if (options.length === 0 && notIn.length === 0) return null;
  return (
    <>
      {notIn.length > 0 && <span>{text.rules.andNotIn}</span>}
      <Choose
        label={text.rules.andNotIn}
        add={text.rules.addNotIn}
        values={notIn}
        invalid={invalid("notIn")}
        nameOf={(id) => vocabulary.segments.get(id)?.name ?? id}
        options={options}
        onValues={(ids) => onRule({ segment, ...(ids.length > 0 && { notIn: ids }) })}
      />
    </>
  );
}
