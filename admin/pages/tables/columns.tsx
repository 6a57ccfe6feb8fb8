// The columns of a table: each with its name, its type, and what can be chosen.
import { attributeTypes } from "../../../core/attributes/types";
import { Button } from "../../components/button";
import { Checkbox } from "../../components/choices";
import { Field } from "../../components/field";
import { IconButton } from "../../components/icon-button";
import { Plus, Trash2 } from "../../components/icons";
import { Select } from "../../components/select";
import { TextInput } from "../../components/text-input";
import { text } from "../../texts/index";
import { type ColumnFields, type TableModel, types } from "./model";

export function Columns({ model }: { model: TableModel }) {
  const { columns } = model.fields.value;
  const words = text.tables;
  return (
    <div class="grid gap-3">
      <h3 class="font-medium">{words.columns}</h3>
      <p class="max-w-prose text-12 text-muted">{words.columnsAbout}</p>
      <ul class="grid gap-3">
        {columns.map((column, i) => (
          <li key={i} class="rounded-field border border-line p-3">
            <OneColumn model={model} column={column} place={i} alone={columns.length === 1} />
          </li>
        ))}
      </ul>
      <div>
        <Button icon={Plus} size="small" onClick={model.addColumn}>
          {words.addColumn}
        </Button>
      </div>
    </div>
  );
}

interface ColumnProps {
  model: TableModel;
  column: ColumnFields;
  place: number;
  alone: boolean;
}

function OneColumn({ model, column, place, alone }: ColumnProps) {
  const { label, type, options, personal, fixed } = column;
  const words = text.tables;
  const set = (next: Partial<ColumnFields>) => model.setColumn(place, next);
  const error = (field: string) => model.errorOf(`columns[${place}].${field}`);
  return (
    <fieldset class="grid gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
      <legend class="sr-only">{words.column(place + 1)}</legend>
      <Field label={words.columnName} error={error("label")}>
        <TextInput value={label} maxLength={100} onValue={(label) => set({ label })} />
      </Field>
      <Field label={words.columnKey} error={error("key")}>
        <TextInput
          mono
          value={model.columnKey(place)}
          maxLength={48}
          spellcheck={false}
          autocomplete="off"
          disabled={fixed}
          onValue={(key) => set({ key })}
        />
      </Field>
      <Field label={words.type} error={error("type")}>
        <Select
          value={type}
          disabled={fixed}
          onValue={(type) => set({ type })}
          options={types.map((value) => ({ value, label: text.attributes.types[value] }))}
        />
      </Field>
      <div class="self-start sm:pt-6.5">
        {!fixed && !alone && (
          <IconButton
            icon={Trash2}
            label={words.removeColumn(label)}
            onClick={() => model.removeColumn(place)}
          />
        )}
      </div>
      {attributeTypes[type].options && (
        <div class="sm:col-span-3">
          <Field label={words.options} hint={words.optionsHint} error={error("options")}>
            <TextInput
              rows={3}
              value={options.join("\n")}
              onValue={(lines) => set({ options: lines.split("\n") })}
            />
          </Field>
        </div>
      )}
      <div class="sm:col-span-4">
        <Checkbox label={words.personal} checked={personal} onChecked={(personal) => set({ personal })} />
      </div>
    </fieldset>
  );
}
