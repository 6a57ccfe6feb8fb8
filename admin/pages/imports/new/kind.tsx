// What the file holds, where it goes, and how its numbers and dates are written.
import { IMPORT_KINDS } from "../../../../core/imports/fields";
import { recognise } from "../../../../core/imports/guess";
import { Checkbox } from "../../../components/choices";
import { Field } from "../../../components/field";
import { Panel } from "../../../components/panel";
import { Select } from "../../../components/select";
import { TextInput } from "../../../components/text-input";
import { text } from "../../../texts/index";
import { NEW_LIST, type NewImport } from "./model";

export function Kind({ model }: { model: NewImport }) {
  const words = text.imports.map;
  const { format } = model.looked.value!;
  const kind = model.kind.value;
  const { from } = recognise(format.headings);
  return (
    <Panel title={words.title} about={from && words.recognised[from]}>
      <div class="grid gap-5 sm:grid-cols-2">
        <Field label={words.kind} hint={text.imports.kindHints[kind]}>
          <Select
            value={kind}
            onValue={model.setKind}
            options={IMPORT_KINDS.filter(
              (value) => value !== "rows" || kind === "rows" || (model.tables.data.value ?? []).length > 0,
            ).map((value) => ({ value, label: text.imports.kinds[value] }))}
          />
        </Field>
        {kind === "members" && <List model={model} />}
        {kind === "rows" && (
          <Field label={words.table}>
            <Select
              value={model.table.value}
              options={[
                { value: "", label: words.tableChoose },
                ...(model.tables.data.value ?? []).map(({ key, label }) => ({ value: key, label })),
              ]}
              onValue={model.setTable}
            />
          </Field>
        )}
        {kind === "codes" && (
          <Field label={words.pool} hint={words.poolHint}>
            <TextInput
              value={model.pool.value}
              maxLength={100}
              onValue={(value) => {
                model.pool.value = value;
              }}
            />
          </Field>
        )}
        {kind !== "codes" && <Written model={model} />}
        {format.kind === "csv" && (
          <div class="sm:col-span-2">
            <Checkbox
              label={words.headed}
              checked={format.headed}
              onChecked={(headed) => void model.choose(model.file.value!, headed)}
            />
          </div>
        )}
      </div>
    </Panel>
  );
}

function List({ model }: { model: NewImport }) {
  const words = text.imports.map;
  const lists = model.lists.data.value ?? [];
  const options = [
    { value: "", label: words.segmentChoose },
    ...lists.map(({ id, name }) => ({ value: id, label: name })),
    { value: NEW_LIST, label: words.segmentNew },
  ];
  return (
    <>
      <Field label={words.segment}>
        <Select
          value={model.segment.value}
          options={options}
          onValue={(value) => {
            model.segment.value = value;
          }}
        />
      </Field>
      {model.segment.value === NEW_LIST && (
        <Field label={words.segmentName}>
          <TextInput
            value={model.listName.value}
            maxLength={120}
            onValue={(value) => {
              model.listName.value = value;
            }}
          />
        </Field>
      )}
    </>
  );
}

function Written({ model }: { model: NewImport }) {
  const words = text.imports.map;
  const { decimal, dayFirst } = model.habits.value;
  return (
    <div class="grid grid-cols-2 gap-5">
      <Field label={words.decimal}>
        <Select
          value={decimal}
          options={([".", ","] as const).map((value) => ({ value, label: words.decimals[value] }))}
          onValue={(value) => {
            model.habits.value = { decimal: value, dayFirst };
          }}
        />
      </Field>
      <Field label={words.dates}>
        <Select
          value={dayFirst ? "day" : "month"}
          options={(["day", "month"] as const).map((value) => ({ value, label: words.dateOrders[value] }))}
          onValue={(value) => {
            model.habits.value = { decimal, dayFirst: value === "day" };
          }}
        />
      </Field>
    </div>
  );
}
