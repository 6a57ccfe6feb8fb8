// A file on its way in.
import type { ComponentChildren } from "preact";
import { ErrorNote } from "../../../components/error-note";
import { Panel } from "../../../components/panel";
import { problemOf } from "../../../models/problem";
import { format, text } from "../../../texts/index";
import { Note } from "../../messages/note";
import type { ImportShown } from "../api";
import { DropZone } from "../new/drop";
import { CannotRead } from "../reader";
import { Progress } from "./figures";
import type { ImportModel } from "./model";

interface UploadingProps {
  model: ImportModel;
  job: ImportShown;
  discard: ComponentChildren;
}

export function Uploading({ model, job, discard }: UploadingProps) {
  const words = text.imports.one;
  const { share, waiting, failed, lost } = model.upload;
  return (
    <Panel title={words.uploading} about={!lost.value && words.uploadingAbout}>
      <div class="grid gap-4">
        {lost.value ? (
          <>
            <Note tone="warn">{`${words.needFile}. ${words.needFileAbout(job.file)}`}</Note>
            <DropZone label={text.imports.drop.choose} onFile={(file) => void model.choose(file)} />
            {model.otherFile.value && <Note tone="warn">{words.otherFile}</Note>}
          </>
        ) : (
          <Progress done={100 * share.value} all={100} label={words.uploaded(format.percent(share.value))} />
        )}
        {waiting.value && <Note tone="warn">{words.waiting}</Note>}
        {failed.value !== undefined && <ErrorNote problem={problemFor(failed.value)} onRetry={model.retry} />}
        <div>{discard}</div>
      </div>
    </Panel>
  );
}

function problemFor(failed: unknown) {
  if (!(failed instanceof CannotRead)) return problemOf(failed);
  const { drop } = text.imports;
  return { status: 0, title: drop.unreadable, detail: drop.reasons[failed.said.reason](failed.said.row) };
}
