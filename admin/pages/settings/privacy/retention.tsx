// For how long is kept: months, then what would go, then saving it. Where much would go, the number is typed.
import { useMemo } from "preact/hooks";
import { Button } from "../../../components/button";
import { ErrorNote } from "../../../components/error-note";
import { Field } from "../../../components/field";
import { Link } from "../../../components/link";
import { NumberInput } from "../../../components/number-input";
import { Panel } from "../../../components/panel";
import { RelativeTime } from "../../../components/relative-time";
import { may } from "../../../models/permissions";
import { nameOf, placeOf } from "../../../models/person-name";
import { errorAt } from "../../../models/problem";
import { currentShop } from "../../../models/session";
import { text } from "../../../texts/index";
import {
  type Preview,
  type PrivacyModel,
  type Retention,
  type RetentionModel,
  retentionModel,
} from "./model";

interface Props {
  saved: Retention;
  onSaved: PrivacyModel["settings"]["set"];
}

export function RetentionForm({ saved, onSaved }: Props) {
  const model = useMemo(() => retentionModel(saved, onSaved), []);
  const words = text.privacy.retention;
  const { people, signals } = model.wanted.value;
  const found = model.shown.value;
  const changed = model.isChanged(saved);
  const problem = model.save.error.value ?? model.look.error.value;
  const mayChange = may("owner");
  return (
    <Panel title={words.title} about={words.about}>
      <form
        noValidate
        class="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void (model.keepsAll.value ? model.submit() : model.look.run(model.wanted.value));
        }}
      >
        <div class="grid gap-5 sm:grid-cols-2">
          <Field label={words.people} hint={words.peopleHint} error={model.errorAt("people") && words.range}>
            <NumberInput
              value={people}
              min={1}
              max={120}
              unit={words.unit(people)}
              disabled={!mayChange}
              onValue={(people) => model.set({ people })}
            />
          </Field>
          <Field
            label={words.signals}
            hint={words.signalsHint}
            error={model.errorAt("signals") && words.range}
          >
            <NumberInput
              value={signals}
              min={1}
              max={120}
              unit={words.unit(signals)}
              disabled={!mayChange}
              onValue={(signals) => model.set({ signals })}
            />
          </Field>
        </div>
        {!mayChange && model.keepsAll.value && <p class="text-muted">{words.keepsAll}</p>}
        {mayChange && changed && !found && (
          <div>
            {model.keepsAll.value ? (
              <Button type="submit" kind="primary" busy={model.save.busy.value}>
                {words.saveKeeping}
              </Button>
            ) : (
              <Button type="submit" busy={model.look.busy.value}>
                {words.look}
              </Button>
            )}
          </div>
        )}
        {problem && !problem.errors?.length && <ErrorNote problem={problem} />}
      </form>
      <div role="status">{changed && found && <Found model={model} found={found} />}</div>
    </Panel>
  );
}

function Found({ model, found }: { model: RetentionModel; found: Preview }) {
  const words = text.privacy.retention;
  const { people, signals } = model.wanted.value;
  const isNothing = found.people === 0 && found.signals === 0;
  return (
    <div class="mt-5 grid gap-4 border-t border-line pt-5">
      <h3 class="font-medium">{words.preview}</h3>
      <ul class="grid gap-1 tabular-nums">
        {people !== null && <li>{words.wouldErase(found.people, found.ofPeople)}</li>}
        {signals !== null && <li>{words.wouldForget(found.signals, found.ofSignals)}</li>}
      </ul>
      {isNothing && <p class="text-muted">{words.nothingYet}</p>}
      {found.examples.length > 0 && <Examples people={found.examples} />}
      {found.confirm !== null && (
        <div class="max-w-sm">
          <Field label={words.typeNumber(found.confirm)} error={errorAt(model.save.error.value, "confirm")}>
            <NumberInput
              value={model.typed.value}
              min={0}
              onValue={(value) => {
                model.typed.value = value;
              }}
            />
          </Field>
        </div>
      )}
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          kind={isNothing ? "primary" : "danger"}
          busy={model.save.busy.value}
          disabled={!model.mayConfirm.value}
          onClick={() => void model.submit()}
        >
          {words.save}
        </Button>
        <p class="text-muted">{words.lasting}</p>
      </div>
    </div>
  );
}

function Examples({ people }: { people: Preview["examples"] }) {
  const words = text.privacy.retention;
  const { timeZone } = currentShop();
  return (
    <div class="grid gap-1">
      <p class="text-muted">{words.examples}</p>
      <ul class="grid gap-1">
        {people.map((person) => (
          <li key={person.id} class="flex flex-wrap gap-x-2">
            <Link to={`/profiles/${person.id}`}>{nameOf(person)}</Link>
            <span class="text-muted">
              {placeOf(person) || words.unknownPlace}
              {person.lastSeenAt !== null && (
                <>
                  , {words.lastSeen} <RelativeTime at={person.lastSeenAt} timeZone={timeZone} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
