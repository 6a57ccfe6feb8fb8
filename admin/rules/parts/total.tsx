// How often or how much: "[at least] [2] times", "[for more than] [100] €", "[exactly] [1] item".
import { activityEntry } from "../../../core/rules/activities";
import { COMPARED_SUM, COMPARED_TIMES } from "../../../core/rules/did-parse";
import type { DidRule, Measure, Sum, Times } from "../../../core/rules/rule";
import { NumberInput } from "../../components/number-input";
import { text } from "../../texts/index";
import { ValueWords } from "./value";
import { Word } from "./word";

export interface TotalProps {
  rule: DidRule;
  negated: boolean;
  onRule: (rule: DidRule) => void;
  invalid: (field: string) => boolean;
}

/** At least once is what the rule language means when nothing is said. */
const ONCE = "once";

export function TotalWords({ rule, negated, onRule, invalid }: TotalProps) {
  const { times, sum, ...rest } = rule;
  const words = text.rules;
  const chosen = sum ? `${sum.of}:${compared(sum)}` : times ? `times:${compared(times)}` : ONCE;
  const sums = activityEntry(rule.did).sums ?? [];
  const choose = (next: string) => {
    const [of, is = ""] = next.split(":");
    if (of === ONCE) onRule(rest);
    else if (of === "times") onRule({ ...rest, times: { [is]: n ?? (is === "atLeast" ? 2 : 1) } as never });
    else onRule({ ...rest, sum: { of, [is]: is === "between" ? [null, null] : null } as never });
  };
  const n = times ? (Object.values(times)[0] as number) : null;
  return (
    <>
      <Word
        label={words.timesLabel}
        value={chosen}
        onValue={choose}
        options={[
          {
            group: words.totals.times,
            options: [
              { value: ONCE, label: negated ? words.notOnce : words.once },
              // Of a first or last occurrence there is no number.
              ...(rule.which
                ? []
                : COMPARED_TIMES.map((is) => ({ value: `times:${is}`, label: words.times[is] }))),
            ],
          },
          ...sums.map((of) => ({
            group: words.totals[of],
            options: COMPARED_SUM.map((is) => ({ value: `${of}:${is}`, label: words.sums[of][is] })),
          })),
        ]}
      />
      {times && (
        <>
          <NumberInput
            inline
            aria-label={words.timesNumber}
            value={n}
            min={0}
            max={1_000_000}
            invalid={invalid("times")}
            onValue={(next) => onRule({ ...rest, times: { [compared(times)]: next } as unknown as Times })}
          />
          <span>{words.timesUnit(n ?? 2)}</span>
        </>
      )}
      {sum && (
        <SumWords sum={sum} invalid={invalid("sum")} onSum={(next) => onRule({ ...rest, sum: next })} />
      )}
    </>
  );
}

interface SumProps {
  sum: Sum;
  onSum: (sum: Sum) => void;
  invalid: boolean;
}

function SumWords({ sum, onSum, invalid }: SumProps) {
  const is = compared(sum);
  const value = (sum as unknown as Record<string, unknown>)[is];
  return (
    <>
      <ValueWords
        input={is === "between" ? "numbers" : "number"}
        label={text.rules.totals[sum.of]}
        fact={{ type: "number", unit: UNITS[sum.of] }}
        value={value}
        invalid={invalid}
        onValue={(next) => onSum({ of: sum.of, [is]: next ?? null } as unknown as Sum)}
      />
      {sum.of === "quantity" && <span>{text.rules.itemsUnit(typeof value === "number" ? value : 2)}</span>}
    </>
  );
}

const UNITS: Record<Measure, "amount" | "count"> = { amount: "amount", quantity: "count" };

const compared = (comparison: Times | Sum) => Object.keys(comparison).find((key) => key !== "of")!;
