// The dialog in which two people are made one.
import { useLocation } from "wouter-preact";
import { Button } from "../../../components/button";
import { Dialog } from "../../../components/dialog";
import { ErrorNote } from "../../../components/error-note";
import { LoaderCircle, Search } from "../../../components/icons";
import { Picker } from "../../../components/picker";
import { Skeleton } from "../../../components/skeleton";
import { optionOf } from "../../../models/find-people";
import { nameOf } from "../../../models/person-name";
import { notify } from "../../../models/toasts";
import { useModel } from "../../../models/use-model";
import { text } from "../../../texts/index";
import { emailOf } from "../facts";
import type { Person, PersonModel } from "../model";
import { Compared } from "./compared";
import { type MergeModel, mergeModel, type Pair, pairOf } from "./model";
import { FIND } from "./state";
import { takeBack } from "./take-back";

export function MergeDialog({ model, person }: { model: PersonModel; person: Person }) {
  const open = model.merge.value !== "";
  const close = () => {
    model.merge.value = "";
  };
  return (
    <Dialog open={open} title={text.person.merge.title} onClose={close}>
      {open && <Content page={model} person={person} onClose={close} />}
    </Dialog>
  );
}

interface ContentProps {
  page: PersonModel;
  person: Person;
  onClose: () => void;
}

function Content({ page, person, onClose }: ContentProps) {
  const model = useModel(() => mergeModel(page));
  const words = text.person.merge;
  const { data, error, stale } = model.theirs;
  const other = model.other.value !== undefined && !stale.value ? data.value : undefined;
  if (other === undefined || other.id === person.id)
    return (
      <div class="grid gap-4">
        <p>{words.about}</p>
        <Find model={model} page={page} person={person} />
        {error.value && <ErrorNote problem={error.value} />}
        {model.other.value !== undefined && !error.value && <Skeleton widths={[80, 60, 70]} />}
      </div>
    );
  return <Chosen model={model} page={page} pair={pairOf(person, other)} onClose={onClose} />;
}

function Find({ model, page, person }: { model: MergeModel; page: PersonModel; person: Person }) {
  const words = text.person.merge;
  const { finding } = model;
  const people = finding.people.filter(({ id }) => id !== person.id);
  return (
    <div>
      <Picker
        label={words.find}
        placeholder={words.findHint}
        class="btn btn-plain"
        nothing={words.findHint}
        searching={finding.searching}
        options={people.map(optionOf)}
        onQuery={finding.ask}
        onChoose={(id) => {
          page.merge.value = id;
        }}
      >
        <Search size={16} aria-hidden="true" />
        {words.find}
      </Picker>
    </div>
  );
}

interface ChosenProps {
  model: MergeModel;
  page: PersonModel;
  pair: Pair;
  onClose: () => void;
}

function Chosen({ model, page, pair, onClose }: ChosenProps) {
  const words = text.person.merge;
  const [, go] = useLocation();
  const { merge, slow } = model;
  const name = (person: Person) => nameOf({ ...person, email: emailOf(person)?.value ?? null });
  const [stays, joins] = [name(pair.stays), name(pair.joins)];

  async function run() {
    const outcome = await merge.run(pair);
    if (!outcome.ok || !outcome.value.done) return;
    const { stays: id, goes } = outcome.value;
    notify(words.done(stays), { undo: () => void takeBack(id, goes) });
    if (id === page.id) {
      onClose();
      await page.person.refresh();
    } else go(`/profiles/${encodeURIComponent(id)}`, { replace: true });
  }

  return (
    <div class="grid gap-5">
      <Compared pair={pair} names={{ stays, joins }} />
      <section>
        <h3 class="mb-2 text-14 font-medium">{words.follows}</h3>
        <ul class="grid list-disc gap-1 pl-5 text-muted">
          {words.what(stays, joins).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      {merge.error.value && <ErrorNote problem={merge.error.value} />}
      <div role="status" class="empty:hidden">
        {(merge.busy.value || slow.value) && (
          <div class="flex gap-3 rounded-box bg-sunken p-4">
            <LoaderCircle size={18} class="mt-px shrink-0 animate-spin text-accent" aria-hidden="true" />
            <div>
              <p class="font-medium">{words.running(joins)}</p>
              <p class="text-muted">{slow.value ? words.slow : words.leave}</p>
            </div>
          </div>
        )}
      </div>
      <div class="flex flex-wrap justify-end gap-2">
        <Button
          disabled={merge.busy.value}
          onClick={() => {
            page.merge.value = FIND;
          }}
        >
          {words.again}
        </Button>
        <Button kind="primary" busy={merge.busy.value} disabled={slow.value} onClick={() => void run()}>
          {words.save}
        </Button>
      </div>
    </div>
  );
}
