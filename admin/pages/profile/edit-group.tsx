// The attributes of a group as a form: what was changed is sent, each problem stands at its field.
import { useMemo, useRef, useState } from "preact/hooks";
import type { Value } from "../../../core/rules/rule";
import { Button } from "../../components/button";
import { ErrorNote } from "../../components/error-note";
import { useFocusOnError } from "../../components/first-error";
import { errorAt } from "../../models/problem";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";
import { FactField } from "./fact-field";
import { isEditable } from "./facts";
import type { Person, PersonModel } from "./model";

interface EditGroupProps {
  model: PersonModel;
  group: Person["groups"][number];
  title: string;
  onClose: () => void;
}

export function EditGroup({ model, group, title, onClose }: EditGroupProps) {
  const words = text.person.edit;
  const form = useRef<HTMLFormElement>(null);
  const change = useMemo(() => model.changing(), [model]);
  const [tries, setTries] = useState(0);
  const [work, setWork] = useState<Record<string, Value | null>>({});
  const facts = group.attributes.filter(isEditable);
  const attributes = Object.fromEntries(
    facts
      .filter(({ key, value }) => key in work && JSON.stringify(work[key]) !== JSON.stringify(value))
      .map(({ key }) => [key, work[key]]),
  );
  const count = Object.keys(attributes).length;
  const problem = change.error.value;
  const placed = facts.some(({ key }) => errorAt(problem, `attributes.${key}`) !== undefined);
  useFocusOnError(form, tries);

  async function save(event: Event) {
    event.preventDefault();
    if (count === 0) return onClose();
    const { ok } = await change.run({ attributes });
    if (!ok) return setTries(tries + 1);
    notify(words.done(count));
    onClose();
  }

  return (
    <section aria-label={title}>
      <form
        ref={form}
        class="grid gap-5 rounded-box border border-line bg-surface p-4 sm:p-5"
        noValidate
        onSubmit={(event) => void save(event)}
      >
        <h2 class="text-14">{title}</h2>
        <div class="grid items-start gap-5 sm:grid-cols-2">
          {facts.map((fact) => (
            <FactField
              key={fact.key}
              fact={fact}
              value={fact.key in work ? work[fact.key]! : fact.value}
              error={errorAt(problem, `attributes.${fact.key}`)}
              onValue={(value) => setWork((before) => ({ ...before, [fact.key]: value }))}
            />
          ))}
        </div>
        {problem && !placed && <ErrorNote problem={problem} />}
        <div class="flex flex-wrap items-center justify-end gap-2">
          <span class="mr-auto text-12 text-muted">{words.worked}</span>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button kind="primary" type="submit" busy={change.busy.value} disabled={count === 0}>
            {words.save}
          </Button>
        </div>
      </form>
    </section>
  );
}
