// What the drawer of why is about, as it stands in the address: `segment:<id>`, `message:<id>`, or no id to choose.
import type { InferResponseType } from "hono/client";
import { answer, api } from "../../api";
import { resource } from "../../models/resource";
import { shopParam } from "../../models/session";
import type { WhyNode } from "../../models/why";
import { type PersonModel, profileApi } from "./model";

type SegmentAnswer = InferResponseType<(typeof profileApi)["why"][":segment"]["$get"], 200>;
type MessageAnswer = InferResponseType<(typeof profileApi)["why-message"][":message"]["$get"], 200>;
/** The client's types give up on a tree: its nodes are the Worker's own. */
export type WhySegment = Omit<SegmentAnswer, "why"> & { why: WhyNode };
type Trees = "why" | "audience" | "pages" | "condition";
export type WhyMessage = Omit<MessageAnswer, Trees> & Record<Trees, WhyNode>;

export interface WhyOf {
  kind: "segment" | "message";
  /** Empty: one is still to be chosen. */
  id: string;
}

export function readWhy(written: string): WhyOf | undefined {
  const [, kind, id] = /^(segment|message):(.*)$/.exec(written) ?? [];
  return kind === undefined ? undefined : { kind: kind as WhyOf["kind"], id: id! };
}

/** Lives as long as the drawer is open. */
export function whyModel({ id: profile, why, person }: PersonModel) {
  const about = () => readWhy(why.value);
  /** The newest state of the person, so that what just happened is in the answer. */
  const ask = (kind: WhyOf["kind"]) => () => {
    const of = about();
    return of?.kind === kind && of.id ? { id: of.id, version: person.data.value?.version } : null;
  };
  const segment = resource(
    ask("segment"),
    async ({ id }, signal) =>
      (await answer<unknown>(
        profileApi.why[":segment"].$get(
          { param: { ...shopParam(), profile, segment: id } },
          { init: { signal } },
        ),
      )) as WhySegment,
  );
  const message = resource(
    ask("message"),
    async ({ id }, signal) =>
      (await answer<unknown>(
        profileApi["why-message"][":message"].$get(
          { param: { ...shopParam(), profile, message: id } },
          { init: { signal } },
        ),
      )) as WhyMessage,
  );
  const segments = resource(
    () => (about()?.kind === "segment" ? shopParam() : null),
    async (param, signal) =>
      (await answer(api.shops[":shop"].segments.$get({ param }, { init: { signal } }))).segments,
  );
  const messages = resource(
    () => (about()?.kind === "message" ? shopParam() : null),
    async (param, signal) =>
      (await answer(api.shops[":shop"].messages.$get({ param }, { init: { signal } }))).messages,
  );
  return {
    ...{ segment, message, segments, messages },
    dispose() {
      for (const each of [segment, message, segments, messages]) each.dispose();
    },
  };
}

export type WhyModel = ReturnType<typeof whyModel>;
