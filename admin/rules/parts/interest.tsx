// "is likely to buy [these categories] … by [50] % or more", as the predictions say.
import type { InterestRule } from "../../../core/rules/rule";
import { NumberInput } from "../../components/number-input";
import { text } from "../../texts/index";
import { Categories, Products } from "./catalogue";
import { Word } from "./word";

export interface InterestProps {
  rule: InterestRule;
  onRule: (rule: InterestRule) => void;
  invalid: (field: string) => boolean;
}

const kinds = ["ids", "categories"] as const;

export function InterestWords({ rule, onRule, invalid }: InterestProps) {
  const { interestedIn: items, atLeast } = rule;
  const kind = "ids" in items ? "ids" : "categories";
  const words = text.rules.items;
  const Catalogue = kind === "ids" ? Products : Categories;
  const set = (kind: (typeof kinds)[number], values: string[]) =>
    onRule({ ...rule, interestedIn: kind === "ids" ? { ids: values } : { categories: values } });
  return (
    <>
      <Word
        label={text.rules.itemsLabel}
        value={kind}
        onValue={(next) => set(next, [])}
        options={kinds.map((value) => ({ value, label: words[value] }))}
      />
      <Catalogue
        label={words[kind]}
        values={"ids" in items ? items.ids : items.categories}
        invalid={invalid("interestedIn")}
        onValues={(values) => set(kind, values)}
      />
      <span>{text.rules.interest.by}</span>
      <NumberInput
        inline
        aria-label={text.rules.interest.atLeast}
        value={typeof atLeast === "number" ? Math.round(atLeast * 1000) / 10 : null}
        min={0}
        max={100}
        unit="%"
        invalid={invalid("atLeast")}
        onValue={(percent) =>
          onRule({ ...rule, atLeast: (percent === null ? null : percent / 100) as number })
        }
      />
      <span>{text.rules.interest.orMore}</span>
    </>
  );
}
