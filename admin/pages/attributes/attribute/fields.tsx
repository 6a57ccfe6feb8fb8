// What describes an attribute.
import { Checkbox } from "../../../components/choices";
import { Field } from "../../../components/field";
import { Select } from "../../../components/select";
import { TextInput } from "../../../components/text-input";
import { text } from "../../../texts/index";
import { groups, types } from "./definition";
import type { AttributeModel } from "./model";

export function AttributeFields({ model }: { model: AttributeModel }) {
  const words = text.attributes;
  const { label, key, group, type, options, notes, browser, personal, computed } = model.fields.value;
  const errors = model.errors.value;
  return (
    <div class="grid gap-5 sm:grid-cols-2">
      <Field label={words.label} error={errors.label} hint={words.labelHint}>
        <TextInput value={label} maxLength={100} onValue={(label) => model.set({ label })} />
      </Field>
      <Field label={words.key} error={errors.key} hint={model.isNew ? words.keyHint : words.keyFixed}>
        <TextInput
          mono
          value={key}
          maxLength={48}
          spellcheck={false}
          autocomplete="off"
          disabled={!model.isNew}
          onValue={(key) => model.set({ key })}
        />
      </Field>
      {!computed && (
        <Field
          label={words.type}
          error={errors.type}
          hint={`${words.typeHints[type]} ${model.isNew ? "" : words.typeChangeHint}`}
        >
          <Select
            value={type}
            onValue={(type) => model.set({ type })}
            options={types.map((value) => ({ value, label: words.types[value] }))}
          />
        </Field>
      )}
      <Field label={words.group}>
        <Select
          value={group}
          onValue={(group) => model.set({ group })}
          options={groups.map((value) => ({ value, label: words.groups[value] }))}
        />
      </Field>
      {!computed && model.hasOptions.value && (
        <div class="sm:col-span-2">
          <Field label={words.options} error={errors.options} hint={words.optionsHint}>
            <TextInput
              rows={5}
              value={options.join("\n")}
              onValue={(lines) => model.set({ options: lines.split("\n") })}
            />
          </Field>
        </div>
      )}
      <div class="sm:col-span-2">
        <Field label={words.notesLabel} hint={words.notesHint} optional>
          <TextInput rows={3} value={notes} maxLength={1000} onValue={(notes) => model.set({ notes })} />
        </Field>
      </div>
      <div class="grid gap-3 sm:col-span-2">
        {!computed && (
          <Checkbox
            label={words.browserLabel}
            hint={words.browserHint}
            checked={browser}
            onChecked={(browser) => model.set({ browser })}
          />
        )}
        <Checkbox
          label={words.personalLabel}
          hint={words.personalHint}
          checked={personal}
          onChecked={(personal) => model.set({ personal })}
        />
      </div>
    </div>
  );
}
