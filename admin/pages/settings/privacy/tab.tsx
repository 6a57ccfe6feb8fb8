// Privacy: what a withdrawal does, for how long is kept, what is asked for by law, and who was erased.
import { RadioGroup } from "../../../components/choices";
import { ErrorNote } from "../../../components/error-note";
import { Panel } from "../../../components/panel";
import { Skeleton } from "../../../components/skeleton";
import { may } from "../../../models/permissions";
import { useModel } from "../../../models/use-model";
import { text } from "../../../texts/index";
import { ReadOnlyNote } from "../notes";
import { Erasures } from "./erasures";
import { type PrivacyModel, privacyModel, type Withdrawal } from "./model";
import { Requests } from "./requests";
import { RetentionForm } from "./retention";

export function PrivacyTab() {
  const model = useModel(privacyModel);
  const { data, error } = model.settings;
  const saved = data.value;
  const problem = error.value ?? model.setWithdrawal.error.value;
  return (
    <div class="grid max-w-3xl gap-6">
      {!may("owner") && <ReadOnlyNote>{text.settings.ownersOnly}</ReadOnlyNote>}
      {problem && <ErrorNote problem={problem} onRetry={() => void model.settings.refresh()} />}
      {saved ? (
        <>
          <WithdrawalChoice model={model} value={saved.withdrawal} />
          <RetentionForm saved={saved.retention} onSaved={model.settings.set} />
        </>
      ) : (
        !problem && <Skeleton widths={[40, 90, 70]} />
      )}
      <Requests />
      <Erasures />
    </div>
  );
}

function WithdrawalChoice({ model, value }: { model: PrivacyModel; value: Withdrawal }) {
  const words = text.privacy.withdrawal;
  return (
    <Panel title={words.title} about={words.about}>
      <fieldset disabled={!may("owner")}>
        <RadioGroup
          label={words.title}
          hideLabel
          value={value}
          onValue={(next) => void model.setWithdrawal.run(next)}
          options={[
            { value: "keep", ...words.keep },
            { value: "erase", ...words.erase },
          ]}
        />
      </fieldset>
    </Panel>
  );
}
