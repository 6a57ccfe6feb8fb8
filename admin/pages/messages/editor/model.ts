// The editor's state: the work on one message, its history, what is wrong with it, and what is done with it.
import { computed, signal } from "@preact/signals";
import type { MessageDesign, Variant } from "../../../../core/messages/message";
import type { Rule } from "../../../../core/rules/rule";
import { draft } from "../../../models/draft";
import { mutation } from "../../../models/mutation";
import type { Problem, ProblemAt } from "../../../models/problem";
import { currentShop } from "../../../models/session";
import { notify } from "../../../models/toasts";
import { asChoice, asText, url } from "../../../models/url";
import { readiness } from "../../../rules/rule-editor";
import { text } from "../../../texts/index";
import { type Act, actOn, type Message, type Segment, saveMessage } from "../api";
import { DEVICES } from "../preview/preview";
import { check, ownPath, TABS, tabOf, variantAt, type Work } from "./check";
import { history } from "./history";
import { withContent } from "./variants";

export type Editor = ReturnType<typeof openEditor>;

export function openEditor(loaded: Message) {
  const message = signal(loaded);
  const work = draft<Work>({
    key: `message/${loaded.id}`,
    saved: workOf(loaded),
    version: loaded.version,
    parse: readWork,
  });
  const steps = history(work.value);
  const segments = signal<readonly Segment[]>();

  const tab = url("tab", asChoice(...TABS), "content", { history: "push" });
  const device = url(
    "device",
    asChoice(...DEVICES),
    matchMedia("(width < 40rem)").matches ? "phone" : "desktop",
  );
  const view = url("view", asChoice("edit", "preview"), "edit");
  const chosen = url("variant", asText, "");
  const design = computed(() => work.value.value.design);
  /** The block whose form is open. */
  const openBlock = signal<number | undefined>(0);
  /** The number of the variant that is edited and previewed. */
  const at = computed(() => {
    const found = design.value.variants.findIndex(({ id }) => id === chosen.value);
    return Math.max(0, found);
  });
  const variant = computed<Variant>(() => design.value.variants[at.value]!);

  /** Told from the first try to save on; then they go as soon as they are mended. */
  const told = signal(false);
  const refused = signal<readonly ProblemAt[]>([]);
  const failure = signal<Problem>();
  const known = computed(() => segments.value && new Set(segments.value.map(({ id }) => id)));
  const wrong = computed(() =>
    told.value ? [...check(work.value.value, known.value), ...conditionProblems(design.value.condition)] : [],
  );
  const problems = computed<readonly ProblemAt[]>(() => [
    ...wrong.value,
    ...refused.value.filter(({ path }) => !wrong.value.some((own) => own.path === path)),
  ]);

  function edit(next: Work, place?: string): void {
    refused.value = [];
    steps.set(next, place);
  }

  /** Shows the first place that is wrong. */
  function showProblem({ path } = problems.peek()[0] ?? { path: "" }): void {
    const number = variantAt(path);
    const id = number === undefined ? undefined : design.peek().variants[number]?.id;
    if (id !== undefined) chosen.value = id;
    if (path !== "name") tab.value = tabOf(path);
    const block = /\.blocks\[(\d+)\]/.exec(path)?.[1];
    if (block !== undefined) openBlock.value = Number(block);
    view.value = "edit";
    focusFirstWrong();
  }

  function isFit(): boolean {
    told.value = true;
    failure.value = undefined;
    if (wrong.peek().length === 0) return true;
    showProblem();
    return false;
  }

  /** The new state after something was saved or done; unsaved work stays what it is. */
  function take(next: Message): void {
    message.value = next;
    const unsaved = work.changed.peek() ? work.value.peek() : undefined;
    work.saved(workOf(next), next.version);
    if (unsaved) work.value.value = unsaved;
  }

  async function store(): Promise<Message> {
    const { name, design } = work.value.peek();
    const next = await saveMessage(loaded.id, { name: name.trim(), design, version: message.peek().version });
    message.value = next;
    work.saved(workOf(next), next.version);
    told.value = false;
    return next;
  }

  const acting = mutation(async (act: () => Promise<unknown>) => act());

  async function run(act: () => Promise<unknown>): Promise<boolean> {
    failure.value = undefined;
    const outcome = await acting.run(act);
    if (outcome.ok) return true;
    const places =
      outcome.problem.errors?.map(({ path, message }) => ({ path: ownPath(path), message })) ?? [];
    refused.value = places;
    if (places.length > 0) showProblem(places[0]);
    else failure.value = outcome.problem;
    return false;
  }

  async function move(what: Act, said: string): Promise<void> {
    if (await run(async () => take(await actOn(loaded.id, what)))) notify(said);
  }

  return {
    /** Analysts look at everything and change nothing. */
    canEdit: currentShop().role !== "analyst",
    message,
    work,
    steps,
    segments,
    tab,
    device,
    view,
    design,
    at,
    variant,
    openBlock,
    problems,
    failure,
    busy: acting.busy,
    showProblem,

    rename: (name: string) => edit({ ...work.value.peek(), name }, "name"),
    /** @param place what is edited: quick edits of one place are one step of undo */
    change: (next: MessageDesign, place?: string) => edit({ ...work.value.peek(), design: next }, place),
    /** Changes the content of the variant that is shown. */
    changeContent(change: Parameters<typeof withContent>[2], place?: string) {
      const next = withContent(design.peek(), at.peek(), change);
      edit({ ...work.value.peek(), design: next }, place && `${at.peek()} ${place}`);
    },
    choose(id: string) {
      chosen.value = id === design.peek().variants[0]?.id ? "" : id;
    },
    errorAt: (path: string) => problems.value.find((problem) => problem.path === path)?.message,

    async save() {
      if (isFit() && (await run(store))) notify(text.messages.done.saved);
    },
    async publish() {
      if (!isFit()) return;
      const done = await run(async () => {
        if (work.changed.peek()) await store();
        take(await actOn(loaded.id, "publish"));
      });
      if (done) notify(text.messages.done.published);
    },
    pause: () => move("pause", text.messages.done.paused(message.peek().name)),
    resume: () => move("resume", text.messages.done.resumed(message.peek().name)),
    restore: () => move("restore", text.messages.done.restored(message.peek().name)),
    /** A step like any other, so that it can be taken back. */
    discard() {
      steps.set(workOf(message.peek()));
      work.discard();
      told.value = false;
      refused.value = [];
    },
    dispose: work.dispose,
  };
}

/** What the rule editor marks at its place, told once for all that is still blank. */
function conditionProblems(condition: Rule): ProblemAt[] {
  const faults = readiness(condition, { live: true })?.faults ?? [];
  return faults.slice(0, 1).map(({ path }) => ({
    path: `condition${path.slice("rule".length)}`,
    message: text.messages.check.condition,
  }));
}

/** Once its tab is drawn. A group that is wrong has no field of its own: there the list of problems has said it. */
function focusFirstWrong(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('[role="tabpanel"] [aria-invalid="true"]')?.focus(),
    ),
  );
}

const workOf = ({ name, draft }: Message): Work => ({ name, design: draft });

/** What an older panel kept may lack parts of a design: then it is left alone rather than breaking the page. */
function readWork(kept: unknown): Work | undefined {
  const { name, design } = kept as Partial<Work>;
  const fits =
    typeof name === "string" &&
    Array.isArray(design?.variants) &&
    design.variants.every(({ content }) => Array.isArray(content?.blocks) && content.theme) &&
    [design.audience, design.pages, design.trigger, design.frequency, design.schedule].every(Boolean);
  return fits ? (kept as Work) : undefined;
}
