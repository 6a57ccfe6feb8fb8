// The list's state: messages and segments, and what is done to them at once.
import { computed, signal } from "@preact/signals";
import { mutation } from "../../../models/mutation";
import { resource } from "../../../models/resource";
import { notify } from "../../../models/toasts";
import { asChoice, url } from "../../../models/url";
import { text } from "../../../texts/index";
import {
  type Act,
  actOn,
  createMessage,
  deleteMessage,
  loadIsPaused,
  loadMessage,
  loadMessages,
  loadSegments,
  type MessageSummary,
  orderMessages,
} from "../api";
import { moved } from "../editor/variants";

export type MessageList = ReturnType<typeof openList>;

export function openList() {
  const show = url("show", asChoice("current", "archived"), "current", { history: "push" });
  const messages = resource(
    () => "all",
    (_, signal) => loadMessages(signal),
  );
  const segments = resource(
    () => "all",
    (_, signal) => loadSegments(signal),
  );
  const allPaused = resource(
    () => "all",
    (_, signal) => loadIsPaused(signal),
  );
  const names = computed(() => new Map(segments.data.value?.map(({ id, name }) => [id, name])));
  const current = computed(() => messages.data.value?.filter(({ status }) => status !== "archived"));
  const archived = computed(() => messages.data.value?.filter(({ status }) => status === "archived"));
  /** The message that is acted on: its buttons wait. */
  const busy = signal<string>();

  const acting = mutation(async (act: () => Promise<unknown>) => {
    await act();
    await messages.refresh();
  });

  async function run(id: string, act: () => Promise<unknown>): Promise<boolean> {
    busy.value = id;
    const { ok } = await acting.run(act);
    busy.value = undefined;
    return ok;
  }

  async function act({ id, name }: MessageSummary, what: Act, back?: Act): Promise<void> {
    const said = { pause: "paused", resume: "resumed", archive: "archived", restore: "restored" } as const;
    if (!(await run(id, () => actOn(id, what)))) return;
    const undo = back && (() => void run(id, () => actOn(id, back)));
    if (what !== "publish") notify(text.messages.done[said[what]](name), undo ? { undo } : {});
  }

  return {
    show,
    messages,
    names,
    current,
    archived,
    busy,
    allPaused: computed(() => allPaused.data.value === true),
    error: acting.error,
    pause: (message: MessageSummary) => act(message, "pause", "resume"),
    resume: (message: MessageSummary) => act(message, "resume", "pause"),
    archive: (message: MessageSummary) => act(message, "archive", "restore"),
    restore: (message: MessageSummary) => act(message, "restore"),

    async duplicate({ id, name }: MessageSummary) {
      const copied = text.messages.list.copyOf(name).slice(0, 120);
      const done = await run(id, async () => {
        const { draft } = await loadMessage(id);
        await createMessage({ name: copied, design: draft });
      });
      if (done) notify(text.messages.done.duplicated(copied));
    },

    async remove({ id, name }: MessageSummary) {
      if (await run(id, () => deleteMessage(id))) notify(text.messages.done.removed(name));
    },

    /** Seen at once; put back when it was refused. */
    async move(message: MessageSummary, by: -1 | 1) {
      const before = messages.data.peek() ?? [];
      const list = current.peek() ?? [];
      const from = list.indexOf(message);
      const next = moved(list, from, from + by);
      messages.set([...next, ...(archived.peek() ?? [])]);
      const { ok } = await acting.run(() => orderMessages(next.map(({ id }) => id)));
      if (ok) notify(text.messages.list.moved(message.name, from + by + 1, list.length));
      else messages.set(before);
    },

    dispose() {
      for (const one of [messages, segments, allPaused]) one.dispose();
    },
  };
}
