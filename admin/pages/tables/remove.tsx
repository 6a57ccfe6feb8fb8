// Deleting a table asks first; while something uses it the API refuses and says where.
import { Button } from "../../components/button";
import { Dialog } from "../../components/dialog";
import { ErrorNote } from "../../components/error-note";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";
import type { TablePage } from "./data";
import type { TableModel } from "./model";

export interface RemoveTableProps {
  model: TableModel;
  saved: TablePage;
  open: boolean;
  onClose: () => void;
  onRemoved: () => void;
}

export function RemoveTable({ model, saved, open, onClose, onRemoved }: RemoveTableProps) {
  const words = text.tables;
  const problem = model.remove.error.value;

  function close() {
    model.remove.reset();
    onClose();
  }

  async function remove() {
    if (!(await model.remove.run(undefined)).ok) return;
    model.discard();
    close();
    notify(words.removed(saved.label));
    onRemoved();
  }

  return (
    <Dialog
      open={open}
      title={words.removeTitle(saved.label)}
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
        <p>{words.removeAbout(saved.rows, saved.people)}</p>
        {problem && <ErrorNote problem={problem} />}
      </div>
    </Dialog>
  );
}
