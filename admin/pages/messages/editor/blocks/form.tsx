import { Button } from "../../../../components/button";
import { Checkbox } from "../../../../components/choices";
import { Field } from "../../../../components/field";
import { IconButton } from "../../../../components/icon-button";
import { Plus, TextCursorInput, Trash2 } from "../../../../components/icons";
import { TextInput } from "../../../../components/text-input";
import { text } from "../../../../texts/index";
import { freeId, replaced, without } from "../variants";
import type { BlockEditor, BlockFormProps } from "./block";

const MOST_FIELDS = 10;

export const form: BlockEditor<"form"> = {
  icon: TextCursorInput,
  create() {
    const { start } = text.messages.blocks.form;
    return {
      type: "form",
      fields: [emailField("email")],
      submit: start.submit,
      thanks: start.thanks,
      consent: { text: start.consent, version: "1" },
    };
  },
  Form(props) {
    const words = text.messages.blocks.form;
    const { block, onBlock, errorAt } = props;
    return (
      <>
        <p class="text-muted">{words.about}</p>
        <Fields {...props} />
        <Field label={words.submit} error={errorAt("submit")}>
          <TextInput
            value={block.submit}
            onValue={(submit) => onBlock({ ...block, submit }, "submit")}
            maxLength={100}
          />
        </Field>
        <Consent {...props} />
        <Field label={words.thanks} hint={words.thanksHint} error={errorAt("thanks")}>
          <TextInput
            rows={4}
            value={block.thanks}
            onValue={(thanks) => onBlock({ ...block, thanks }, "thanks")}
            maxLength={5000}
          />
        </Field>
      </>
    );
  },
};

function Fields({ block, onBlock, errorAt }: BlockFormProps<"form">) {
  const words = text.messages.blocks.form;
  const { fields } = block;
  const taken = new Set(fields.map(({ id }) => id));
  return (
    <>
      {fields.map((field, i) => {
        const change = (next: typeof field, place?: string) =>
          onBlock({ ...block, fields: replaced(fields, i, next) }, place && `${place} ${i}`);
        return (
          <div key={field.id} class="grid gap-3">
            {fields.length > 1 && (
              <div class="flex items-center justify-between">
                <h4 class="text-14">{words.field(i + 1)}</h4>
                <IconButton
                  icon={Trash2}
                  size="small"
                  label={words.removeField(field.label)}
                  onClick={() => onBlock({ ...block, fields: without(fields, i) })}
                />
              </div>
            )}
            <Field label={words.label} error={errorAt(`fields[${i}].label`)}>
              <TextInput
                value={field.label}
                onValue={(label) => change({ ...field, label }, "label")}
                maxLength={200}
              />
            </Field>
            <Field label={words.placeholder} optional>
              <TextInput
                value={field.placeholder ?? ""}
                onValue={(placeholder) =>
                  change({ ...field, placeholder: placeholder || undefined }, "placeholder")
                }
                maxLength={200}
              />
            </Field>
            <Checkbox
              label={words.required}
              checked={field.required}
              onChecked={(required) => change({ ...field, required })}
            />
          </div>
        );
      })}
      {fields.length < MOST_FIELDS && (
        <div>
          <Button
            size="small"
            icon={Plus}
            onClick={() => onBlock({ ...block, fields: [...fields, emailField(freeId("email", taken))] })}
          >
            {words.another}
          </Button>
        </div>
      )}
    </>
  );
}

function Consent({ block, onBlock, errorAt }: BlockFormProps<"form">) {
  const words = text.messages.blocks.form;
  const { consent } = block;
  const change = (part: Partial<NonNullable<typeof consent>>, place: string) =>
    consent && onBlock({ ...block, consent: { ...consent, ...part } }, place);
  return (
    <>
      <Checkbox
        label={words.consent}
        hint={words.consentHint}
        checked={consent !== undefined}
        onChecked={(asked) => {
          const { consent: _, ...rest } = block;
          onBlock(asked ? { ...rest, consent: { text: words.start.consent, version: "1" } } : rest);
        }}
      />
      {consent && (
        <>
          <Field label={words.consentText} error={errorAt("consent.text")}>
            <TextInput
              rows={3}
              value={consent.text}
              onValue={(value) => change({ text: value }, "consent")}
              maxLength={5000}
            />
          </Field>
          <Field label={words.version} hint={words.versionHint} error={errorAt("consent.version")}>
            <TextInput
              value={consent.version}
              onValue={(version) => change({ version }, "version")}
              maxLength={40}
            />
          </Field>
        </>
      )}
    </>
  );
}

function emailField(id: string) {
  const { label, placeholder } = text.messages.blocks.form.start;
  return { id, type: "email" as const, label, placeholder, required: true };
}
