// A consent that was given or taken back outside of the shop's pages, with how the marketer knows.
import { useEffect, useMemo, useState } from "preact/hooks";
import { RadioGroup } from "../../components/choices";
import { Field } from "../../components/field";
import { FormDialog } from "../../components/form-dialog";
import { Select } from "../../components/select";
import { TextInput } from "../../components/text-input";
import { errorAt } from "../../models/problem";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";
import type { Person, PersonModel } from "./model";

type Channel = Person["channels"][number]["channel"];
const CHANNELS: readonly Channel[] = ["email", "sms", "push"];

export function WriteConsent({
  model,
  open,
  onClose,
}: {
  model: PersonModel;
  open: boolean;
  onClose: () => void;
}) {
  const words = text.person.consent;
  const [channel, setChannel] = useState<Channel>("email");
  const [said, setSaid] = useState<"given" | "withdrawn">("given");
  const [proof, setProof] = useState("");
  const change = useMemo(() => model.changing(), [model]);
  const problem = change.error.value;
  const wrong = errorAt(problem, "consent.text");
  useEffect(() => {
    if (!open) return;
    setProof("");
    change.reset();
  }, [open]);

  async function save() {
    const { ok } = await change.run({ consent: { channel, given: said === "given", text: proof } });
    if (!ok) return;
    notify(words.done[said]);
    onClose();
  }

  return (
    <FormDialog
      open={open}
      title={words.title}
      save={words.save}
      onSave={save}
      onClose={onClose}
      busy={change.busy.value}
      disabled={proof.trim().length < 3}
      problem={wrong === undefined ? problem : undefined}
    >
      <Field label={words.channel}>
        <Select
          value={channel}
          onValue={setChannel}
          options={CHANNELS.map((value) => ({ value, label: words.channels[value] }))}
        />
      </Field>
      <RadioGroup
        label={words.answer}
        value={said}
        onValue={setSaid}
        options={(["given", "withdrawn"] as const).map((value) => ({ value, label: words[value] }))}
      />
      <Field label={words.text} hint={words.textHint} error={wrong}>
        <TextInput rows={3} value={proof} maxLength={1000} onValue={setProof} />
      </Field>
    </FormDialog>
  );
}
