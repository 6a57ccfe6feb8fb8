// One segment's state: itself, asked again while people are being sorted in or out, and archiving it.
import { computed, effect } from "@preact/signals";
import { type Mutation, mutation } from "../../../models/mutation";
import { poll } from "../../../models/poll";
import { type Resource, resource } from "../../../models/resource";
import { notify } from "../../../models/toasts";
import { knowProducts, vocabulary } from "../../../rules/vocabulary";
import { text } from "../../../texts/index";
import {
  archiveSegment,
  countEveryone,
  type Evaluation,
  loadEvaluation,
  loadSegment,
  type Segment,
  segmentOf,
} from "../segments";

export interface SegmentModel {
  segment: Resource<Segment>;
  everyone: Resource<number>;
  /** How far sorting is, while it goes on. */
  evaluation: Resource<Evaluation>;
  archive: Mutation<boolean, Segment>;
  dispose(): void;
}

const EVERY = 2_000;

export function openSegment(id: string): SegmentModel {
  const segment = resource(
    () => id,
    async (id, signal) => {
      const loaded = await loadSegment(id, signal);
      void knowProducts([loaded.rule]);
      return loaded;
    },
  );
  const everyone = resource(
    () => id,
    (_, signal) => countEveryone(signal),
  );
  const archive = mutation(async (archived: boolean) => segmentOf(await archiveSegment(id, archived)), {
    done(changed) {
      segment.set(changed);
      void vocabulary().refresh();
      const words = text.segments.page;
      if (changed.archivedAt === null) notify(words.restored(changed.name));
      else notify(words.archivedNow(changed.name), { undo: () => void archive.run(false) });
    },
  });
  const moves = computed(() => {
    const now = segment.data.value;
    return now !== undefined && (now.evaluating || now.filling !== null);
  });
  const evaluation = resource(
    () => (moves.value ? id : null),
    (_, signal) => loadEvaluation(signal),
  );
  const stopWatching = effect(() => {
    if (moves.value)
      return poll(() => Promise.all([segment.refresh(), evaluation.refresh()]), { every: EVERY });
  });
  return {
    segment,
    everyone,
    evaluation,
    archive,
    dispose() {
      stopWatching();
      segment.dispose();
      everyone.dispose();
      evaluation.dispose();
    },
  };
}
