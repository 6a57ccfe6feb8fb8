// A new import in three steps on one page: the file, what is in it, what its columns mean.
import { useLocation } from "wouter-preact";
import { Button } from "../../../components/button";
import { ErrorNote } from "../../../components/error-note";
import { PageHeader } from "../../../components/page-header";
import { Panel } from "../../../components/panel";
import { useModel } from "../../../models/use-model";
import { text } from "../../../texts/index";
import { Note } from "../../messages/note";
import { Columns } from "./columns";
import { Drop } from "./drop";
import { Kind } from "./kind";
import { type NewImport, newImport } from "./model";

export default function NewImportPage() {
  const model = useModel(newImport);
  const words = text.imports;
  return (
    <>
      <PageHeader title={words.start} back={{ to: "/imports", label: words.title }} />
      <div class="grid gap-6">
        <Drop model={model} />
        {model.looked.value && !model.looking.value && (
          <>
            <Kind model={model} />
            <Columns model={model} />
            <Check model={model} />
          </>
        )}
      </div>
    </>
  );
}

function Check({ model }: { model: NewImport }) {
  const [, go] = useLocation();
  const words = text.imports.map;
  const missing = model.missing.value;
  const targets = model.targets.value;
  const check = async () => {
    model.tried.value = true;
    if (model.missing.peek().length > 0) return;
    const begun = await model.begin.run(undefined);
    if (begun.ok) go(`/imports/${begun.value}`);
  };
  return (
    <Panel>
      <div class="grid gap-4">
        {targets.some((target) => target?.startsWith("consent") && target !== "consentAt") && (
          <Note tone="warn">{words.consent}</Note>
        )}
        {targets.some((target) => target === "ordersBefore" || target === "spentBefore") && (
          <Note>{words.before}</Note>
        )}
        {model.tried.value && missing.length > 0 && <Note tone="warn">{missing.join(" ")}</Note>}
        {model.begin.error.value && <ErrorNote problem={model.begin.error.value} />}
        <div class="flex flex-wrap items-center gap-4">
          <Button kind="primary" busy={model.begin.busy.value} onClick={() => void check()}>
            {words.check}
          </Button>
          <p class="text-muted">{words.checkAbout}</p>
        </div>
      </div>
    </Panel>
  );
}
