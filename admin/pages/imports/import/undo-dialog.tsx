// Says exactly what an undo does, before it is done.
import { ConfirmDialog } from "../../../components/confirm-dialog";
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
    <ConfirmDialog
      open={open}
      title={words.undoTitle}
      confirm={words.undoConfirm}
      busy={model.undo.busy.value}
      onConfirm={() => {
        onClose();
        return model.undo.run(undefined);
      }}
      onClose={onClose}
    >
      <ul class="grid list-disc gap-2 pl-5">
        {words.undoSays[job.kind](job.made, job.changed).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
