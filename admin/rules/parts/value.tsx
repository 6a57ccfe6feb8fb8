// The value that an operator compares with, by what the operator asks for and by what the fact is.
import type { FactType } from "../../../core/attributes/types";
import type { EditorInput } from "../../../core/rules/operator";
import type { Timeframe } from "../../../core/rules/timeframes";
import { NumberInput } from "../../components/number-input";
import { currentShop } from "../../models/session";
import { formatLocale } from "../../texts/format";
import { text } from "../../texts/index";
import { AnniversaryWords } from "./anniversary";
import { Categories, Products } from "./catalogue";
import { Choose } from "./choose";
import { CircleWords } from "./circle";
import { TextWord } from "./text-word";
import { Texts } from "./texts";
import { TimeframeWords } from "./timeframe";
import { Word } from "./word";

/** What is known of the fact that a value is compared with. */
export interface Fact {
  type: FactType;
  unit?: "amount" | "seconds" | "percent" | "count" | undefined;
  options?: readonly string[] | undefined;
  holds?: "products" | "categories" | undefined;
}

export interface ValueProps {
  label: string;
  fact: Fact;
  value: unknown;
  onValue: (value: unknown) => void;
  invalid: boolean;
}

/** One entry for each thing that operators ask for; a new one is asked for by the compiler. */
const inputs: Record<EditorInput, (props: ValueProps) => preact.JSX.Element | null> = {
  none: () => null,
  number: OneNumber,
  numbers: TwoNumbers,
  text: OneText,
  texts: ManyTexts,
  anniversary: AnniversaryWords,
  circle: CircleWords,
  // Drawn where the attribute that it is compared with is known.
  attribute: () => null,
  timeframe: ({ value, onValue, label, invalid }) => (
    <TimeframeWords
      label={label}
      value={value as Timeframe | undefined}
      onValue={onValue}
      invalid={invalid}
    />
  ),
};

export function ValueWords({ input, ...props }: ValueProps & { input: EditorInput }) {
  const Input = inputs[input];
  return <Input {...props} />;
}

function OneNumber({ label, fact, value, onValue, invalid }: ValueProps) {
  const { toShown, toStored, unit } = scaleOf(fact);
  const number = typeof value === "number" ? toShown(value) : null;
  return (
    <NumberInput
      inline
      aria-label={label}
      value={number}
      unit={unit}
      invalid={invalid}
      onValue={(next) => onValue(next === null ? undefined : toStored(next))}
    />
  );
}

function TwoNumbers({ label, value, onValue, ...props }: ValueProps) {
  const [from, to] = Array.isArray(value) ? value : [undefined, undefined];
  const missing = (one: unknown) => typeof one !== "number";
  const both = !missing(from) && !missing(to);
  return (
    <>
      <OneNumber
        {...props}
        label={`${label}, ${text.rules.from}`}
        value={from}
        invalid={props.invalid && (both || missing(from))}
        onValue={(next) => onValue([next ?? null, to ?? null])}
      />
      <span>{text.rules.and}</span>
      <OneNumber
        {...props}
        label={`${label}, ${text.rules.to}`}
        value={to}
        invalid={props.invalid && (both || missing(to))}
        onValue={(next) => onValue([from ?? null, next ?? null])}
      />
    </>
  );
}

function OneText(props: ValueProps) {
  const { label, fact, value, onValue, invalid } = props;
  if (fact.type === "number") return <OneNumber {...props} />;
  const words = typeof value === "string" ? value : "";
  if (fact.holds) {
    const Catalogue = fact.holds === "products" ? Products : Categories;
    const values = words ? [words] : [];
    return (
      <Catalogue single label={label} values={values} invalid={invalid} onValues={([one]) => onValue(one)} />
    );
  }
  if (!fact.options?.length)
    return (
      <TextWord
        label={label}
        value={words}
        placeholder={text.rules.text}
        invalid={invalid}
        onValue={onValue}
      />
    );
  return (
    <Word
      label={label}
      value={words}
      invalid={invalid}
      onValue={(next) => onValue(next || undefined)}
      options={[
        ...(words ? [] : [{ value: "", label: text.rules.choose }]),
        // A value that is no option any more stays visible.
        ...[...new Set([...(words ? [words] : []), ...fact.options])].map((option) => ({
          value: option,
          label: option,
        })),
      ]}
    />
  );
}

function ManyTexts({ label, fact, value, onValue, invalid }: ValueProps) {
  const props = { label, invalid, values: Array.isArray(value) ? value.map(String) : [], onValues: onValue };
  if (fact.holds === "products") return <Products {...props} />;
  if (fact.holds === "categories") return <Categories {...props} />;
  if (!fact.options?.length) return <Texts {...props} />;
  return (
    <Choose
      {...props}
      add={text.rules.addValue}
      options={fact.options.map((option) => ({ value: option, label: option }))}
    />
  );
}

/** Amounts are stored in minor units and typed in major ones. */
function scaleOf({ unit }: Fact) {
  const same = (n: number) => n;
  if (unit !== "amount") {
    const words = { seconds: text.rules.seconds, percent: "%", count: undefined };
    return { toShown: same, toStored: same, unit: unit && words[unit] };
  }
  const { currency } = currentShop();
  const money = new Intl.NumberFormat(formatLocale(), { style: "currency", currency });
  const factor = 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2);
  const symbol = money.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
  return {
    toShown: (minor: number) => minor / factor,
    toStored: (major: number) => Math.round(major * factor),
    unit: symbol,
  };
}
