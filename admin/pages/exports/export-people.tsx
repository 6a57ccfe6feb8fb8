// "Export": a button, and the dialog in which one chooses what goes into the file.
import { useEffect, useMemo, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { RadioGroup } from "../../components/choices";
import { Dialog } from "../../components/dialog";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { Download } from "../../components/icons";
import { Select } from "../../components/select";
import { may } from "../../models/permissions";
import { text } from "../../texts/index";
import { type Activation, type Detail, type ExportModel, exportModel, type Format, type Whom } from "./model";
import { RecentExports } from "./recent-exports";

export interface ExportPeopleProps {
  whom: Whom;
  /** Whom, in words. */
  who: string;
}

/** Nothing for analysts, who see no personal data. */
export function ExportPeople({ whom, who }: ExportPeopleProps) {
  const [open, setOpen] = useState(false);
  const model = useMemo(() => (open ? exportModel(whom) : undefined), [open]);
  useEffect(() => model?.dispose, [model]);
  const words = text.exports;
  if (!may("marketer")) return null;
  const close = () => setOpen(false);
  return (
    <>
      <Button icon={Download} onClick={() => setOpen(true)}>
        {words.act}
      </Button>
      <Dialog
        open={open}
        title={words.title}
        onClose={close}
        actions={model && <Actions {...{ model, close }} />}
      >
        {model && (
          <div class="grid gap-5">
            <div>
              <p>
                <span class="text-muted">{words.whom}: </span>
                <span class="font-medium">{who}</span>
              </p>
              <Count model={model} />
            </div>
            <Choices model={model} />
            {model.begin.error.value && <ErrorNote problem={model.begin.error.value} />}
            <p class="text-12 text-muted">{words.personal}</p>
            <p role="status" class="font-medium empty:hidden">
              {model.begun.value !== undefined && words.begun(model.begun.value)}
            </p>
            <RecentExports recent={model.recent} />
          </div>
        )}
      </Dialog>
    </>
  );
}

function Actions({ model: { begin, count }, close }: { model: ExportModel; close: () => void }) {
  return (
    <>
      <Button onClick={close}>{text.common.close}</Button>
      <Button
        kind="primary"
        icon={Download}
        busy={begin.busy.value}
        disabled={count.data.value?.rows === 0}
        onClick={() => void begin.run(undefined)}
      >
        {text.exports.download}
      </Button>
    </>
  );
}

function Choices({ model: { detail, activation, format } }: { model: ExportModel }) {
  const words = text.exports;
  return (
    <>
      <RadioGroup<Detail>
        label={words.detail}
        value={detail.value}
        onValue={(value) => {
          detail.value = value;
        }}
        options={(["basic", "advanced"] as const).map((value) => ({
          value,
          label: words.details[value],
          hint: words.detailHints[value],
        }))}
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <Field label={words.activation} hint={words.activationHint}>
          <Select<Activation>
            value={activation.value}
            onValue={(value) => {
              activation.value = value;
            }}
            options={(["email", "phone", "customer", "vitrine"] as const).map((value) => ({
              value,
              label: words.activations[value],
            }))}
          />
        </Field>
        <Field label={words.format} hint={words.formatHints[format.value]}>
          <Select<Format>
            value={format.value}
            onValue={(value) => {
              format.value = value;
            }}
            options={(["csv", "csv_semicolon", "jsonl"] as const).map((value) => ({
              value,
              label: words.formats[value],
            }))}
          />
        </Field>
      </div>
    </>
  );
}

/** How many rows, and who is left out and why. */
function Count({ model: { count, activation } }: { model: ExportModel }) {
  const words = text.exports;
  const { data, error, stale } = count;
  if (error.value) return <ErrorNote problem={error.value} onRetry={() => void count.refresh()} />;
  const found = stale.value ? undefined : data.value;
  if (!found) return <p role="status">{words.counting}</p>;
  return (
    <div role="status">
      <p class="tabular-nums">{found.rows === 0 ? words.nobody : words.willHave(found.rows)}</p>
      {found.without > 0 && (
        <p class="text-muted">{words.without(found.without, words.noIds[activation.value])}</p>
      )}
      {found.same > 0 && <p class="text-muted">{words.same(found.same)}</p>}
    </div>
  );
}
