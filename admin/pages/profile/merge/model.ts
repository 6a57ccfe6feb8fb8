// Making two people one: the other one is found, both are compared, then it goes on by itself and is watched.
import { computed, signal } from "@preact/signals";
import { isSurvivor } from "../../../../core/profiles/survivor";
import { answer, api } from "../../../api";
import { findPeople } from "../../../models/find-people";
import { mutation } from "../../../models/mutation";
import { resource } from "../../../models/resource";
import { shopParam } from "../../../models/session";
import { type Person, type PersonModel, profileApi } from "../model";
import { FIND } from "./state";
import { untilTheyAre } from "./until";

export function mergeModel(page: PersonModel) {
  const other = computed(() => {
    const { value } = page.merge;
    return value === "" || value === FIND ? undefined : value;
  });
  const finding = findPeople();
  const theirs = resource(
    () => other.value ?? null,
    (profile, signal) =>
      answer(profileApi.$get({ param: { ...shopParam(), profile } }, { init: { signal } })),
  );
  /** It takes longer than one waits. */
  const slow = signal(false);
  const gone = new AbortController();
  const merge = mutation(async ({ stays, joins }: Pair) => {
    slow.value = false;
    const begun = await answer(
      api.shops[":shop"].profiles[":profile"].merges.$post({
        param: { ...shopParam(), profile: stays.id },
        json: { with: joins.id },
      }),
    );
    const done = await untilTheyAre(begun.goes, begun.stays, gone.signal);
    slow.value = !done;
    return { ...begun, done };
  });
  return {
    ...{ other, finding, theirs, merge, slow },
    dispose() {
      gone.abort();
      finding.dispose();
      theirs.dispose();
    },
  };
}

export type MergeModel = ReturnType<typeof mergeModel>;

export interface Pair {
  /** Known for longer. */
  stays: Person;
  joins: Person;
}

export const pairOf = (one: Person, other: Person): Pair =>
  isSurvivor(one, other) ? { stays: one, joins: other } : { stays: other, joins: one };
