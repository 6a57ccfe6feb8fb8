// The shop's own settings: name, money, days, consent and which orders count for a message.
import { useEffect, useMemo, useRef } from "preact/hooks";
import { RadioGroup } from "../../components/choices";
import { Combobox } from "../../components/combobox";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { useFocusOnError } from "../../components/first-error";
import { NumberInput } from "../../components/number-input";
import { Panel } from "../../components/panel";
import { SaveOrDiscard } from "../../components/save-or-discard";
import { Skeleton } from "../../components/skeleton";
import { TextInput } from "../../components/text-input";
import { consentOptions } from "../../models/consent-options";
import { currencyOptions } from "../../models/currencies";
import { may } from "../../models/permissions";
import { type ShopSettings, shopSettings } from "../../models/shop-settings";
import { timeZoneOptions } from "../../models/time-zones";
import { text } from "../../texts/index";
import { NewTag } from "./new-tag";
import { DraftNote, ReadOnlyNote } from "./notes";
import { type ShopModel, shopModel } from "./shop-model";

export function ShopForm() {
  const saved = shopSettings.value;
  return saved ? <Form saved={saved} /> : <Skeleton widths={[40, 90, 70]} />;
}

function Form({ saved }: { saved: ShopSettings }) {
  const model = useMemo(() => shopModel(saved), []);
  useEffect(() => model.dispose, []);
  const form = useRef<HTMLFormElement>(null);
  useFocusOnError(form, model.tries.value);
  const mayChange = may("owner");
  const words = text.settings.shop;
  const problem = model.problem.value;
  return (
    <form
      ref={form}
      noValidate
      class="grid max-w-3xl gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void model.submit();
      }}
    >
      {!mayChange && <ReadOnlyNote>{text.settings.ownersOnly}</ReadOnlyNote>}
      {model.restored.value && <DraftNote onDiscard={model.discard} />}
      <fieldset disabled={!mayChange} class="grid gap-6">
        <Panel>
          <Basics model={model} fixed={saved.currencyFixed} disabled={!mayChange} />
        </Panel>
        <Panel title={words.consent} about={words.consentAbout}>
          <Consent model={model} />
        </Panel>
        <Panel title={words.attribution} about={words.attributionAbout}>
          <Attribution model={model} />
        </Panel>
      </fieldset>
      {model.needsNewTag.value && <NewTag about={words.newTagAbout} />}
      {problem && !problem.errors?.length && <ErrorNote problem={problem} />}
      {mayChange && (
        <SaveOrDiscard
          save={words.save}
          busy={model.busy.value}
          changed={model.changed.value}
          onDiscard={model.discard}
        />
      )}
    </form>
  );
}

function Basics({ model, fixed, disabled }: { model: ShopModel; fixed: boolean; disabled: boolean }) {
  const words = text.settings.shop;
  const { name, currency, timeZone } = model.fields.value;
  const errors = model.errors.value;
  const currencies = useMemo(() => currencyOptions(currency), [currency]);
  const zones = useMemo(() => timeZoneOptions(timeZone), [timeZone]);
  return (
    <div class="grid gap-5 sm:grid-cols-2">
      <div class="sm:col-span-2">
        <Field label={words.name} error={errors.name} hint={words.nameHint}>
          <TextInput value={name} maxLength={100} onValue={(name) => model.set({ name })} />
        </Field>
      </div>
      <Field
        label={words.currency}
        error={errors.currency}
        hint={fixed ? words.currencyFixed : words.currencyHint}
      >
        <Combobox
          value={currency}
          onValue={(currency) => model.set({ currency })}
          options={currencies}
          disabled={fixed || disabled}
        />
      </Field>
      <Field label={words.timeZone} error={errors.timeZone} hint={words.timeZoneHint}>
        <Combobox
          value={timeZone}
          onValue={(timeZone) => model.set({ timeZone })}
          options={zones}
          disabled={disabled}
        />
      </Field>
    </div>
  );
}

function Consent({ model }: { model: ShopModel }) {
  const words = text.settings.shop;
  const { consent } = model.fields.value;
  return (
    <>
      <RadioGroup
        label={text.members.consent.label}
        hideLabel
        value={consent}
        onValue={(consent) => model.set({ consent })}
        options={consentOptions()}
      />
      <div role="status">
        {consent !== model.before.value.consent && (
          <p class="mt-4 max-w-prose rounded-field bg-warn-soft px-3 py-2">
            {consent === "required" ? words.toRequired : words.toNotRequired}
          </p>
        )}
      </div>
    </>
  );
}

function Attribution({ model }: { model: ShopModel }) {
  const words = text.settings.shop;
  const { clickDays, viewDays } = model.fields.value;
  const errors = model.errors.value;
  return (
    <div class="grid max-w-md gap-5 sm:grid-cols-2">
      <Field label={words.clickDays} error={errors.clickDays} hint={words.range}>
        <NumberInput
          value={clickDays}
          min={1}
          max={90}
          unit={words.unit(clickDays)}
          onValue={(value) => value !== null && model.set({ clickDays: value })}
        />
      </Field>
      <Field label={words.viewDays} error={errors.viewDays}>
        <NumberInput
          value={viewDays}
          min={1}
          max={90}
          unit={words.unit(viewDays)}
          onValue={(value) => value !== null && model.set({ viewDays: value })}
        />
      </Field>
    </div>
  );
}
