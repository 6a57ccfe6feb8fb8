// A column that the shop has no attribute for yet: made without leaving the page.
import { useState } from "preact/hooks";
import type { AttributeType } from "../../../../core/attributes/types";
import { Button } from "../../../components/button";
import { Checkbox } from "../../../components/choices";
import { Dialog } from "../../../components/dialog";
import { ErrorNote } from "../../../components/error-note";
import { Field } from "../../../components/field";
import { Select } from "../../../components/select";
import { TextInput } from "../../../components/text-input";
import { text } from "../../../texts/index";
import { typeOf } from "../guesses";
import type { NewImport } from "./model";

/** Those that need no list of what can be chosen. */
const TYPES: AttributeType[] = ["shortText", "longText", "number", "date", "dateTime", "yesNo"];

interface NewAttributeProps {
  model: NewImport;
  /** The column's; absent while nothing is made. */
  heading: string | undefined;
  cells: readonly string[];
  onClose: () => void;
  onMade: (key: string) => void;
}

export function NewAttribute({ model, heading, cells, onClose, onMade }: NewAttributeProps) {
  const words = text.imports.map;
  const [label, setLabel] = useState(heading ?? "");
  const [type, setType] = useState<AttributeType>(() => typeOf(cells));
  const [personal, setPersonal] = useState(false);
  const { busy, error } = model.addAttribute;
  const make = async () => {
    if (!label.trim()) return;
    const made = await model.addAttribute.run({ label: label.trim(), type, personal });
    if (made.ok) onMade(made.value);
  };
  return (
    <Dialog
      open={heading !== undefined}
      title={words.attributeTitle}
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button kind="primary" busy={busy.value} disabled={!label.trim()} onClick={() => void make()}>
            {words.attributeMake}
          </Button>
        </>
      }
    >
      <div class="grid gap-4">
        {error.value && <ErrorNote problem={error.value} />}
        <Field label={words.attributeLabel}>
          <TextInput value={label} maxLength={100} onValue={setLabel} />
        </Field>
        <Field label={words.attributeType} hint={text.attributes.typeHints[type]}>
          <Select
            value={type}
            onValue={setType}
            options={TYPES.map((value) => ({ value, label: text.attributes.types[value] }))}
          />
        </Field>
        <Checkbox
          label={words.attributePersonal}
          hint={words.attributePersonalHint}
          checked={personal}
          onChecked={setPersonal}
        />
      </div>
    </Dialog>
  );
}
