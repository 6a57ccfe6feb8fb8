// Deleting something asks first; while something else uses it the API refuses and says where.
import type { Mutation } from "../models/mutation";
import { notify } from "../models/toasts";
import { text } from "../texts/index";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { ErrorNote } from "./error-note";

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
  const problem = remove.error.value;

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
    <Dialog
      open={open}
      title={words.removeTitle(label)}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{text.common.cancel}</Button>
          <Button kind="danger" busy={remove.busy.value} onClick={confirm}>
            {words.removeConfirm}
          </Button>
        </>
      }
    >
      <div class="grid gap-3">
        <p>{about}</p>
        {problem && <ErrorNote problem={problem} />}
      </div>
    </Dialog>
  );
}
