// A file dropped into the rule editor: which column is whose, which become attributes, how many people match.
import { Button } from "../../components/button";
import { Dialog } from "../../components/dialog";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { Select } from "../../components/select";
import { TextInput } from "../../components/text-input";
import { notify } from "../../models/toasts";
import { useModel } from "../../models/use-model";
import { DropZone } from "../../pages/imports/new/drop";
import { format, text } from "../../texts/index";
import { vocabulary } from "../vocabulary";
import { type FileModel, fileModel, IDENTITIES, type Meaning, TYPES } from "./model";

export interface FileDialogProps {
  /** One that was dropped already. */
  dropped?: File | undefined;
  onClose: () => void;
  /** Keys of the attributes that came of it. */
  onUsed: (keys: string[]) => void;
}

export default function FileDialog({ dropped, onClose, onUsed }: FileDialogProps) {
  const model = useModel(() => {
    const made = fileModel();
    if (dropped) void made.choose(dropped);
    return made;
  });
  const words = text.attributeFiles;

  async function close() {
    onClose();
    if (!model.use.busy.peek()) await model.discard();
  }

  async function use() {
    const used = await model.use.run(undefined);
    if (!used.ok) return;
    const known = vocabulary().data.peek()?.attributes;
    notify(words.used(format.list(used.value.map((key) => known?.get(key)?.label ?? key))));
    onUsed(used.value);
  }

  async function match() {
    model.tried.value = true;
    if (model.missing.peek().length === 0) await model.match.run(undefined);
  }

  const found = model.matched.value;
  const problem = model.match.error.value ?? model.use.error.value;
  return (
    <Dialog
      open
      title={words.title}
      onClose={() => void close()}
      actions={
        <>
          <Button onClick={() => void close()}>{found ? words.discard : text.common.cancel}</Button>
          {found ? (
            <Button
              kind="primary"
              busy={model.use.busy.value}
              disabled={!found.matched}
              onClick={() => void use()}
            >
              {words.use}
            </Button>
          ) : (
            model.looked.value && (
              <Button kind="primary" busy={model.match.busy.value} onClick={() => void match()}>
                {words.match}
              </Button>
            )
          )}
        </>
      }
    >
      <div class="grid gap-4">
        {found ? <Matched model={model} /> : <Columns model={model} />}
        {problem && <ErrorNote problem={problem} />}
      </div>
    </Dialog>
  );
}

function Columns({ model }: { model: FileModel }) {
  const words = text.attributeFiles;
  const file = model.file.value;
  const looked = model.looked.value;
  const missing = model.missing.value;
  return (
    <>
      <p class="text-muted">{words.about}</p>
      <DropZone
        onFile={(chosen) => void model.choose(chosen)}
        label={file ? text.imports.drop.another : text.imports.drop.choose}
        busy={model.looking.value}
      >
        {file && <p class="max-w-full truncate font-medium">{file.name}</p>}
      </DropZone>
      {model.unreadable.value && (
        <p role="alert" class="text-bad">
          {model.unreadable.value}
        </p>
      )}
      {looked && (
        <>
          <h3 class="font-medium">{words.columns}</h3>
          <ul class="grid gap-3">
            {looked.format.headings.map((heading, i) => (
              <li key={`${i} ${heading}`} class="grid items-center gap-x-4 gap-y-1 sm:grid-cols-2">
                <div class="min-w-0">
                  <p class="truncate font-medium">{heading}</p>
                  <p class="truncate text-12 text-muted">
                    {looked.sample
                      .map((row) => row[i])
                      .filter(Boolean)
                      .slice(0, 3)
                      .join(", ")}
                  </p>
                </div>
                <Select
                  aria-label={words.meaning(heading)}
                  value={model.meanings.value[i] ?? ""}
                  onValue={(meaning: string) => model.setMeaning(i, (meaning || undefined) as Meaning)}
                  options={meanings()}
                />
              </li>
            ))}
          </ul>
          <Field label={words.until} hint={words.untilHint}>
            <TextInput
              type="date"
              value={model.until.value}
              onValue={(day) => {
                model.until.value = day;
              }}
            />
          </Field>
          {model.tried.value && missing.length > 0 && (
            <p role="alert" class="text-bad">
              {missing.join(" ")}
            </p>
          )}
        </>
      )}
    </>
  );
}

function meanings() {
  const words = text.attributeFiles;
  return [
    { value: "", label: words.leaveOut },
    {
      group: words.identity,
      options: IDENTITIES.map((value) => ({ value, label: words.identities[value] })),
    },
    {
      group: words.taken,
      options: TYPES.map((value) => ({ value, label: words.attributeAs(text.attributes.types[value]) })),
    },
  ];
}

function Matched({ model }: { model: FileModel }) {
  const words = text.attributeFiles;
  const { matched, rows } = model.matched.value!;
  if (!matched) return <p role="status">{words.noneMatched}</p>;
  return (
    <div role="status" class="grid gap-3">
      <p class="text-16">{words.matched(matched, rows ?? 0)}</p>
      <div aria-hidden="true" class="h-2 rounded-small bg-sunken">
        <div class="h-2 rounded-small bg-chart-1" style={{ width: `${(matched / (rows || 1)) * 100}%` }} />
      </div>
      {model.use.busy.value && <p class="text-muted">{words.applying}</p>}
    </div>
  );
}
