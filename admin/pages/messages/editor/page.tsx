// One message: its parts on the left, what visitors get on the right.
import { useEffect, useMemo } from "preact/hooks";
import { ErrorNote } from "../../../components/error-note";
import { PageHeader } from "../../../components/page-header";
import { Skeleton } from "../../../components/skeleton";
import { resource } from "../../../models/resource";
import type { PageProps } from "../../../pages";
import { text } from "../../../texts/index";
import { loadMessage, loadSegments, type Message } from "../api";
import { Form } from "./form";
import { EditorHeader } from "./header";
import { LeaveGuard } from "./leave-guard";
import { openEditor } from "./model";
import { Notices } from "./notices";
import { PreviewPane } from "./preview-pane";
import { useUndoKeys } from "./undo-keys";

export default function MessagePage({ params }: PageProps) {
  const id = params.message ?? "";
  const message = useMemo(() => resource(() => id, loadMessage), [id]);
  useEffect(() => message.dispose, [message]);
  const { data, error } = message;

  if (data.value) return <EditorOf key={id} message={data.value} />;
  return (
    <>
      <PageHeader title={text.messages.editor.title} back={{ to: "/messages", label: text.pages.messages }} />
      {error.value ? (
        <ErrorNote problem={error.value} onRetry={() => void message.refresh()} />
      ) : (
        <Skeleton widths={[30, 90, 60, 80]} />
      )}
    </>
  );
}

function EditorOf({ message }: { message: Message }) {
  const editor = useMemo(() => openEditor(message), []);
  useEffect(() => editor.dispose, []);
  useEffect(() => {
    const segments = resource(
      () => "all",
      (_, signal) => loadSegments(signal),
    );
    const stop = segments.data.subscribe((found) => {
      if (found) editor.segments.value = found;
    });
    return () => {
      stop();
      segments.dispose();
    };
  }, []);
  useUndoKeys(editor);
  const view = editor.view.value;

  return (
    <>
      <EditorHeader editor={editor} />
      <Notices editor={editor} />
      <div class="grid items-start gap-8 lg:grid-cols-[minmax(0,27rem)_minmax(0,1fr)]">
        <div class={view === "preview" ? "max-lg:hidden" : undefined}>
          <Form editor={editor} />
        </div>
        <div class={`lg:sticky lg:top-32 ${view === "edit" ? "max-lg:hidden" : ""}`}>
          <PreviewPane editor={editor} />
        </div>
      </div>
      <LeaveGuard active={editor.work.changed.value} />
    </>
  );
}
