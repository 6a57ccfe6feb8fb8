// "is in the [top] [20] [percent] by Total spent".
import { type RankRule, type RankSize, sizeOf } from "../../../core/rules/ranks";
import { NumberInput } from "../../components/number-input";
import { text } from "../../texts/index";
import { Word } from "./word";

export interface RankProps {
  rule: RankRule;
  onRule: (rule: RankRule) => void;
  invalid: (field: string) => boolean;
}

const ends = ["top", "bottom"] as const;
const units = ["percent", "people"] as const;

export function RankWords({ rule, onRule, invalid }: RankProps) {
  const end = "top" in rule ? "top" : "bottom";
  const size = sizeOf(rule);
  const unit = "percent" in size ? "percent" : "people";
  const n = "percent" in size ? size.percent : size.people;
  const words = text.rules.rank;
  const set = (end: "top" | "bottom", unit: keyof typeof words.units, n: number | null) =>
    onRule({ rank: rule.rank, [end]: { [unit]: n } as unknown as RankSize } as unknown as RankRule);
  return (
    <>
      <Word
        label={words.end}
        value={end}
        onValue={(next) => set(next, unit, n)}
        options={ends.map((value) => ({ value, label: words.ends[value] }))}
      />
      <NumberInput
        inline
        aria-label={words.size}
        value={n}
        min={0}
        max={unit === "percent" ? 100 : 1e9}
        invalid={invalid(end)}
        onValue={(next) => set(end, unit, next)}
      />
      <Word
        label={words.unit}
        value={unit}
        onValue={(next) => set(end, next, n)}
        options={units.map((value) => ({ value, label: words.units[value] }))}
      />
      <span>{words.by}</span>
    </>
  );
}
