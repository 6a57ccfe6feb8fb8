// Says exactly what an undo does, before it is done.
import { Button } from "../../../components/button";
import { Dialog } from "../../../components/dialog";
import { text } from "../../../texts/index";
import type { ImportShown } from "../api";
import type { ImportModel } from "./model";

interface UndoDialogProps {
  model: ImportModel;
  job: ImportShown;
  open: boolean;
  onClose: () => void;
}

export function UndoDialog({ model, job, open, onClose }: UndoDialogProps) {
  const words = text.imports.one;
  return (
    <Dialog
      open={open}
      title={words.undoTitle}
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button
            kind="danger"
            busy={model.undo.busy.value}
            onClick={() => {
              onClose();
              void model.undo.run(undefined);
            }}
          >
            {words.undoConfirm}
          </Button>
        </>
      }
    >
      <ul class="grid list-disc gap-2 pl-5">
        {words.undoSays[job.kind](job.made, job.changed).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Dialog>
  );
}
