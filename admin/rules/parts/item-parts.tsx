// The control of each part of a filter over the catalogue. A new part is asked for by the compiler.
import type { KeyKind } from "../../../core/products/product";
import type { ItemFilter, ItemFilterKey, PriceBound, PriceRange } from "../../../core/rules/item-filters";
import { text } from "../../texts/index";
import { useEditing } from "../context";
import { Products } from "./catalogue";
import { Choose } from "./choose";
import { TextWord } from "./text-word";
import { ValueWords } from "./value";
import { Word } from "./word";

export interface PartProps<Value> {
  label: string;
  value: Value;
  onValue: (value: Value) => void;
  invalid: boolean;
}

type Part<K extends ItemFilterKey> = (props: PartProps<NonNullable<ItemFilter[K]>>) => preact.JSX.Element;

export const partInputs: { [K in ItemFilterKey]: Part<K> } = {
  ids: ({ value, onValue, ...props }) => <Products {...props} values={value} onValues={onValue} />,
  brand: keyed("brand"),
  supplier: keyed("supplier"),
  inCategory: keyed("category"),
  tag: keyed("tag"),
  price: Price,
  inStock: yesOrNo,
  onDiscount: yesOrNo,
  discount: Discount,
  search: (props) => <TextWord {...props} placeholder={text.rules.text} />,
};

/** What a part begins with: blank where something has to be chosen. */
export const beginOf: { readonly [K in ItemFilterKey]: NonNullable<ItemFilter[K]> } = {
  ids: [],
  brand: [],
  supplier: [],
  inCategory: [],
  tag: [],
  price: { lessThan: null as unknown as number },
  inStock: true,
  onDiscount: true,
  discount: "",
  search: "",
};

function keyed(kind: KeyKind) {
  return function Keyed({ value, onValue, label, invalid }: PartProps<string[]>) {
    const facets = useEditing().vocabulary.facets[kind];
    return (
      <Choose
        label={label}
        invalid={invalid}
        add={text.rules.addValue}
        values={value}
        onValues={onValue}
        options={facets.map(({ name, products }) => ({
          value: name,
          label: name,
          detail: text.rules.productsIn(products),
        }))}
      />
    );
  };
}

const single: readonly PriceBound[] = ["lessThan", "atMost", "moreThan", "atLeast"];
const BETWEEN = "between";

/** One bound, or from one to another. */
function Price({ value, onValue, label, invalid }: PartProps<PriceRange>) {
  const words = text.rules.itemParts.price;
  const bounds = Object.keys(value) as PriceBound[];
  const kind = bounds.length === 1 ? bounds[0]! : BETWEEN;
  const amount = (bound: PriceBound) => value[bound] ?? null;
  const set = (bound: PriceBound, next: unknown) => onValue({ ...value, [bound]: next ?? null });
  const shown = kind === BETWEEN ? bounds : [kind];
  return (
    <>
      <Word
        label={label}
        value={kind}
        onValue={(next) => {
          const first = amount(bounds[0]!) as number;
          onValue(
            next === BETWEEN ? { atLeast: first, atMost: null as unknown as number } : { [next]: first },
          );
        }}
        options={[...single, BETWEEN].map((one) => ({ value: one, label: words[one as keyof typeof words] }))}
      />
      {shown.map((bound, i) => (
        <span key={bound} class="contents">
          {i > 0 && <span>{text.rules.and}</span>}
          <ValueWords
            input="number"
            label={`${label}, ${words[bound]}`}
            fact={{ type: "number", unit: "amount" }}
            value={amount(bound)}
            invalid={invalid}
            onValue={(next) => set(bound, next)}
          />
        </span>
      ))}
    </>
  );
}

function yesOrNo({ value, onValue, label }: PartProps<boolean>) {
  const words = text.rules.itemParts.yesOrNo;
  return (
    <Word
      label={label}
      value={value ? "yes" : "no"}
      onValue={(next) => onValue(next === "yes")}
      options={[
        { value: "yes", label: words.yes },
        { value: "no", label: words.no },
      ]}
    />
  );
}

function Discount({ value, onValue, label, invalid }: PartProps<string>) {
  const { discounts } = useEditing().vocabulary;
  const gone = value !== "" && !discounts.has(value) ? [{ value, label: value }] : [];
  return (
    <Word
      label={label}
      value={value}
      invalid={invalid}
      onValue={onValue}
      options={[
        ...(value === "" ? [{ value: "", label: text.rules.choose }] : []),
        ...gone,
        ...[...discounts].map(([id, name]) => ({ value: id, label: name })),
      ]}
    />
  );
}
