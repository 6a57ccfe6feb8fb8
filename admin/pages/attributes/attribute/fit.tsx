// Before another type or fewer options are saved: what that means for the values that people have.
import { Button } from "../../../components/button";
import { Dialog } from "../../../components/dialog";
import { ErrorNote } from "../../../components/error-note";
import { formatFact } from "../../../models/fact";
import { currentShop } from "../../../models/session";
import { text } from "../../../texts/index";
import { Uses } from "../../segments/uses";
import type { AttributePage, Fit } from "../data";
import type { AttributeModel } from "./model";

export interface FitDialogProps {
  model: AttributeModel;
  saved: AttributePage;
  onChanged: () => void;
}

const OUTCOMES = ["misfits", "converted", "fits"] as const;

export function FitDialog({ model, saved, onChanged }: FitDialogProps) {
  const fit = model.fit.value;
  const words = text.attributes.fit;
  const unfit = fit?.usedBy.filter(({ fits }) => !fits) ?? [];

  async function confirm() {
    if (await model.confirm()) onChanged();
  }

  return (
    <Dialog
      open={fit !== undefined}
      title={words.title(saved.label)}
      onClose={model.cancel}
      actions={
        <>
          <Button onClick={model.cancel}>{words.cancel}</Button>
          {unfit.length === 0 && (
            <Button kind="primary" busy={model.busy.value} onClick={() => void confirm()}>
              {words.confirm}
            </Button>
          )}
        </>
      }
    >
      {fit && (
        <div class="grid gap-4">
          <p>
            {words.people(fit.people)} {!fit.exact && words.sampled(fit.looked)}
          </p>
          {OUTCOMES.filter((outcome) => fit[outcome].people > 0).map((outcome) => (
            <Outcome key={outcome} outcome={outcome} fit={fit} saved={saved} model={model} />
          ))}
          {unfit.length > 0 ? (
            <div class="rounded-box bg-bad-soft p-4">
              <p class="mb-1 font-medium">{words.unfit}</p>
              <Uses uses={unfit} />
            </div>
          ) : (
            fit.people > 0 && <p class="text-muted">{words.kept}</p>
          )}
          {model.problem.value && <ErrorNote problem={model.problem.value} />}
        </div>
      )}
    </Dialog>
  );
}

interface OutcomeProps {
  outcome: (typeof OUTCOMES)[number];
  fit: Fit;
  saved: AttributePage;
  model: AttributeModel;
}

function Outcome({ outcome, fit, saved, model }: OutcomeProps) {
  const words = text.attributes;
  const { people, low, high, examples } = fit[outcome];
  const next = { ...saved, type: model.fields.value.type };
  const shown = (value: (typeof examples)[number]["value"], as: { type: string }) => {
    const words = formatFact(value, { ...saved, ...as }, currentShop());
    // The text “42” becomes the number 42.
    return typeof value === "string" ? text.attributes.fit.quoted(words) : words;
  };
  return (
    <section>
      <h3 class="flex flex-wrap justify-between gap-x-4 font-medium">
        {words.fit[outcome]}
        <span class="tabular-nums">{words.data.people(people)}</span>
      </h3>
      {low !== high && <p class="text-12 text-muted">{words.data.between(low, high)}</p>}
      {outcome !== "fits" && examples.length > 0 && (
        <ul
          aria-label={words.fit.examples}
          tabIndex={0}
          class="mt-1 grid max-h-40 gap-0.5 overflow-y-auto rounded-field bg-sunken px-3 py-2 text-12"
        >
          {examples.map(({ value, becomes }) => (
            <li key={JSON.stringify(value)} class="[overflow-wrap:anywhere]">
              {becomes === null
                ? shown(value, saved)
                : words.fit.becomes(shown(value, saved), shown(becomes, next))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
