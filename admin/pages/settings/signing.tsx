// The secret by which the shop's server proves who is signed in, and what to do with it.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { answer, api } from "../../api";
import { Button } from "../../components/button";
import { CopyField } from "../../components/copy-field";
import { Dialog } from "../../components/dialog";
import { ErrorNote } from "../../components/error-note";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { SegmentedControl } from "../../components/segmented-control";
import { mutation } from "../../models/mutation";
import { may } from "../../models/permissions";
import { resource } from "../../models/resource";
import { currentShop, shopParam } from "../../models/session";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";
import { ReadOnlyNote } from "./notes";
import { LANGUAGES, type Language, snippetIn } from "./signing-snippets";

export function Signing() {
  const model = useMemo(signingModel, []);
  useEffect(() => model.signing.dispose, []);
  const shown = useSignal(false);
  const language = useSignal<Language>("liquid");
  const asking = useSignal(false);
  const words = text.settings.signing;
  if (!may("owner")) return <ReadOnlyNote>{words.ownersOnly}</ReadOnlyNote>;
  const { data, error } = model.signing;
  const problem = error.value ?? model.change.error.value;
  const secret = shown.value && data.value ? data.value.secret : words.hidden;
  return (
    <div class="grid max-w-3xl gap-6">
      {problem && <ErrorNote problem={problem} />}
      <Panel title={words.title} about={words.about}>
        <div class="grid gap-4">
          <CopyField label={words.secret} code={secret} />
          <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button disabled={!data.value} onClick={() => (shown.value = !shown.value)}>
              {shown.value ? words.hide : words.show}
            </Button>
            <Button disabled={!data.value} onClick={() => (asking.value = true)}>
              {words.change}
            </Button>
            <p class="text-muted">
              {data.value?.changedAt ? (
                <>
                  {words.changed} <RelativeTime at={data.value.changedAt} timeZone={currentShop().timeZone} />
                </>
              ) : (
                data.value && words.never
              )}
            </p>
          </div>
          <p class="text-muted">{words.keepSecret}</p>
          <SegmentedControl
            label={words.language}
            value={language.value}
            onValue={(next) => (language.value = next)}
            options={LANGUAGES.map((value) => ({ value, label: words.languages[value] }))}
          />
          <CopyField label={words.how} code={snippetIn(language.value, secret)} />
        </div>
      </Panel>
      <Dialog
        open={asking.value}
        title={words.changeTitle}
        onClose={() => (asking.value = false)}
        actions={
          <>
            <Button onClick={() => (asking.value = false)}>{text.common.cancel}</Button>
            <Button
              kind="primary"
              busy={model.change.busy.value}
              onClick={async () => {
                if ((await model.change.run(undefined)).ok) asking.value = false;
              }}
            >
              {words.change}
            </Button>
          </>
        }
      >
        {words.changeAbout}
      </Dialog>
    </div>
  );
}

function signingModel() {
  const signing = resource(
    () => may("owner"),
    (_, signal) => answer(api.shops[":shop"].signing.$get({ param: shopParam() }, { init: { signal } })),
  );
  return {
    signing,
    change: mutation(async () => answer(api.shops[":shop"].signing.change.$post({ param: shopParam() })), {
      done() {
        notify(text.settings.signing.changeDone);
        void signing.refresh();
      },
    }),
  };
}
