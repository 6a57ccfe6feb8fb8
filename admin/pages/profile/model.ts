// One person: who they are, renewed whenever their timeline grows, and which why is open.
import type { InferResponseType } from "hono/client";
import { answer, api } from "../../api";
import { poll } from "../../models/poll";
import { resource } from "../../models/resource";
import { shopParam } from "../../models/session";
import { asChoice, asFlag, asText, url } from "../../models/url";
import { timelineModel } from "./timeline-model";

export const profileApi = api.shops[":shop"].profiles[":profile"];
export type Person = InferResponseType<typeof profileApi.$get, 200>;

export const TABS = ["timeline", "orders", "messages", "attributes"] as const;
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
      if ((grew || round % ROUNDS === 0) && !person.loading.peek()) await person.refresh();
    },
    { every: EVERY },
  );

  return {
    ...{ id, tab, unknown, why, person, timeline },
    dispose() {
      stop();
      person.dispose();
      timeline.dispose();
    },
  };
}

export type PersonModel = ReturnType<typeof personModel>;
