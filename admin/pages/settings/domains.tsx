// Which pages may send signals and show messages.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Button } from "../../components/button";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { useFocusOnError } from "../../components/first-error";
import { IconButton } from "../../components/icon-button";
import { Plus, Trash2 } from "../../components/icons";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { TextInput } from "../../components/text-input";
import { may } from "../../models/permissions";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import { domainsModel } from "./domains-model";
import { ReadOnlyNote } from "./notes";
import { Rows } from "./rows";

type Model = ReturnType<typeof domainsModel>;

export function Domains() {
  const model = useMemo(domainsModel, []);
  useEffect(() => model.domains.dispose, []);
  const removing = useSignal<string | undefined>(undefined);
  const words = text.settings.domains;
  const { data, error } = model.domains;
  const mayChange = may("owner");
  return (
    <div class="grid max-w-3xl gap-6">
      {!mayChange && <ReadOnlyNote>{text.settings.ownersOnly}</ReadOnlyNote>}
      {error.value && <ErrorNote problem={error.value} onRetry={() => void model.domains.refresh()} />}
      <Panel flush title={words.title} about={words.about}>
        <Rows
          label={words.title}
          rows={data.value?.map(({ origin, createdAt }) => ({
            key: origin,
            name: origin,
            about: (
              <span>
                {words.since} <RelativeTime at={createdAt} timeZone={currentShop().timeZone} />
              </span>
            ),
            action: mayChange && (
              <IconButton
                icon={Trash2}
                label={words.removeLabel(origin)}
                onClick={() => (removing.value = origin)}
              />
            ),
          }))}
          empty={words.none}
        />
      </Panel>
      {mayChange && <AddDomain model={model} />}
      <RemoveDomain model={model} origin={removing.value} onClose={() => (removing.value = undefined)} />
    </div>
  );
}

function AddDomain({ model }: { model: Model }) {
  const words = text.settings.domains;
  const form = useRef<HTMLFormElement>(null);
  useFocusOnError(form, model.tries.value);
  const problem = model.add.error.value;
  return (
    <Panel title={words.add}>
      <form
        ref={form}
        noValidate
        class="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void model.submit();
        }}
      >
        <Field
          label={words.addLabel}
          error={model.refused.value}
          hint={model.reads.value ? words.reads(model.reads.value) : words.addHint}
        >
          <TextInput
            name="url"
            autocomplete="url"
            spellcheck={false}
            maxLength={300}
            placeholder="shop.example"
            value={model.typed.value}
            onValue={(value) => {
              model.typed.value = value;
              model.refused.value = undefined;
            }}
          />
        </Field>
        {problem && !problem.errors?.length && <ErrorNote problem={problem} />}
        <div>
          <Button type="submit" icon={Plus} busy={model.add.busy.value}>
            {words.addAction}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

interface RemoveProps {
  model: Model;
  origin: string | undefined;
  onClose: () => void;
}

function RemoveDomain({ model, origin, onClose }: RemoveProps) {
  const words = text.settings.domains;
  const isLast = model.domains.data.value?.length === 1;

  function close() {
    model.remove.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      open={origin !== undefined}
      title={words.removeTitle(origin ?? "")}
      confirm={words.removeConfirm}
      busy={model.remove.busy.value}
      problem={model.remove.error.value}
      onConfirm={async () => {
        if (origin !== undefined && (await model.remove.run(origin)).ok) close();
      }}
      onClose={close}
    >
      {isLast && <p class="rounded-field bg-bad-soft px-3 py-2 font-medium">{words.removeLast}</p>}
      <p>{words.removeAbout}</p>
    </ConfirmDialog>
  );
}
