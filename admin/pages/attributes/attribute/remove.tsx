// Deleting an attribute asks first; while something uses it the API refuses and says where.
import { Button } from "../../../components/button";
import { Dialog } from "../../../components/dialog";
import { ErrorNote } from "../../../components/error-note";
import { notify } from "../../../models/toasts";
import { text } from "../../../texts/index";
import type { AttributeModel } from "./model";

export interface RemoveAttributeProps {
  model: AttributeModel;
  label: string;
  open: boolean;
  onClose: () => void;
  onRemoved: () => void;
}

export function RemoveAttribute({ model, label, open, onClose, onRemoved }: RemoveAttributeProps) {
  const words = text.attributes;
  const problem = model.remove.error.value;

  function close() {
    model.remove.reset();
    onClose();
  }

  async function remove() {
    if (!(await model.remove.run(undefined)).ok) return;
    model.discard();
    close();
    notify(words.removed(label));
    onRemoved();
  }

  return (
    <Dialog
      open={open}
      title={words.removeTitle(label)}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{text.common.cancel}</Button>
          <Button kind="danger" busy={model.remove.busy.value} onClick={remove}>
            {words.removeConfirm}
          </Button>
        </>
      }
    >
      <div class="grid gap-3">
        <p>{model.fields.value.computed ? text.computed.removeAbout : words.removeAbout}</p>
        {problem && <ErrorNote problem={problem} />}
      </div>
    </Dialog>
  );
}
