import type { HTMLAttributes } from "preact";
import { cx } from "./class-names";
import { useField } from "./field";

export interface TextInputProps {
  value: string;
  onValue: (value: string) => void;
  type?: "text" | "email" | "url" | "password" | "tel" | "date" | "datetime-local";
  /** More than one line, of at least so many rows. */
  rows?: number;
  placeholder?: string;
  /** By which a password manager knows it. */
  name?: string;
  autocomplete?: string;
  maxLength?: number;
  disabled?: boolean;
  required?: boolean;
  autofocus?: boolean;
  mono?: boolean;
  spellcheck?: boolean;
  onBlur?: () => void;
  /** Needed only outside of a Field. */
  "aria-label"?: string;
}

export function TextInput({ value, onValue, type = "text", rows, mono, ...props }: TextInputProps) {
  const field = useField();
  const shared = {
    ...field,
    ...props,
    value,
    onInput: (event: Event) => onValue((event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value),
  };
  if (rows !== undefined) {
    return (
      <textarea
        {...(shared as HTMLAttributes<HTMLTextAreaElement>)}
        rows={rows}
        class={cx("textarea py-2", mono && "font-mono")}
      />
    );
  }
  return (
    <input
      {...(shared as HTMLAttributes<HTMLInputElement>)}
      type={type}
      class={cx("input", mono && "font-mono")}
    />
  );
}
