// What is kept and for how long: it is looked at what would go before it is set.
import { computed, signal } from "@preact/signals";
import type { InferResponseType } from "hono/client";
import { answer, api } from "../../../api";
import { mutation } from "../../../models/mutation";
import { may } from "../../../models/permissions";
import { errorAt } from "../../../models/problem";
import { resource } from "../../../models/resource";
import { shopParam } from "../../../models/session";
import { notify } from "../../../models/toasts";
import { text } from "../../../texts/index";

const route = api.shops[":shop"].privacy;
type Settings = InferResponseType<typeof route.$get, 200>;
export type Withdrawal = Settings["withdrawal"];
export type Retention = Settings["retention"];
export type Preview = InferResponseType<typeof route.retention.preview.$get, 200>;
export type Erasure = InferResponseType<typeof route.erasures.$get, 200>["erasures"][number];

export function privacyModel() {
  const settings = resource(
    () => shopParam(),
    (param, signal) => answer(route.$get({ param }, { init: { signal } })),
  );
  const setWithdrawal = mutation(
    (withdrawal: Withdrawal) => answer(route.$patch({ param: shopParam(), json: { withdrawal } })),
    {
      done(saved) {
        settings.set(saved);
        notify(text.privacy.withdrawal.saved);
      },
    },
  );
  return { settings, setWithdrawal, dispose: settings.dispose };
}

export type PrivacyModel = ReturnType<typeof privacyModel>;

export function retentionModel(saved: Retention, onSaved: (settings: Settings) => void) {
  const wanted = signal(saved);
  /** What would go by these months; another choice asks for another look. */
  const preview = signal<{ of: Retention; found: Preview }>();
  const typed = signal<number | null>(null);

  const look = mutation(
    async (of: Retention) => {
      const query = {
        ...(of.people !== null && { people: String(of.people) }),
        ...(of.signals !== null && { signals: String(of.signals) }),
      };
      return {
        of,
        found: await answer(route.retention.preview.$get({ param: shopParam(), query: query as never })),
      };
    },
    {
      done(answered) {
        preview.value = answered;
        typed.value = null;
      },
    },
  );
  const save = mutation(
    (json: Retention & { confirm?: number }) => answer(route.retention.$post({ param: shopParam(), json })),
    {
      done(settings, { people, signals }) {
        onSaved(settings);
        preview.value = undefined;
        const words = text.privacy.retention;
        notify(people === null && signals === null ? words.savedKeeping : words.saved);
      },
    },
  );
  const keepsAll = computed(() => wanted.value.people === null && wanted.value.signals === null);
  const shown = computed(() =>
    preview.value && same(preview.value.of, wanted.value) ? preview.value.found : undefined,
  );
  return {
    ...{ wanted, typed, look, save, keepsAll, shown },
    isChanged: (now: Retention) => !same(now, wanted.value),
    errorAt: (field: keyof Retention) => errorAt(save.error.value ?? look.error.value, field),
    set(change: Partial<Retention>) {
      wanted.value = { ...wanted.value, ...change };
      save.reset();
      look.reset();
    },
    /** Where more than half would go, the number was typed. */
    mayConfirm: computed(() => {
      const needed = shown.value?.confirm ?? null;
      return needed === null || typed.value === needed;
    }),
    submit: () => save.run({ ...wanted.value, ...(typed.value !== null && { confirm: typed.value }) }),
  };
}

export type RetentionModel = ReturnType<typeof retentionModel>;

const same = (a: Retention, b: Retention) => a.people === b.people && a.signals === b.signals;

export const erasuresModel = () =>
  resource(
    () => may("marketer"),
    async (_, signal) =>
      (await answer(route.erasures.$get({ param: shopParam() }, { init: { signal } }))).erasures,
  );

export const receiptAddress = (erasure: string): string =>
  `/api/shops/${shopParam().shop}/privacy/erasures/${erasure}/receipt`;
