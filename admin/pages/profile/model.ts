// One person: who they are, renewed whenever their timeline grows, what is changed of them, and which why is open.
import type { InferRequestType, InferResponseType } from "hono/client";
import { answer, api } from "../../api";
import { type Mutation, mutation } from "../../models/mutation";
import { poll } from "../../models/poll";
import { resource } from "../../models/resource";
import { shopParam } from "../../models/session";
import { asChoice, asFlag, asText, url } from "../../models/url";
import { partings } from "./merge/state";
import { timelineModel } from "./timeline-model";

export const profileApi = api.shops[":shop"].profiles[":profile"];
export type Person = InferResponseType<typeof profileApi.$get, 200>;
export type Change = InferRequestType<typeof profileApi.$patch>["json"];

export const TABS = ["timeline", "orders", "messages", "attributes", "tables"] as const;
export type Tab = (typeof TABS)[number];

/** Milliseconds between looks at what is new. */
const EVERY = 3_000;
/** Time alone moves people between segments, too: looked at every so many rounds. */
const ROUNDS = 10;

export function personModel(id: string) {
  const param = { ...shopParam(), profile: id };
  const tab = url<Tab>("tab", asChoice(...TABS), "timeline", { history: "push" });
  const unknown = url("unknown", asFlag, false);
  const why = url("why", asText, "", { history: "push" });
  /** With whom to merge them, found or not yet (`find`). */
  const merge = url("merge", asText, "", { history: "push" });
  const person = resource(
    () => param,
    async (param, signal) => answer(profileApi.$get({ param }, { init: { signal } })),
  );
  const timeline = timelineModel(async (query, signal) => {
    const { items } = await answer(profileApi.timeline.$get({ param, query }, { init: { signal } }));
    return items;
  });

  let round = 0;
  const stop = poll(
    async (signal) => {
      if (person.error.peek()?.status === 404) return;
      const grew = await timeline.look(signal);
      round += 1;
      // A narrowed timeline does not tell of everything.
      const mayHaveChanged = grew || timeline.show.peek() !== "all" || round % ROUNDS === 0;
      if (mayHaveChanged && !person.loading.peek()) await person.refresh();
    },
    { every: EVERY },
  );

  let seen = partings.peek();
  const stopParting = partings.subscribe((now) => {
    if (now !== seen) void person.refresh();
    seen = now;
  });

  return {
    ...{ id, tab, unknown, why, merge, person, timeline },
    /** Changes of one part of the page: it has a problem and is busy by itself. The answer is the person as of then. */
    changing: (done?: (change: Change) => void): Mutation<Change, Person> =>
      mutation((json: Change) => answer(profileApi.$patch({ param, json })), {
        done(changed, change) {
          person.set(changed);
          done?.(change);
        },
      }),
    dispose() {
      stop();
      stopParting();
      person.dispose();
      timeline.dispose();
    },
  };
}

export type PersonModel = ReturnType<typeof personModel>;
