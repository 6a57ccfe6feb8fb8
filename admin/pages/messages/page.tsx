// All messages, in the order in which they go first.
import { useEffect, useMemo, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { EmptyState } from "../../components/empty-state";
import { ErrorNote } from "../../components/error-note";
import { MessageSquare, Plus } from "../../components/icons";
import { Link } from "../../components/link";
import { PageHeader } from "../../components/page-header";
import { Panel } from "../../components/panel";
import { Tabs } from "../../components/tabs";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import type { MessageSummary } from "./api";
import { openList } from "./list/model";
import { MessageTable } from "./list/table";
import { Note } from "./note";

export default function MessagesPage() {
  const words = text.messages;
  const list = useMemo(openList, []);
  useEffect(() => list.dispose, []);
  const [, go] = useLocation();
  const [removing, setRemoving] = useState<MessageSummary>();
  const canEdit = currentShop().role !== "analyst";
  const { messages, current, archived } = list;
  const nothingYet = messages.data.value?.length === 0;
  const create = (label: string) => (
    <Link to="/messages/new" button="primary" icon={Plus}>
      {label}
    </Link>
  );

  return (
    <>
      <PageHeader title={text.pages.messages} actions={canEdit && !nothingYet && create(words.create)} />
      <div class="grid gap-4">
        {list.allPaused.value && <Note tone="warn">{words.allPaused}</Note>}
        {list.error.value && <ErrorNote problem={list.error.value} />}
        {messages.error.value && (
          <ErrorNote problem={messages.error.value} onRetry={() => void messages.refresh()} />
        )}
        {nothingYet ? (
          <EmptyState
            icon={MessageSquare}
            title={words.empty.title}
            action={canEdit && create(words.empty.action)}
          >
            {words.empty.about}
          </EmptyState>
        ) : (
          !(messages.error.value && !messages.data.value) && (
            <Tabs
              label={words.list.tabs}
              value={list.show.value}
              onValue={(show) => (list.show.value = show)}
              tabs={[
                { id: "current", label: words.list.current, ...counted(current.value) },
                { id: "archived", label: words.list.archived, ...counted(archived.value) },
              ]}
            >
              <Panel flush>
                <MessageTable
                  list={list}
                  rows={list.show.value === "current" ? current.value : archived.value}
                  canEdit={canEdit}
                  go={go}
                  onRemove={setRemoving}
                />
              </Panel>
              <div class="mt-3 grid gap-1 text-12 text-muted">
                {list.show.value === "current" && <p class="max-w-prose">{words.list.order}</p>}
                <p class="max-w-prose">
                  {words.list.period}. {words.list.exposedHint}
                </p>
              </div>
            </Tabs>
          )
        )}
      </div>
      <ConfirmDialog
        open={removing !== undefined}
        title={words.remove.title(removing?.name ?? "")}
        confirm={words.remove.confirm}
        onConfirm={() => {
          if (removing) void list.remove(removing);
          setRemoving(undefined);
        }}
        onClose={() => setRemoving(undefined)}
      >
        <p>{words.remove.about}</p>
      </ConfirmDialog>
    </>
  );
}

const counted = (rows: readonly unknown[] | undefined) => (rows ? { count: rows.length } : {});
