// An activity and on what: "[searched] [that contains] [tent]", "[bought] [these categories] …".
import { type ActivityKind, activityEntry } from "../../../core/rules/activities";
import type { After, Named } from "../../../core/rules/rule";
import { text } from "../../texts/index";
import { useEditing } from "../context";
import { ItemsWords } from "./items";
import { TextWord } from "./text-word";
import { Word } from "./word";

type Deed = Pick<After, "did" | "named" | "items">;

export interface DeedProps {
  deed: Deed;
  onPart: <K extends "named" | "items">(key: K, value: Deed[K] | undefined) => void;
  invalid: (field: string) => boolean;
}

/** What narrows an activity, as far as it can be. */
export function DeedWords({ deed, onPart, invalid }: DeedProps) {
  const entry = activityEntry(deed.did);
  const NamedWords = entry.ids ? MessageWord : NameWords;
  return (
    <>
      {entry.named && (
        <NamedWords
          did={deed.did}
          value={deed.named}
          invalid={invalid("named")}
          onValue={(named) => onPart("named", named)}
        />
      )}
      {entry.items && (
        <ItemsWords
          items={deed.items}
          kinds={entry.items === "categories" ? ["any", "ids", "categories"] : undefined}
          invalid={(part) => invalid(part === "" ? "items" : `items.${part}`)}
          onItems={(items) => onPart("items", items)}
        />
      )}
    </>
  );
}

interface NamedProps {
  did: ActivityKind;
  value: Named | undefined;
  onValue: (value: Named | undefined) => void;
  invalid: boolean;
}

const PARTS = ["is", "contains", "startsWith"] as const;

function NameWords({ did, value, onValue, invalid }: NamedProps) {
  const what = activityEntry(did).named ?? "";
  const words = text.rules.named;
  const [how, typed] = typeof value === "object" ? Object.entries(value)[0]! : ["is", value ?? ""];
  const set = (how: string, typed: string) =>
    onValue(how !== "is" ? ({ [how]: typed } as unknown as Named) : typed === "" ? undefined : typed);
  return (
    <>
      <Word
        label={words.how(what)}
        value={how}
        onValue={(next) => set(next, typed)}
        options={PARTS.map((part) => ({ value: part, label: words.parts[part] }))}
      />
      <TextWord
        label={words.label(what)}
        value={typed}
        placeholder={how === "is" ? words.placeholder(what) : text.rules.text}
        invalid={invalid}
        onValue={(next) => set(how, next)}
      />
    </>
  );
}

/** Messages are chosen by name. */
function MessageWord({ did, value, onValue }: NamedProps) {
  const { messages } = useEditing().vocabulary;
  const what = activityEntry(did).named ?? "";
  const words = text.rules.named;
  const id = typeof value === "string" ? value : "";
  const unknown = id && !messages.has(id) ? [{ value: id, label: id }] : [];
  return (
    <Word
      label={words.label(what)}
      value={id}
      onValue={(id) => onValue(id || undefined)}
      options={[
        { value: "", label: words.anyOf(what) },
        ...unknown,
        ...[...messages].map(([id, name]) => ({ value: id, label: name })),
      ]}
    />
  );
}

/** Without the part where there is no value for it. */
export function withPart<R extends object, K extends keyof R>(rule: R, key: K, value: R[K] | undefined): R {
  const { [key]: _, ...rest } = rule;
  return (value === undefined ? rest : { ...rest, [key]: value }) as R;
}
