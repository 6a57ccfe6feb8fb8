// Four colours, each by the browser's own picker or as hex, and whether what stands on them can be read.
import type { Theme } from "../../../../core/messages/message";
import { Field } from "../../../components/field";
import { CircleCheck, TriangleAlert } from "../../../components/icons";
import { TextInput } from "../../../components/text-input";
import { text } from "../../../texts/index";
import { contrastOf, ENOUGH, isColour, type Pair } from "./contrast";

const COLOURS = ["background", "text", "accent", "accentText"] as const;
const PAIRS = ["text", "accentText"] as const satisfies readonly Pair[];

export interface ColoursProps {
  theme: Theme;
  onTheme: (change: Partial<Theme>, place: string) => void;
  errorAt: (part: string) => string | undefined;
}

export function Colours({ theme, onTheme, errorAt }: ColoursProps) {
  const words = text.messages.look;
  return (
    <>
      <div class="grid grid-cols-2 gap-x-4 gap-y-3">
        {COLOURS.map((part) => (
          <Field key={part} label={words.colour[part]} error={errorAt(part)}>
            <div class="flex gap-2">
              <input
                type="color"
                aria-label={words.colour[part]}
                class="size-9 shrink-0 cursor-pointer rounded-field border border-edge bg-surface p-0.5 pointer-coarse:size-11"
                value={isColour(theme[part]) ? theme[part] : "#000000"}
                onInput={(event) => onTheme({ [part]: event.currentTarget.value }, part)}
              />
              <TextInput
                mono
                aria-label={words.hexOf(words.colour[part])}
                value={theme[part]}
                onValue={(typed) => onTheme({ [part]: asHex(typed) }, part)}
                maxLength={7}
                spellcheck={false}
              />
            </div>
          </Field>
        ))}
      </div>
      <ul class="grid gap-1.5" aria-live="polite">
        {PAIRS.map((pair) => (
          <Contrast key={pair} pair={pair} ratio={contrastOf(theme, pair)} />
        ))}
      </ul>
    </>
  );
}

function Contrast({ pair, ratio }: { pair: Pair; ratio: number | undefined }) {
  const words = text.messages.look;
  if (ratio === undefined) return null;
  const good = ratio >= ENOUGH;
  const Icon = good ? CircleCheck : TriangleAlert;
  return (
    <li class={`flex gap-2 ${good ? "text-muted" : "rounded-field bg-warn-soft p-2"}`}>
      <Icon size={16} aria-hidden="true" class={`mt-0.5 shrink-0 ${good ? "text-good" : "text-warn"}`} />
      <span>
        {words.readable[pair]}: {words.ratio(Math.floor(ratio * 10) / 10)}, {good ? words.good : words.poor}
      </span>
    </li>
  );
}

/** People paste colours without their #. */
const asHex = (typed: string): string => {
  const bare = typed.trim().toLowerCase();
  return /^[\da-f]{6}$/.test(bare) ? `#${bare}` : bare;
};
