// A text or a date typed into the sentence, as wide as what it says.
export interface TextWordProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
  type?: "text" | "date";
  placeholder?: string;
  invalid?: boolean;
  onKeyDown?: (event: KeyboardEvent) => void;
  onPaste?: (event: ClipboardEvent) => void;
  onBlur?: () => void;
}

export function TextWord({
  label,
  value,
  onValue,
  type = "text",
  placeholder,
  invalid,
  ...on
}: TextWordProps) {
  return (
    <span class="inline-input">
      <input
        {...on}
        type={type}
        class="field-sizing-content"
        size={type === "text" ? Math.max(value.length, placeholder?.length ?? 0, 4) : undefined}
        aria-label={label}
        aria-invalid={invalid || undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </span>
  );
}
