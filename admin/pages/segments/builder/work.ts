// What is being worked on in the builder, kept in this browser until it is saved.
import type { Rule } from "../../../../core/rules/rule";
import { type Draft, draft, keptDraft } from "../../../models/draft";
import { currentShop } from "../../../models/session";
import { isEditable } from "../../../rules/check";
import type { Segment } from "../segments";

export interface Work {
  name: string;
  description: string;
  visible: boolean;
  rule: Rule;
}

const blank: Work = { name: "", description: "", visible: false, rule: { all: [] } };
const keyOf = (id: string | undefined) => `${currentShop().id}/segment/${id ?? "new"}`;

export function openWork(segment: Segment | undefined): Draft<Work> {
  return draft<Work>({
    key: keyOf(segment?.id),
    saved: segment ? workOf(segment) : blank,
    ...(segment && { version: segment.updatedAt }),
    parse: readWork,
  });
}

export const workOf = ({ name, description, visible, rule }: Segment): Work => ({
  name,
  description,
  visible,
  rule: rule as Rule,
});

/** A new segment that was begun and not saved. */
export const unsavedNew = (): Work | undefined => readWork(keptDraft(keyOf(undefined)));

function readWork(kept: unknown): Work | undefined {
  if (typeof kept !== "object" || kept === null) return undefined;
  const { name, description, visible, rule } = kept as Partial<Record<keyof Work, unknown>>;
  if (typeof name !== "string" || typeof description !== "string" || !isEditable(rule)) return undefined;
  return { name, description, visible: visible === true, rule };
}
