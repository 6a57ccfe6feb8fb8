// Label, hint and error around one input. The input inside learns its id and descriptions by itself.
import { type ComponentChildren, createContext } from "preact";
import { useContext, useId } from "preact/hooks";
import { text } from "../texts/index";
import { CircleAlert } from "./icons";

export interface FieldProps {
  label: string;
  children: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  optional?: boolean;
  /** Only for screen readers, where the place makes it plain to the eye. */
  hideLabel?: boolean;
}

interface FieldIds {
  id: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

export function Field({ label, children, hint, error, optional, hideLabel }: FieldProps) {
  const id = useId();
  const [labelId, hintId, errorId] = [`${id}-label`, `${id}-hint`, `${id}-error`];
  const describedBy = [error && errorId, hint && hintId].filter(Boolean).join(" ") || undefined;
  return (
    <FieldContext.Provider value={{ id, labelId, describedBy, invalid: error !== undefined }}>
      <div class="grid min-w-0 content-start gap-1.5">
        <label for={id} id={labelId} class={hideLabel ? "sr-only" : "font-medium"}>
          {label}
          {optional && <span class="font-normal text-muted"> ({text.common.optional})</span>}
        </label>
        {children}
        {error !== undefined && (
          <p id={errorId} class="flex gap-1.5 text-bad">
            <CircleAlert size={16} aria-hidden="true" class="mt-0.5 shrink-0" />
            {error}
          </p>
        )}
        {hint && (
          <p id={hintId} class="max-w-prose text-12 text-muted">
            {hint}
          </p>
        )}
      </div>
    </FieldContext.Provider>
  );
}

/** What an input spreads on its element; empty outside of a Field. */
export function useField() {
  const field = useContext(FieldContext);
  if (!field) return {};
  return { id: field.id, "aria-describedby": field.describedBy, "aria-invalid": field.invalid || undefined };
}

/** For widgets that are no labelable element: point at the label instead. */
export function useFieldLabel(): string | undefined {
  return useContext(FieldContext)?.labelId;
}
