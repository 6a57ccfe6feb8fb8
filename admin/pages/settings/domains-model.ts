// The domains of a shop: which there are, adding one as people type it, and taking one away.
import { computed, signal } from "@preact/signals";
import { readOrigin } from "../../../core/shops/origin";
import { answer, api } from "../../api";
import { mutation } from "../../models/mutation";
import { errorAt } from "../../models/problem";
import { resource } from "../../models/resource";
import { shopParam } from "../../models/session";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";

export type Domain = Awaited<ReturnType<typeof load>>[number];

export function domainsModel() {
  const domains = resource(
    () => true,
    (_, signal) => load(signal),
  );
  const typed = signal("");
  const refused = signal<string>();
  const tries = signal(0);
  const words = text.settings.domains;

  const add = mutation(
    async (origin: string) =>
      answer(api.shops[":shop"].domains.$post({ param: shopParam(), json: { origin } })),
    {
      done({ origin }) {
        typed.value = "";
        notify(words.added(origin));
        void domains.refresh();
      },
    },
  );
  const remove = mutation(
    async (origin: string) =>
      answer(api.shops[":shop"].domains.$delete({ param: shopParam(), query: { origin } })),
    {
      done(_, origin) {
        notify(words.removed(origin), { undo: () => void add.run(origin) });
        void domains.refresh();
      },
    },
  );
  const read = computed(() => readOrigin(typed.value));

  return {
    domains,
    typed,
    refused,
    tries,
    add,
    remove,
    /** As it will be kept, when that differs from what was typed. */
    reads: computed(() => {
      const found = read.value;
      return "origin" in found && found.origin !== typed.value ? found.origin : undefined;
    }),
    async submit() {
      const found = read.value;
      refused.value = undefined;
      if (typed.value.trim() === "") refused.value = words.missing;
      else if ("origin" in found && domains.data.value?.some(({ origin }) => origin === found.origin))
        refused.value = words.already;
      else {
        const outcome = await add.run(typed.value);
        if (!outcome.ok) refused.value = errorAt(outcome.problem, "origin");
      }
      if (refused.value) tries.value += 1;
    },
  };
}

async function load(signal: AbortSignal) {
  return (await answer(api.shops[":shop"].domains.$get({ param: shopParam() }, { init: { signal } })))
    .domains;
}
