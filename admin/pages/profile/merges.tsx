// Profiles that became one with this one, which can be undone for a while.
import { useMemo, useState } from "preact/hooks";
import { Button } from "../../components/button";
import { ErrorNote } from "../../components/error-note";
import { formatDay, formatInstant } from "../../models/fact";
import { mutation } from "../../models/mutation";
import { may } from "../../models/permissions";
import { currentShop } from "../../models/session";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";
import { part } from "./merge/take-back";
import type { Person, PersonModel } from "./model";
import { Section } from "./section";

type Merge = Person["merges"][number];

export function Merges({ model, person }: { model: PersonModel; person: Person }) {
  const words = text.person.merges;
  const [parting, setParting] = useState<string>();
  const undo = useMemo(
    () =>
      mutation(async ({ id, profile }: Merge) => {
        setParting(id);
        try {
          await part(person.id, id, profile);
          notify(words.parted);
        } finally {
          setParting(undefined);
        }
      }),
    [model, person.id],
  );
  if (person.merges.length === 0) return null;
  return (
    <Section title={words.title}>
      <ul class="grid gap-3">
        {person.merges.map((merge) => (
          <OneMerge
            key={merge.id}
            merge={merge}
            busy={parting === merge.id}
            onUndo={() => void undo.run(merge)}
          />
        ))}
      </ul>
      {undo.error.value && (
        <div class="mt-3">
          <ErrorNote problem={undo.error.value} />
        </div>
      )}
    </Section>
  );
}

function OneMerge({ merge, busy, onUndo }: { merge: Merge; busy: boolean; onUndo: () => void }) {
  const words = text.person.merges;
  const { timeZone } = currentShop();
  const { at, name, profile, undoUntil } = merge;
  const who = name ?? words.visitor(profile);
  return (
    <li class="flex items-start justify-between gap-3">
      <div class="min-w-0">
        <div class="[overflow-wrap:anywhere]">{words.became(who)}</div>
        <div class="text-12 text-muted">
          {formatInstant(at, timeZone)}
          {". "}
          {busy
            ? words.parting
            : undoUntil === null
              ? words.over
              : words.until(formatDay(undoUntil, timeZone))}
        </div>
      </div>
      {undoUntil !== null && may("marketer") && (
        <Button size="small" class="shrink-0" busy={busy} label={words.undoOf(who)} onClick={onUndo}>
          {words.undo}
        </Button>
      )}
    </li>
  );
}
