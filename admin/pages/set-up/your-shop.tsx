// The second step: the shop, its address, its money and its days.
import { useMemo } from "preact/hooks";
import { Combobox } from "../../components/combobox";
import { Field } from "../../components/field";
import { TextInput } from "../../components/text-input";
import { currencyOptions } from "../../models/currencies";
import { timeZoneOptions } from "../../models/time-zones";
import { text } from "../../texts/index";
import type { SetUpModel } from "./model";

export function YourShop({ model }: { model: SetUpModel }) {
  const words = text.members.setUp;
  const { shopName, address, currency, timeZone } = model.fields.value;
  const errors = model.errors.value;
  const origin = model.origin.value;
  const currencies = useMemo(() => currencyOptions(currency), []);
  const zones = useMemo(() => timeZoneOptions(timeZone), []);
  return (
    <>
      <Field label={words.shopName} error={errors.shopName}>
        <TextInput
          name="organization"
          autocomplete="organization"
          maxLength={100}
          value={shopName}
          onValue={(shopName) => model.set({ shopName })}
        />
      </Field>
      <Field
        label={words.address}
        error={errors.address}
        hint={origin ? words.addressRead(origin) : words.addressHint}
      >
        <TextInput
          type="text"
          name="url"
          autocomplete="url"
          maxLength={300}
          spellcheck={false}
          placeholder="shop.example"
          value={address}
          onValue={(address) => model.set({ address })}
        />
      </Field>
      <div class="grid gap-4 sm:grid-cols-2">
        <Field label={words.currency} hint={words.currencyHint}>
          <Combobox value={currency} onValue={(currency) => model.set({ currency })} options={currencies} />
        </Field>
        <Field label={words.timeZone} hint={words.timeZoneHint}>
          <Combobox value={timeZone} onValue={(timeZone) => model.set({ timeZone })} options={zones} />
        </Field>
      </div>
    </>
  );
}
