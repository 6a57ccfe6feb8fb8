// A merge taken back right after it: its id is on the page of the one that stayed.
import { answer, api } from "../../../api";
import { problemOf } from "../../../models/problem";
import { shopParam } from "../../../models/session";
import { notify } from "../../../models/toasts";
import { text } from "../../../texts/index";
import { profileApi } from "../model";
import { partings } from "./state";
import { untilTheyAre } from "./until";

/** @throws ProblemError */
export async function part(profile: string, merge: string, parted: string): Promise<void> {
  const param = { ...shopParam(), profile, merge };
  await answer(api.shops[":shop"].profiles[":profile"].merges[":merge"].$delete({ param }));
  await untilTheyAre(parted, parted);
  partings.value += 1;
}

export async function takeBack(stayed: string, joined: string): Promise<void> {
  try {
    const person = await answer(profileApi.$get({ param: { ...shopParam(), profile: stayed } }));
    const merge = person.merges.find(({ profile }) => profile === joined);
    if (merge) await part(stayed, merge.id, joined);
    notify(text.person.merges.parted);
  } catch (thrown) {
    const { title, detail } = problemOf(thrown);
    notify([title, detail].filter(Boolean).join(". "), { tone: "problem" });
  }
}
