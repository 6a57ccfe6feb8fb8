// The name and state of the message, and, always in reach, what can be done with it: undo, save, publish, pause.
import { Badge } from "../../../components/badge";
import { Button } from "../../../components/button";
import { IconButton } from "../../../components/icon-button";
import { ChartLine, Eye, Pause, Pencil, Play, Redo2, Undo2 } from "../../../components/icons";
import { Link } from "../../../components/link";
import { PageHeader } from "../../../components/page-header";
import { SegmentedControl } from "../../../components/segmented-control";
import { currentTime } from "../../../models/clock";
import { currentShop } from "../../../models/session";
import { text } from "../../../texts/index";
import { statusWords } from "../words";
import type { Editor } from "./model";

export function EditorHeader({ editor }: { editor: Editor }) {
  const { name, status, published, draft } = editor.message.value;
  const { schedule } = published ?? draft;
  const { label, tone } = statusWords({ status, schedule }, currentTime(), currentShop().timeZone);
  const state = stateOf(editor);
  return (
    <>
      <PageHeader
        title={name}
        mark={<Badge tone={tone}>{label}</Badge>}
        back={{ to: "/messages", label: text.pages.messages }}
        actions={
          <>
            <Link to={`/messages/${editor.message.value.id}/report`} button="quiet" icon={ChartLine}>
              {text.messages.editor.report}
            </Link>
            {editor.canEdit && <PauseButton editor={editor} />}
          </>
        }
      />
      <div class="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 lg:hidden">
        <p aria-hidden="true" class="text-muted">
          {state}
        </p>
        <SegmentedControl
          label={text.messages.editor.view}
          value={editor.view.value}
          onValue={(view) => (editor.view.value = view)}
          options={[
            { value: "edit", label: text.messages.editor.edit, icon: Pencil },
            { value: "preview", label: text.messages.editor.preview, icon: Eye },
          ]}
        />
      </div>
      <div class="sticky top-14 z-20 -mx-4 mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-page/95 px-4 py-2 backdrop-blur-sm sm:-mx-8 sm:px-8 lg:-mt-2">
        <p role="status" class="min-w-0 grow text-muted max-lg:sr-only">
          {state}
        </p>
        {editor.canEdit && <Actions editor={editor} />}
      </div>
    </>
  );
}

function Actions({ editor }: { editor: Editor }) {
  const words = text.messages.editor;
  const { steps, work, busy, message } = editor;
  const { status, changed, published } = message.value;
  const unsaved = work.changed.value;
  const publishable = status !== "archived" && (unsaved || changed || published === null);
  return (
    <div class="flex flex-wrap items-center gap-2">
      <div class="flex">
        <IconButton icon={Undo2} label={words.undo} disabled={!steps.canUndo.value} onClick={steps.undo} />
        <IconButton icon={Redo2} label={words.redo} disabled={!steps.canRedo.value} onClick={steps.redo} />
      </div>
      <Button disabled={!unsaved} busy={busy.value && unsaved} onClick={() => void editor.save()}>
        {words.save}
      </Button>
      <Button
        kind="primary"
        disabled={!publishable}
        busy={busy.value && publishable}
        onClick={() => void editor.publish()}
      >
        {status === "paused" ? words.publishPaused : words.publish}
      </Button>
    </div>
  );
}

function PauseButton({ editor }: { editor: Editor }) {
  const words = text.messages.editor;
  const { status } = editor.message.value;
  if (status === "live")
    return (
      <Button icon={Pause} busy={editor.busy.value} onClick={() => void editor.pause()}>
        {words.pause}
      </Button>
    );
  if (status === "paused")
    return (
      <Button icon={Play} busy={editor.busy.value} onClick={() => void editor.resume()}>
        {words.resume}
      </Button>
    );
  if (status === "archived")
    return <Button onClick={() => void editor.restore()}>{text.messages.list.restore}</Button>;
  return null;
}

function stateOf(editor: Editor): string {
  const words = text.messages.editor.state;
  const { status, changed } = editor.message.value;
  if (editor.work.changed.value) return words.unsaved;
  if (status === "archived") return words.archived;
  if (status === "draft") return words.draft;
  if (status === "paused") return changed ? words.pausedChanged : words.paused;
  return changed ? words.liveChanged : words.live;
}
