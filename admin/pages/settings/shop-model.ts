// The shop's settings while they are edited: a draft over what is saved.
import { computed, signal } from "@preact/signals";
import { answer, api } from "../../api";
import { type Draft, draft } from "../../models/draft";
import { mutation } from "../../models/mutation";
import { errorAt } from "../../models/problem";
import { currentShop, shopParam } from "../../models/session";
import { type ShopSettings, showSettings } from "../../models/shop-settings";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";

export type ShopFields = Pick<
  ShopSettings,
  "name" | "currency" | "timeZone" | "consent" | "clickDays" | "viewDays"
>;
export type ShopModel = ReturnType<typeof shopModel>;

export function shopModel(saved: ShopSettings) {
  const fields: Draft<ShopFields> = draft({ key: `settings/${currentShop().id}`, saved: fieldsOf(saved) });
  const before = signal(fieldsOf(saved));
  /** The consent setting was changed by the last save: the tag in the pages is the old one. */
  const needsNewTag = signal(false);
  const save = mutation(
    async (change: Partial<ShopFields>) =>
      answer(api.shops[":shop"].$patch({ param: shopParam(), json: change })),
    {
      done(shop) {
        needsNewTag.value ||= shop.consent !== before.value.consent;
        before.value = fieldsOf(shop);
        fields.saved(before.value);
        showSettings(shop);
        notify(text.settings.shop.saved);
      },
    },
  );
  const tries = signal(0);
  const nameMissing = signal(false);

  return {
    fields: fields.value,
    changed: fields.changed,
    restored: fields.restored,
    before,
    needsNewTag,
    busy: save.busy,
    problem: save.error,
    tries,
    errors: computed(() => ({
      name: nameMissing.value ? text.settings.shop.nameMissing : errorAt(save.error.value, "name"),
      currency: errorAt(save.error.value, "currency"),
      timeZone: errorAt(save.error.value, "timeZone"),
      clickDays: errorAt(save.error.value, "clickDays"),
      viewDays: errorAt(save.error.value, "viewDays"),
    })),

    set(change: Partial<ShopFields>) {
      fields.value.value = { ...fields.value.value, ...change };
      nameMissing.value = false;
    },
    discard() {
      save.reset();
      nameMissing.value = false;
      fields.discard();
    },
    /** Sends only what differs, so that what somebody else changed meanwhile stays. */
    async submit() {
      const now = fields.value.value;
      nameMissing.value = now.name.trim() === "";
      const changed = Object.entries(now).filter(
        ([key, value]) => value !== before.value[key as keyof ShopFields],
      );
      const ok = !nameMissing.value && (await save.run(Object.fromEntries(changed))).ok;
      if (!ok) tries.value += 1;
    },
    dispose: fields.dispose,
  };
}

function fieldsOf({ name, currency, timeZone, consent, clickDays, viewDays }: ShopSettings): ShopFields {
  return { name, currency, timeZone, consent, clickDays, viewDays };
}
