// A dialog that asks for something and saves it.
import type { ComponentChildren } from "preact";
import type { Problem } from "../models/problem";
import { text } from "../texts/index";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { ErrorNote } from "./error-note";

export interface FormDialogProps {
  open: boolean;
  title: string;
  /** What saving is called here. */
  save: string;
  onSave: () => unknown;
  onClose: () => void;
  busy: boolean;
  /** Something is still missing. */
  disabled: boolean;
  /** What no field tells by itself. */
  problem?: Problem | undefined;
  /** Beside the problem. */
  help?: ComponentChildren;
  children: ComponentChildren;
}

export function FormDialog(props: FormDialogProps) {
  const { open, title, save, onSave, onClose, busy, disabled, problem, help, children } = props;
  function submit(event: Event) {
    event.preventDefault();
    void onSave();
  }
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      <form class="grid gap-5" noValidate onSubmit={submit}>
        {children}
        {problem && (
          <div>
            <ErrorNote problem={problem} />
            {help}
          </div>
        )}
        <div class="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button kind="primary" type="submit" busy={busy} disabled={disabled}>
            {save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
