// The way of a file into a rule: chosen, or dropped where conditions are added. What it needs comes when it is wanted.
import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { Upload } from "../../components/icons";
import { may } from "../../models/permissions";
import { loadTexts, text } from "../../texts/index";
import type { FileDialogProps } from "./dialog";

export interface AddFileProps {
  onUsed: (keys: string[]) => void;
}

export function AddFile({ onUsed }: AddFileProps) {
  const [Dialog, setDialog] = useState<ComponentType<FileDialogProps>>();
  const [dropped, setDropped] = useState<File>();
  const [over, setOver] = useState(false);
  if (!may("marketer")) return null;

  async function open(file?: File) {
    const [dialog] = await Promise.all([
      import("./dialog"),
      loadTexts("imports"),
      loadTexts("attributeFiles"),
    ]);
    setDropped(file);
    setDialog(() => dialog.default);
  }

  return (
    <>
      <button
        type="button"
        class={`btn btn-ghost btn-sm text-muted ${over ? "bg-accent-soft" : ""}`}
        onClick={() => void open()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void open(event.dataTransfer?.files[0]);
        }}
      >
        <Upload size={14} aria-hidden="true" />
        {text.rules.addFile}
      </button>
      {Dialog && (
        <Dialog
          dropped={dropped}
          onClose={() => setDialog(undefined)}
          onUsed={(keys) => {
            setDialog(undefined);
            onUsed(keys);
          }}
        />
      )}
    </>
  );
}
