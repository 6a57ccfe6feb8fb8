// The keys in the shop's tags.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Badge } from "../../components/badge";
import { Button } from "../../components/button";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { ErrorNote } from "../../components/error-note";
import { Plus } from "../../components/icons";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { may } from "../../models/permissions";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import { endOf, type Key, keysModel } from "./keys-model";
import { NewTag } from "./new-tag";
import { ReadOnlyNote } from "./notes";
import { Rows } from "./rows";

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
        <div role="status">
          <NewTag about={words.created} />
        </div>
      )}
      {problem && <ErrorNote problem={problem} nameOf={() => words.key} />}
      <Panel
        flush
        title={words.title}
        about={words.about}
        actions={
          mayChange && (
            <>
              <Button busy={model.create.busy.value} onClick={() => void model.create.run("write")}>
                {words.createWriting}
              </Button>
              <Button
                icon={Plus}
                busy={model.create.busy.value}
                onClick={async () => {
                  if ((await model.create.run("page")).ok) model.made.value = true;
                }}
              >
                {words.create}
              </Button>
            </>
          )
        }
      >
        <Rows
          label={words.title}
          rows={model.keys.data.value?.map((row) => ({
            key: row.key,
            name: row.key,
            about: <State model={model} row={row} />,
            action: mayChange && row.revokedAt === null && (row.kind === "write" || !model.isLast.value) && (
              <Button onClick={() => (revoking.value = row.key)}>
                {words.revoke}
                <span class="sr-only"> {row.key}</span>
              </Button>
            ),
          }))}
          note={mayChange && model.isLast.value && words.last}
        />
      </Panel>
      <RevokeKey model={model} name={revoking.value} onClose={() => (revoking.value = undefined)} />
    </div>
  );
}

function State({ model, row: { key, kind, createdAt, revokedAt } }: { model: Model; row: Key }) {
  const words = text.settings.keys;
  const { timeZone } = currentShop();
  return (
    <>
      {revokedAt === null ? (
        <Badge tone="good">
          {kind === "write" ? words.writing : key === model.newest.value ? words.newest : words.inForce}
        </Badge>
      ) : (
        <span>
          {words.revoked} <RelativeTime at={revokedAt} timeZone={timeZone} />
        </span>
      )}
      <span>
        {words.since} <RelativeTime at={createdAt} timeZone={timeZone} />
      </span>
    </>
  );
}

interface RevokeProps {
  model: Model;
  /** The key itself; `key` is Preact's. */
  name: string | undefined;
  onClose: () => void;
}

function RevokeKey({ model, name = "", onClose }: RevokeProps) {
  const words = text.settings.keys;

  function close() {
    model.revoke.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      open={name !== ""}
      title={words.revokeTitle}
      confirm={words.revokeConfirm}
      word={{ label: words.revokeType(endOf(name)), is: endOf(name), mono: true }}
      busy={model.revoke.busy.value}
      problem={model.revoke.error.value}
      onConfirm={async () => {
        if ((await model.revoke.run(name)).ok) close();
      }}
      onClose={close}
    >
      <p class="break-words">
        {name.startsWith("wk_") ? words.revokeAboutWriting(name) : words.revokeAbout(name)}
      </p>
    </ConfirmDialog>
  );
}
