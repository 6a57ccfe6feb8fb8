// A password with a button that shows it, because a hidden one is typed wrong more often.
import { useState } from "preact/hooks";
import { text } from "../texts/index";
import { useField } from "./field";
import { Eye, EyeOff } from "./icons";

export interface PasswordInputProps {
  value: string;
  onValue: (value: string) => void;
  /** Tells a password manager whether to fill one in or to make one. */
  autocomplete: "current-password" | "new-password";
  maxLength?: number;
}

export function PasswordInput({ value, onValue, autocomplete, maxLength }: PasswordInputProps) {
  const field = useField();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div class="input pe-0">
      <input
        {...field}
        type={shown ? "text" : "password"}
        name="password"
        autocomplete={autocomplete}
        autocapitalize="none"
        spellcheck={false}
        maxLength={maxLength}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <button
        type="button"
        class="btn btn-ghost btn-square -me-px shrink-0 text-muted"
        aria-label={text.members.showPassword}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        <Icon size={16} aria-hidden="true" />
      </button>
    </div>
  );
}
