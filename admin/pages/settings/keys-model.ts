// The public keys of a shop: which there are, making one, revoking one. The last one in force stays.
import { computed, signal } from "@preact/signals";
import { answer, api } from "../../api";
import { mutation } from "../../models/mutation";
import { resource } from "../../models/resource";
import { shopParam } from "../../models/session";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";

export type Key = Awaited<ReturnType<typeof load>>[number];

/** What is typed to revoke a key: its end, as nobody types all of it. */
export const endOf = (key: string): string => key.slice(-6);

export function keysModel() {
  const keys = resource(
    () => true,
    (_, signal) => load(signal),
  );
  const ofPages = computed(
    () => keys.data.value?.filter(({ kind, revokedAt }) => kind === "page" && revokedAt === null) ?? [],
  );
  const words = text.settings.keys;
  return {
    keys,
    /** The tag carries this one. */
    newest: computed(() => ofPages.value[0]?.key),
    /** Of the pages: those that write only may all go. */
    isLast: computed(() => ofPages.value.length < 2),
    /** A new key was made just now: the tag in the pages is to be replaced. */
    made: signal(false),
    create: mutation(
      async (kind: Key["kind"]) =>
        answer(api.shops[":shop"].keys.$post({ param: shopParam(), query: { kind } })),
      {
        done: () => void keys.refresh(),
      },
    ),
    revoke: mutation(
      async (key: string) =>
        answer(api.shops[":shop"].keys[":key"].$delete({ param: { ...shopParam(), key } })),
      {
        done() {
          notify(words.revokedDone);
          void keys.refresh();
        },
      },
    ),
  };
}

async function load(signal: AbortSignal) {
  return (await answer(api.shops[":shop"].keys.$get({ param: shopParam() }, { init: { signal } }))).keys;
}
