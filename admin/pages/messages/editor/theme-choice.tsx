// The base themes as small swatches: a radio group of looks.
import { useId } from "preact/hooks";
import type { Theme } from "../../../../core/messages/message";
import { onAccent, THEMES } from "../../../../core/messages/themes";
import { text } from "../../../texts/index";

export function ThemeChoice({ theme, onTheme }: { theme: Theme; onTheme: (theme: Theme) => void }) {
  const words = text.messages.look;
  const name = useId();
  return (
    <fieldset class="grid grid-cols-3 gap-2">
      <legend class="sr-only">{words.theme}</legend>
      {THEMES.map(({ id, theme: base }) => (
        <label
          key={id}
          class="grid cursor-pointer gap-2 rounded-box border border-line bg-surface p-2 hover:border-edge has-checked:border-accent has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            class="sr-only"
            checked={isLook(theme, base) || isLook(theme, onAccent(base))}
            onChange={() => onTheme(base)}
          />
          <Swatch theme={base} />
          <span class="text-12 font-medium">{words.themes[id]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Swatch({ theme }: { theme: Theme }) {
  const radius = `${Math.min(theme.radius, 12)}px`;
  return (
    <span
      aria-hidden="true"
      class="grid h-16 content-center justify-items-center gap-2 border border-line"
      style={{
        background: theme.background,
        color: theme.text,
        borderRadius: radius,
        fontFamily: theme.font,
      }}
    >
      <span class="text-20 leading-none">Aa</span>
      <span class="h-2.5 w-10" style={{ background: theme.accent, borderRadius: radius }} />
    </span>
  );
}

/** The same but for the place, which is not part of the look. */
function isLook(theme: Theme, base: Theme): boolean {
  return (Object.keys(base) as (keyof Theme)[]).every(
    (key) => key === "position" || theme[key] === base[key],
  );
}
