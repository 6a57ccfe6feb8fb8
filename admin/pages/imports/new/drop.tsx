// Where a file is dropped or chosen.
import { useRef, useState } from "preact/hooks";
import { IMPORT_KINDS } from "../../../../core/imports/fields";
import { Button } from "../../../components/button";
import { cx } from "../../../components/class-names";
import { FileText, TriangleAlert, Upload } from "../../../components/icons";
import { Panel } from "../../../components/panel";
import { text } from "../../../texts/index";
import { exampleOf } from "../examples";
import type { NewImport } from "./model";

export function Drop({ model }: { model: NewImport }) {
  const words = text.imports.drop;
  const file = model.file.value;
  return (
    <Panel title={words.title} about={words.about}>
      <div class="grid gap-4">
        <DropZone
          onFile={(chosen) => void model.choose(chosen)}
          label={file ? words.another : words.choose}
          busy={model.looking.value}
        >
          {file && (
            <p class="flex min-w-0 max-w-full items-center gap-2" role="status">
              <FileText size={18} aria-hidden="true" class="shrink-0 text-muted" />
              <span class="min-w-0 truncate font-medium">{file.name}</span>
              <span class="shrink-0 text-muted">
                {model.looking.value ? words.looking : words.size(file.size)}
              </span>
            </p>
          )}
        </DropZone>
        {model.unreadable.value && (
          <div role="alert" class="flex gap-3 rounded-box bg-bad-soft p-4">
            <TriangleAlert size={18} aria-hidden="true" class="mt-px shrink-0 text-bad" />
            <div>
              <p class="font-medium">{words.unreadable}</p>
              <p class="max-w-prose">{model.unreadable.value}</p>
            </div>
          </div>
        )}
        {!file && <Examples />}
      </div>
    </Panel>
  );
}

interface DropZoneProps {
  label: string;
  busy?: boolean;
  onFile: (file: File) => void;
  children?: preact.ComponentChildren;
}

export function DropZone({ label, busy, onFile, children }: DropZoneProps) {
  const words = text.imports.drop;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div
      class={cx(
        "grid justify-items-center gap-3 rounded-box border border-dashed p-6 text-center transition-colors sm:p-8",
        over ? "border-accent bg-accent-soft" : "border-edge",
      )}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [dropped] = event.dataTransfer?.files ?? [];
        if (dropped) onFile(dropped);
      }}
    >
      {children}
      <div class="flex flex-wrap items-center justify-center gap-x-3 gap-y-1">
        <Button icon={Upload} busy={busy ?? false} onClick={() => input.current?.click()}>
          {label}
        </Button>
        <span class="text-muted max-sm:hidden">{over ? words.let : words.here}</span>
      </div>
      <input
        ref={input}
        type="file"
        class="hidden"
        tabIndex={-1}
        aria-hidden="true"
        accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.xml,text/*,application/json,application/xml"
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen) onFile(chosen);
          // The same file may be chosen again, mended meanwhile.
          currentTarget.value = "";
        }}
      />
    </div>
  );
}

function Examples() {
  const words = text.imports.drop;
  return (
    <div class="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-12">
      <span class="text-muted">{words.examples}</span>
      {IMPORT_KINDS.map((kind) => (
        <a
          key={kind}
          href={exampleOf(kind)}
          download={`${kind}.csv`}
          aria-label={words.exampleOf(text.imports.kinds[kind])}
          class="touch-target rounded-small text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent"
        >
          {text.imports.kinds[kind]}
        </a>
      ))}
    </div>
  );
}
