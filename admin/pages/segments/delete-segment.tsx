// Deleting a segment: says what goes and where it is used, and asks by name.
import { useMemo, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { Dialog } from "../../components/dialog";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { TextInput } from "../../components/text-input";
import { mutation } from "../../models/mutation";
import { notify } from "../../models/toasts";
import { vocabulary } from "../../rules/vocabulary";
import { text } from "../../texts/index";
import { deleteSegment, type Segment } from "./segments";
import { Uses } from "./uses";

export interface DeleteSegmentProps {
  segment: Segment;
  open: boolean;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteSegment({ segment, open, onClose, onDeleted }: DeleteSegmentProps) {
  const [typed, setTyped] = useState("");
  const { id, name, usedBy } = segment;
  const words = text.segments.remove;
  const remove = useMemo(() => mutation<void, unknown>(() => deleteSegment(id)), [id]);
  const isUsed = usedBy.length > 0;

  function close() {
    setTyped("");
    remove.reset();
    onClose();
  }

  async function act() {
    const outcome = await remove.run();
    if (!outcome.ok) return;
    void vocabulary().refresh();
    notify(words.done(name));
    onDeleted();
  }

  return (
    <Dialog
      open={open}
      title={words.title(name)}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{text.common.cancel}</Button>
          {!isUsed && (
            <Button kind="danger" busy={remove.busy.value} disabled={typed.trim() !== name} onClick={act}>
              {words.act}
            </Button>
          )}
        </>
      }
    >
      <div class="grid gap-4">
        <p>{isUsed ? words.used : words.what}</p>
        {isUsed && <Uses uses={usedBy} />}
        {!isUsed && (
          <Field label={words.confirm(name)}>
            <TextInput value={typed} onValue={setTyped} autocomplete="off" spellcheck={false} />
          </Field>
        )}
        {remove.error.value && <ErrorNote problem={remove.error.value} />}
      </div>
    </Dialog>
  );
}
