// Deleting something asks first; while something else uses it the API refuses and says where.
import type { Mutation } from "../models/mutation";
import { notify } from "../models/toasts";
import { ConfirmDialog } from "./confirm-dialog";

export interface RemoveDialogProps {
  label: string;
  /** What goes with it. */
  about: string;
  words: { removeTitle(label: string): string; removeConfirm: string; removed(label: string): string };
  remove: Mutation<undefined, unknown>;
  open: boolean;
  onClose: () => void;
  onRemoved: () => void;
}

export function RemoveDialog({ label, about, words, remove, open, onClose, onRemoved }: RemoveDialogProps) {
  function close() {
    remove.reset();
    onClose();
  }

  async function confirm() {
    if (!(await remove.run(undefined)).ok) return;
    close();
    notify(words.removed(label));
    onRemoved();
  }

  return (
    <ConfirmDialog
      open={open}
      title={words.removeTitle(label)}
      confirm={words.removeConfirm}
      busy={remove.busy.value}
      problem={remove.error.value}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{about}</p>
    </ConfirmDialog>
  );
}
