// Whether the tag works, asked every few seconds: the light and the list of what visitors do now.
import { type ReadonlySignal, signal } from "@preact/signals";
import { answer, api } from "../../api";
import { poll } from "../../models/poll";
import { type Problem, problemOf } from "../../models/problem";
import { shopParam } from "../../models/session";

const EVERY = 4_000;

export type Installation = Awaited<ReturnType<typeof load>>;

export interface InstallationModel {
  readonly state: ReadonlySignal<Installation | undefined>;
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** Origins whose pages may send. */
  readonly domains: ReadonlySignal<readonly string[]>;
  /** Starts asking; gives back what ends it. */
  watch(): () => void;
}

export function installationModel(): InstallationModel {
  const state = signal<Installation>();
  const problem = signal<Problem>();
  const domains = signal<readonly string[]>([]);

  async function round(aborted: AbortSignal) {
    try {
      const [installation, allowed] = await Promise.all([load(aborted), loadDomains(aborted)]);
      state.value = installation;
      domains.value = allowed.domains.map(({ origin }) => origin);
      problem.value = undefined;
    } catch (error) {
      if (!aborted.aborted) problem.value = problemOf(error);
      throw error;
    }
  }

  return { state, problem, domains, watch: () => poll(round, { every: EVERY }) };
}

const load = (signal: AbortSignal) =>
  answer(api.shops[":shop"].setup.$get({ param: shopParam() }, { init: { signal } }));

const loadDomains = (signal: AbortSignal) =>
  answer(api.shops[":shop"].domains.$get({ param: shopParam() }, { init: { signal } }));
