// A further email, phone or customer id.
import { useEffect, useMemo, useState } from "preact/hooks";
import { Checkbox } from "../../components/choices";
import { Field } from "../../components/field";
import { FormDialog } from "../../components/form-dialog";
import { Select } from "../../components/select";
import { TextInput } from "../../components/text-input";
import { errorAt } from "../../models/problem";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";
import type { Identity } from "./identities";
import type { PersonModel } from "./model";
import { TakenNote } from "./taken-note";

const KINDS = ["email", "phone", "customer"] as const;
const TYPES = { email: "email", phone: "tel", customer: "text" } as const;

export function AddIdentity({
  model,
  open,
  onClose,
}: {
  model: PersonModel;
  open: boolean;
  onClose: () => void;
}) {
  const words = text.person.identity;
  const [kind, setKind] = useState<Identity["kind"]>("email");
  const [value, setValue] = useState("");
  const [verified, setVerified] = useState(false);
  const change = useMemo(() => model.changing(), [model]);
  const problem = change.error.value;
  const wrong = errorAt(problem, "identify[0].value");
  useEffect(() => {
    if (!open) return;
    setValue("");
    setVerified(false);
    change.reset();
  }, [open]);

  async function save() {
    const { ok } = await change.run({ identify: [{ kind, value, verified }] });
    if (!ok) return;
    notify(words.added(value));
    onClose();
  }

  return (
    <FormDialog
      open={open}
      title={words.addTitle}
      save={words.save}
      onSave={save}
      onClose={onClose}
      busy={change.busy.value}
      disabled={value.trim() === ""}
      problem={wrong === undefined ? problem : undefined}
      help={problem && <TakenNote model={model} problem={problem} />}
    >
      <Field label={words.kind}>
        <Select
          value={kind}
          onValue={setKind}
          options={KINDS.map((value) => ({ value, label: text.profiles.identity.kinds[value] }))}
        />
      </Field>
      <Field label={words.value[kind]} error={wrong}>
        <TextInput type={TYPES[kind]} value={value} maxLength={254} autocomplete="off" onValue={setValue} />
      </Field>
      <Checkbox label={words.proven} hint={words.provenHint} checked={verified} onChecked={setVerified} />
    </FormDialog>
  );
}
