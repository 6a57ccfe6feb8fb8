// A fixed list: a segment without a rule, whose people are put into it by hand.
import { useMemo, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { Button } from "../../components/button";
import { Field } from "../../components/field";
import { FormDialog } from "../../components/form-dialog";
import { TextInput } from "../../components/text-input";
import { mutation } from "../../models/mutation";
import { errorAt } from "../../models/problem";
import { vocabulary } from "../../rules/vocabulary";
import { text } from "../../texts/index";
import { createList } from "./segments";

export function NewList() {
  const words = text.fixedLists;
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const create = useMemo(() => mutation(createList), []);
  const problem = create.error.value;
  const wrong = errorAt(problem, "name");

  async function save() {
    const outcome = await create.run({ name, description });
    if (!outcome.ok) return;
    void vocabulary().refresh();
    go(`/segments/${outcome.value.id}`);
  }

  function close() {
    create.reset();
    setOpen(false);
  }

  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.create}</Button>
      <FormDialog
        open={open}
        title={words.create}
        save={words.save}
        onSave={save}
        onClose={close}
        busy={create.busy.value}
        disabled={name.trim() === ""}
        problem={wrong === undefined ? problem : undefined}
      >
        <p class="text-muted">{words.about}</p>
        <Field label={words.name} error={wrong}>
          <TextInput value={name} maxLength={120} autocomplete="off" onValue={setName} />
        </Field>
        <Field label={words.description} optional>
          <TextInput rows={2} value={description} maxLength={2000} onValue={setDescription} />
        </Field>
      </FormDialog>
    </>
  );
}
