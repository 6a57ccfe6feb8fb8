// Why, opened in place: any segment or message can be chosen, also those that the person is not in or did not get.
import { Combobox } from "../../components/combobox";
import { Dialog } from "../../components/dialog";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { Skeleton } from "../../components/skeleton";
import type { Resource } from "../../models/resource";
import { useModel } from "../../models/use-model";
import { text } from "../../texts/index";
import type { Person, PersonModel } from "./model";
import { AboutMessage } from "./why-message";
import { readWhy, type WhyModel, type WhyOf, whyModel } from "./why-model";
import { AboutSegment } from "./why-segment";

export function WhyDrawer({ model, person }: { model: PersonModel; person: Person }) {
  const of = readWhy(model.why.value);
  return (
    <Dialog
      side
      open={of !== undefined}
      title={of ? titleOf(of) : text.profiles.why.title}
      onClose={() => {
        model.why.value = "";
      }}
    >
      {of && <Content model={model} person={person} of={of} />}
    </Dialog>
  );
}

function titleOf({ kind, id }: WhyOf): string {
  const words = text.profiles.why;
  if (id) return words.title;
  return kind === "segment" ? words.chooseTitle : words.chooseMessageTitle;
}

function Content({ model, person, of }: { model: PersonModel; person: Person; of: WhyOf }) {
  const why = useModel(() => whyModel(model));
  const open = (kind: WhyOf["kind"], id: string) => {
    model.why.value = `${kind}:${id}`;
  };
  return (
    <div class="grid gap-6">
      <Choice of={of} why={why} person={person} onChoose={(id) => open(of.kind, id)} />
      {of.id && <Answer of={of} why={why} onSegment={(id) => open("segment", id)} />}
    </div>
  );
}

function Choice({
  of,
  why,
  person,
  onChoose,
}: {
  of: WhyOf;
  why: WhyModel;
  person: Person;
  onChoose: (id: string) => void;
}) {
  const words = text.profiles.why;
  const isSegment = of.kind === "segment";
  const inIt = new Set((isSegment ? person.segments : person.messages).map(({ id }) => id));
  const all = isSegment
    ? why.segments.data.value?.filter(({ archivedAt }) => archivedAt === null)
    : why.messages.data.value?.filter(({ status }) => status !== "archived" || inIt.has(of.id));
  const [first, second] = isSegment ? [words.inIt, words.notInIt] : [words.seen, words.notSeen];
  const options = (all ?? [])
    .map(({ id, name }) => ({ value: id, label: name, group: inIt.has(id) ? first : second }))
    .sort((a, b) => Number(inIt.has(b.value)) - Number(inIt.has(a.value)));
  const problem = (isSegment ? why.segments : why.messages).error.value;
  if (problem) return <ErrorNote problem={problem} />;
  return (
    <Field
      label={isSegment ? words.choose : words.chooseMessage}
      hint={of.id ? undefined : isSegment ? words.chooseAbout : words.chooseMessageAbout}
    >
      <Combobox value={of.id || null} onValue={onChoose} options={options} />
    </Field>
  );
}

function Answer({ of, why, onSegment }: { of: WhyOf; why: WhyModel; onSegment: (id: string) => void }) {
  const { data, error, stale, refresh }: Resource<unknown> =
    of.kind === "segment" ? why.segment : why.message;
  if (error.value) return <ErrorNote problem={error.value} onRetry={() => void refresh()} />;
  const segment = why.segment.data.value;
  const message = why.message.data.value;
  if (!data.value) return <Skeleton widths={[50, 90, 80, 70]} />;
  return (
    <div class={stale.value ? "opacity-60 transition-opacity delay-150" : ""} aria-busy={stale.value}>
      {of.kind === "segment" && segment && <AboutSegment why={segment} onSegment={onSegment} />}
      {of.kind === "message" && message && <AboutMessage why={message} onSegment={onSegment} />}
    </div>
  );
}
