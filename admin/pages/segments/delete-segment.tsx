// Deleting a segment: says what goes and where it is used, and asks by name.
import { useMemo } from "preact/hooks";
import { ConfirmDialog } from "../../components/confirm-dialog";
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
  const { id, name, usedBy } = segment;
  const words = text.segments.remove;
  const remove = useMemo(() => mutation<void, unknown>(() => deleteSegment(id)), [id]);
  const isUsed = usedBy.length > 0;

  function close() {
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
    <ConfirmDialog
      open={open}
      title={words.title(name)}
      confirm={isUsed ? undefined : words.act}
      word={{ label: words.confirm(name), is: name }}
      busy={remove.busy.value}
      problem={remove.error.value}
      onConfirm={act}
      onClose={close}
    >
      <p>{isUsed ? words.used : words.what}</p>
      {isUsed && <Uses uses={usedBy} />}
    </ConfirmDialog>
  );
}
