// What Home tells: people seen lately, messages and segments, and what needs attention. Only what the API knows.
import { computed, type ReadonlySignal } from "@preact/signals";
import { answer, api } from "../../api";
import { resource } from "../../models/resource";
import { shopParam } from "../../models/session";
import { type ShopSettings, shopSettings } from "../../models/shop-settings";
import { type Installation, installationModel } from "../installation/model";

export type HomeModel = ReturnType<typeof homeModel>;
export type SegmentRow = Awaited<ReturnType<typeof loadSegments>>[number];
export type MessageRow = Awaited<ReturnType<typeof loadMessages>>[number];

/** Each lies within the one before, so that one question to the API answers them all. */
export const spans = ["month", "week", "day", "now"] as const;
const lengths = { month: [30, "days"], week: [7, "days"], day: [24, "hours"], now: [30, "minutes"] } as const;

const LARGEST = 5;
/** Without a signal for so long (ms), something is wrong with the tag or the shop is very quiet. */
const QUIET_AFTER = 24 * 60 * 60 * 1000;

export function homeModel() {
  const installation = installationModel();
  const live = computed(() => installation.state.value?.firstSignalAt != null);
  const ask = () => (live.value ? true : null);
  const segments = resource(ask, (_, signal) => loadSegments(signal));
  const messages = resource(ask, (_, signal) => loadMessages(signal));
  const people = resource(ask, (_, signal) => countPeople(signal));
  const attention: ReadonlySignal<Attention[]> = computed(() =>
    attentionOf(installation.state.value, messages.data.value, shopSettings.value, Date.now()),
  );
  return {
    installation,
    live,
    people,
    segments,
    attention,
    messages,
    largest: computed(() => segments.data.value && largestOf(segments.data.value)),
    liveMessages: computed(() => messages.data.value?.filter(({ status }) => status === "live")),
    dispose() {
      for (const one of [segments, messages, people]) one.dispose();
    },
  };
}

export type Attention =
  | { kind: "quiet"; since: number }
  | { kind: "noMessage" }
  | { kind: "changes"; count: number }
  | { kind: "unpublished" }
  | { kind: "evaluating"; share: number };

/** That everything is paused is said on every page, so it is not repeated here. */
export function attentionOf(
  installation: Pick<Installation, "lastSignalAt"> | undefined,
  messages: readonly Pick<MessageRow, "status" | "changed">[] | undefined,
  shop: Pick<ShopSettings, "published" | "evaluation"> | undefined,
  now: number,
): Attention[] {
  const found: Attention[] = [];
  const last = installation?.lastSignalAt;
  if (last != null && now - last > QUIET_AFTER) found.push({ kind: "quiet", since: last });
  if (shop && !shop.published) found.push({ kind: "unpublished" });
  const run = messages?.filter(({ status }) => status === "live");
  if (run?.length === 0) found.push({ kind: "noMessage" });
  const changed = run?.filter(({ changed }) => changed).length ?? 0;
  if (changed > 0) found.push({ kind: "changes", count: changed });
  const evaluation = shop?.evaluation;
  if (evaluation && evaluation.finishedAt === null && evaluation.total > 0)
    found.push({ kind: "evaluating", share: evaluation.done / evaluation.total });
  return found;
}

export function largestOf<S extends Pick<SegmentRow, "size" | "archivedAt">>(segments: readonly S[]): S[] {
  return segments
    .filter(({ archivedAt }) => archivedAt === null)
    .sort((a, b) => b.size - a.size)
    .slice(0, LARGEST);
}

async function countPeople(signal: AbortSignal) {
  const steps = spans.map((span) => ({
    attribute: "last_seen_at",
    is: "during" as const,
    value: { inTheLast: [...lengths[span]] as [number, "days" | "hours" | "minutes"] },
  }));
  const { total, counts } = await answer(
    api.shops[":shop"].rules.count.$post({ param: shopParam(), json: { steps } }, { init: { signal } }),
  );
  return { total, seen: spans.map((span, i) => ({ span, people: counts[i] ?? 0 })) };
}

const loadSegments = async (signal: AbortSignal) =>
  (await answer(api.shops[":shop"].segments.$get({ param: shopParam() }, { init: { signal } }))).segments;

const loadMessages = async (signal: AbortSignal) =>
  (await answer(api.shops[":shop"].messages.$get({ param: shopParam() }, { init: { signal } }))).messages;
