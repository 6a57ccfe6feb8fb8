// The first step: who the owner is.
import { Field } from "../../components/field";
import { PasswordInput } from "../../components/password-input";
import { TextInput } from "../../components/text-input";
import { text } from "../../texts/index";
import type { SetUpModel } from "./model";
import { MAX_PASSWORD, type Strength } from "./strength";

export function You({ model }: { model: SetUpModel }) {
  const words = text.members.setUp;
  const { name, email } = model.fields.value;
  const errors = model.errors.value;
  return (
    <>
      <Field label={words.name} error={errors.name}>
        <TextInput
          name="name"
          autocomplete="name"
          maxLength={100}
          value={name}
          onValue={(name) => model.set({ name })}
        />
      </Field>
      <Field label={text.members.email} error={errors.email}>
        <TextInput
          type="email"
          name="email"
          autocomplete="username"
          maxLength={254}
          spellcheck={false}
          value={email}
          onValue={(email) => model.set({ email })}
        />
      </Field>
      <div class="grid gap-2">
        <Field label={text.members.password} error={errors.password} hint={words.passwordHint}>
          <PasswordInput
            autocomplete="new-password"
            maxLength={MAX_PASSWORD}
            value={model.password.value}
            onValue={model.setPassword}
          />
        </Field>
        {model.password.value && <Meter strength={model.strength.value} />}
      </div>
    </>
  );
}

const levels: Record<Strength, { bars: number; bar: string; word: string }> = {
  short: { bars: 0, bar: "", word: "text-muted" },
  weak: { bars: 1, bar: "bg-warn-light", word: "text-warn" },
  fair: { bars: 2, bar: "bg-good-light", word: "text-good" },
  strong: { bars: 3, bar: "bg-good-light", word: "text-good" },
};

function Meter({ strength }: { strength: Strength }) {
  const { bars, bar, word } = levels[strength];
  const said = text.members.setUp.strength[strength];
  return (
    <div class="flex items-center gap-3">
      <div aria-hidden="true" class="grid grow grid-cols-3 gap-1">
        {[1, 2, 3].map((place) => (
          <span key={place} class={`h-1 rounded-full transition-colors ${place <= bars ? bar : "bg-line"}`} />
        ))}
      </div>
      <span aria-hidden="true" class={`min-w-24 text-right text-12 ${word}`}>
        {said}
      </span>
      <span role="status" class="sr-only">
        {text.members.setUp.strengthLabel(said)}
      </span>
    </div>
  );
}
