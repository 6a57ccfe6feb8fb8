// Asks before something that cannot be taken back; what weighs most is typed by its name first.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../models/problem";
import { text } from "../texts/index";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { ErrorNote } from "./error-note";
import { Field } from "./field";
import { TextInput } from "./text-input";

export interface ConfirmDialogProps {
  open: boolean;
  title: string;
  /** What it says and does; left out where it cannot be done. */
  confirm?: string | undefined;
  /** What has to be typed before. */
  word?: { label: string; is: string; mono?: boolean } | undefined;
  busy?: boolean;
  problem?: Problem | undefined;
  onConfirm: (typed: string) => unknown;
  onClose: () => void;
  children: ComponentChildren;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, confirm, word, busy = false, problem, onConfirm, onClose, children } = props;
  const [typed, setTyped] = useState("");
  useEffect(() => {
    if (open) setTyped("");
  }, [open]);
  return (
    <Dialog
      open={open}
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          {confirm && (
            <Button
              kind="danger"
              busy={busy}
              disabled={word !== undefined && typed.trim() !== word.is}
              onClick={() => void onConfirm(typed)}
            >
              {confirm}
            </Button>
          )}
        </>
      }
    >
      <div class="grid gap-4">
        {children}
        {confirm && word && (
          <Field label={word.label}>
            <TextInput
              mono={word.mono ?? false}
              autocomplete="off"
              spellcheck={false}
              value={typed}
              onValue={setTyped}
            />
          </Field>
        )}
        {problem && <ErrorNote problem={problem} />}
      </div>
    </Dialog>
  );
}
