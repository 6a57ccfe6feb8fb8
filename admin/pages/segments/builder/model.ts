// The builder's state: the work, the count that follows it, and saving.

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { InferResponseType } from "hono/client";
import { answer, api } from "../../../api";
import type { Draft } from "../../../models/draft";
import { type Mutation, mutation } from "../../../models/mutation";
import type { ProblemAt } from "../../../models/problem";
import { type Resource, resource } from "../../../models/resource";
import { shopParam } from "../../../models/session";
import { type Readiness, readiness } from "../../../rules/rule-editor";
import { rooted } from "../../../rules/tree";
import { vocabulary } from "../../../rules/vocabulary";
import { type Past, type Person, type Segment, segmentOf, segmentParam } from "../segments";
import { type Funnel, funnelOf, problemsInRule } from "./funnel";
import { openWork, type Work, workOf } from "./work";

type CountAnswer = InferResponseType<(typeof api.shops)[":shop"]["rules"]["count"]["$post"], 200>;

/** Milliseconds of quiet before a change is counted. */
const PAUSE = 250;

export interface Counted {
  total: number;
  /** After each step of the funnel; one number for a rule without steps. */
  counts: readonly number[];
  funnel: Funnel;
  /** Of those whom all of it holds for. */
  insights: Insights | undefined;
}
export type Insights = CountAnswer["insights"] & {};
export type Sampled = Omit<Person, "since">;

export interface Builder {
  segment: Segment | undefined;
  work: Draft<Work>;
  change(change: Partial<Work>): void;
  /** undefined until the shop's vocabulary is there. */
  readiness: ReadonlySignal<Readiness | undefined>;
  count: Resource<Counted>;
  whoIsOpen: Signal<boolean>;
  who: Resource<Sampled[]>;
  pastIsOpen: Signal<boolean>;
  past: Resource<Past>;
  /** What the API refused, of saving or of counting, at the places of the rule. */
  problems: ReadonlySignal<readonly ProblemAt[]>;
  save: Mutation<void, Segment>;
  dispose(): void;
}

export function openBuilder(segment: Segment | undefined): Builder {
  const work = openWork(segment);
  const isStatic = segment?.kind === "static";
  const offer = { live: false, without: segment?.id };
  const ready = computed(() => (isStatic ? undefined : readiness(rooted(work.value.value.rule), offer)));
  const readyRule = () => ready.value?.ready ?? null;
  const rules = api.shops[":shop"].rules;
  let asked = 0;

  const count = resource(readyRule, async (rule, signal): Promise<Counted> => {
    await quiet(signal, asked++ === 0 ? 0 : PAUSE);
    const funnel = funnelOf(rule);
    const json = { ...funnel.question, insights: true };
    const { total, counts, insights } = await answer(
      rules.count.$post({ param: shopParam(), json }, { init: { signal } }),
    );
    return { total, counts, funnel, insights };
  });

  const whoIsOpen = signal(false);
  const who = resource(
    () => (whoIsOpen.value ? readyRule() : null),
    async (rule, signal) => {
      await quiet(signal, PAUSE);
      const json = { rule };
      return (await answer(rules.sample.$post({ param: shopParam(), json }, { init: { signal } }))).people;
    },
  );

  const pastIsOpen = signal(false);
  const past = resource(
    () => (pastIsOpen.value ? readyRule() : null),
    async (rule, signal) => {
      await quiet(signal, PAUSE);
      return answer(rules.rewind.$post({ param: shopParam(), json: { rule } }, { init: { signal } }));
    },
  );

  const save = mutation(() => send(segment, work.value.peek()), {
    done(saved) {
      work.saved(workOf(saved), saved.updatedAt);
      void vocabulary().refresh(); // other rules may name it from now on
    },
  });
  const problems = computed(() => {
    const counted = ready.value
      ? problemsInRule(count.error.value?.errors ?? [], rooted(work.value.value.rule), ready.value.faults)
      : [];
    return [...(save.error.value?.errors ?? []), ...counted];
  });

  return {
    segment,
    work,
    change(change) {
      if (save.error.peek()) save.reset(); // what was refused is being mended
      work.value.value = { ...work.value.peek(), ...change };
    },
    readiness: ready,
    count,
    whoIsOpen,
    who,
    pastIsOpen,
    past,
    problems,
    save,
    dispose() {
      work.dispose();
      count.dispose();
      who.dispose();
      past.dispose();
    },
  };
}

async function send(segment: Segment | undefined, work: Work): Promise<Segment> {
  const routes = api.shops[":shop"].segments;
  const now: Work = { ...work, rule: rooted(work.rule) };
  if (!segment) return segmentOf(await answer(routes.$post({ param: shopParam(), json: now })));
  // Only what changed: a rule that is sent anew counts as a new version.
  const { rule, ...facts } = now;
  const json = same(work.rule, segment.rule) || segment.kind === "static" ? facts : { ...facts, rule };
  return segmentOf(await answer(routes[":segment"].$patch({ param: segmentParam(segment.id), json })));
}

/** Waits; a newer question aborts it. */
function quiet(signal: AbortSignal, wait: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, wait);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
