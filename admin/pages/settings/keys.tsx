// The keys in the shop's tags.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Badge } from "../../components/badge";
import { Button } from "../../components/button";
import { Dialog } from "../../components/dialog";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { Plus } from "../../components/icons";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { type Column, Table } from "../../components/table";
import { TextInput } from "../../components/text-input";
import { may } from "../../models/permissions";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import { endOf, type Key, keysModel } from "./keys-model";
import { NewTag } from "./new-tag";
import { ReadOnlyNote } from "./notes";

type Model = ReturnType<typeof keysModel>;

export function Keys() {
  const model = useMemo(keysModel, []);
  useEffect(() => model.keys.dispose, []);
  const revoking = useSignal<string | undefined>(undefined);
  const words = text.settings.keys;
  const mayChange = may("owner");
  const problem = model.keys.error.value ?? model.create.error.value;
  return (
    <div class="grid max-w-3xl gap-6">
      {!mayChange && <ReadOnlyNote>{text.settings.ownersOnly}</ReadOnlyNote>}
      {model.made.value && (
        <>
          <p role="status" class="rounded-field bg-good-soft px-3 py-2">
            {words.created}
          </p>
          <NewTag />
        </>
      )}
      {problem && <ErrorNote problem={problem} nameOf={() => words.key} />}
      <Panel
        flush
        title={words.title}
        about={words.about}
        actions={
          mayChange && (
            <Button
              icon={Plus}
              busy={model.create.busy.value}
              onClick={async () => {
                if ((await model.create.run(undefined)).ok) model.made.value = true;
              }}
            >
              {words.create}
            </Button>
          )
        }
      >
        <Table
          caption={words.title}
          columns={columnsOf(model, mayChange ? (key) => (revoking.value = key) : undefined)}
          rows={model.keys.data.value}
          keyOf={({ key }) => key}
        />
      </Panel>
      <RevokeKey model={model} name={revoking.value} onClose={() => (revoking.value = undefined)} />
    </div>
  );
}

function columnsOf(model: Model, onRevoke: ((key: string) => void) | undefined): Column<Key>[] {
  const words = text.settings.keys;
  const { timeZone } = currentShop();
  const columns: Column<Key>[] = [
    { id: "key", label: words.key, cell: ({ key }) => <span class="font-mono text-12">{key}</span> },
    {
      id: "since",
      label: words.since,
      cell: ({ createdAt }) => <RelativeTime at={createdAt} timeZone={timeZone} />,
    },
    {
      id: "state",
      label: words.state,
      cell: ({ key, revokedAt }) =>
        revokedAt === null ? (
          <Badge tone="good">{key === model.newest.value ? words.newest : words.inForce}</Badge>
        ) : (
          <span class="text-muted">
            {words.revoked} <RelativeTime at={revokedAt} timeZone={timeZone} />
          </span>
        ),
    },
  ];
  if (!onRevoke) return columns;
  return [
    ...columns,
    {
      id: "actions",
      label: words.actions,
      numeric: true,
      cell: ({ key, revokedAt }) =>
        revokedAt === null &&
        (model.isLast.value ? (
          <span class="block max-w-48 text-left text-12 whitespace-normal text-muted">{words.last}</span>
        ) : (
          <Button size="small" onClick={() => onRevoke(key)}>
            {words.revoke}
            <span class="sr-only">{` ${key}`}</span>
          </Button>
        )),
    },
  ];
}

interface RevokeProps {
  model: Model;
  /** The key itself; `key` is Preact's. */
  name: string | undefined;
  onClose: () => void;
}

function RevokeKey({ model, name = "", onClose }: RevokeProps) {
  const words = text.settings.keys;
  const typed = useSignal("");
  const problem = model.revoke.error.value;

  function close() {
    model.revoke.reset();
    typed.value = "";
    onClose();
  }

  return (
    <Dialog
      open={name !== ""}
      title={words.revokeTitle}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{text.common.cancel}</Button>
          <Button
            kind="danger"
            busy={model.revoke.busy.value}
            disabled={typed.value.trim() !== endOf(name)}
            onClick={async () => {
              if ((await model.revoke.run(name)).ok) close();
            }}
          >
            {words.revokeConfirm}
          </Button>
        </>
      }
    >
      <div class="grid gap-4">
        <p class="break-words">{words.revokeAbout(name)}</p>
        <Field label={words.revokeType(endOf(name))}>
          <TextInput
            mono
            autocomplete="off"
            spellcheck={false}
            value={typed.value}
            onValue={(value) => (typed.value = value)}
          />
        </Field>
        {problem && <ErrorNote problem={problem} />}
      </div>
    </Dialog>
  );
}
