// One import as it goes: asked for again and again while something moves.
import { effect, signal } from "@preact/signals";
import { answer, api } from "../../../api";
import { mutation } from "../../../models/mutation";
import { poll } from "../../../models/poll";
import { resource } from "../../../models/resource";
import { shopParam } from "../../../models/session";
import { discardImport, getImport, type ImportShown, refusalsOf, startImport, undoImport } from "../api";
import { forgetFile } from "../kept-file";
import { uploadOf } from "./upload";

const EVERY = 700;

export type ImportModel = ReturnType<typeof openImport>;

export function openImport(id: string) {
  const job = resource(
    () => id,
    (asked, signal) => getImport(asked, signal),
  );
  const upload = uploadOf(id);
  const otherFile = signal(false);
  const moves = signal<ImportShown["state"]>();
  const refusals = resource(
    () => {
      const { state, refused = 0, remarked = 0 } = job.data.value ?? {};
      return state && state !== "uploading" && refused + remarked > 0 ? { state, refused, remarked } : null;
    },
    (_, signal) => refusalsOf(id, signal),
  );
  const segment = resource(
    () => job.data.value?.segment ?? null,
    async (asked, signal) =>
      answer(
        api.shops[":shop"].segments[":segment"].$get(
          { param: { ...shopParam(), segment: asked } },
          { init: { signal } },
        ),
      ),
  );

  const act = (ask: (id: string) => Promise<ImportShown>) =>
    mutation(() => ask(id), { done: (value) => job.set(value) });

  const stopWatching = effect(() => {
    const { state } = job.data.value ?? {};
    if (state !== moves.peek()) moves.value = state;
  });
  const stopUploading = effect(() => {
    if (moves.value === "uploading") void go();
  });
  const stopPolling = effect(() => {
    if (moves.value === "running" || moves.value === "undoing")
      return poll(() => job.refresh(), { every: EVERY });
    return undefined;
  });

  async function go(): Promise<void> {
    const ready = await upload.run(job.data.peek()!);
    if (ready) job.set(ready);
  }

  return {
    ...{ job, upload, refusals, segment, otherFile },
    start: act(startImport),
    undo: act(undoImport),
    discard: mutation(async () => {
      upload.stop();
      await discardImport(id);
      await forgetFile(id);
    }),
    async choose(file: File): Promise<void> {
      otherFile.value = !(await upload.choose(job.data.peek()!, file).catch(() => false));
      if (otherFile.value) return;
      await job.refresh();
      await go();
    },
    retry: () => {
      upload.failed.value = undefined;
      void job.refresh().then(go);
    },
    dispose() {
      stopWatching();
      stopUploading();
      stopPolling();
      upload.stop();
      for (const one of [job, refusals, segment]) one.dispose();
    },
  };
}
